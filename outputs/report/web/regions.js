// One colour per region, the same in every chart of the report and the workbench. Fifteen that differ in lightness as well as
// in hue, so that the colour-blind tell most of them apart; all have a contrast of 3 and more with the paper. Charts label
// their lines besides: nothing is told by colour alone.
const light = ["#0072b2", "#d55e00", "#008f68", "#a6508a", "#8a6d00", "#59636e", "#7c1205", "#d7668a", "#4a86f2", "#510a79", "#476431", "#3940aa", "#9982b8", "#633b6c", "#610741"];
const dark = ["#56b4e9", "#f0934a", "#2fc79a", "#e09ac7", "#e3c84b", "#aab2bb", "#e94421", "#dd057c", "#477db5", "#b131db", "#d9fbb3", "#8b8fc8", "#c76bfd", "#8e638e", "#ed5e87"];
const own = ["USA", "CHN", "VNM", "MEX", "EUK", "ROW", "CAN", "JPN", "KOR", "TWN", "IND", "ASE", "LAC", "AFR", "MEA"];

// `regions`: those of the world in its order, which gives other regions their colours. Undefined for what is no region.
export function colourOfRegion(region, regions, isDark) {
  const palette = isDark ? dark : light;
  const known = own.indexOf(region);
  if (known >= 0) return palette[known];
  const others = regions.filter((name) => !own.includes(name));
  const at = others.indexOf(region);
  if (at < 0) return undefined;
  const free = own.map((name, i) => i).filter((i) => !regions.includes(own[i]));
  return palette[free.length ? free[at % free.length] : at % palette.length];
}
