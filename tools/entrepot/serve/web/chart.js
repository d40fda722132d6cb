// Lines over time as SVG, with the numbers behind them as a table.
import { el } from "./base.js";
import { colourOfRegion } from "./regions.js";

const space = "http://www.w3.org/2000/svg";
function draw(tag, attributes, text) {
  const node = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

const finite = (value) => typeof value === "number" && Number.isFinite(value);

// Round steps, about four of them.
function tickStep(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].find((each) => each * power >= rough * 0.999) * power;
}
function ticks(low, high, step) {
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) found.push(Number(at.toPrecision(12)));
  return found;
}

function pathOf(values, x, y) {
  let text = "";
  let pen = "M";
  values.forEach((value, i) => {
    if (!finite(value)) { pen = "M"; return; }
    text += `${pen}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = "L";
  });
  return text;
}

// A region has its colour of the report, in both themes; other lines count.
const colourClass = (line) => (line.region ? "region" : `c${line.colour % 8}`);
function tinted(node, line) {
  if (line.region) for (const [name, dark] of [["--light", false], ["--dark", true]]) node.style.setProperty(name, colourOfRegion(line.region, line.regions, dark));
  return node;
}

// Names of regions at the ends of their lines, apart from each other.
function endLabels(series, y) {
  const ends = series.filter((line) => line.region && !line.faint && finite(line.values[line.values.length - 1])).map((line) => [line, y(line.values[line.values.length - 1]) + 4]);
  ends.sort((a, b) => a[1] - b[1]);
  for (let i = 1; i < ends.length; i += 1) ends[i][1] = Math.max(ends[i][1], ends[i - 1][1] + 12);
  return ends;
}

function svgOf({ labels, series, unit, words }, width) {
  const height = width < 500 ? 230 : 280;
  const edge = { left: 46, right: series.some((line) => line.region) ? 38 : 12, top: 28, bottom: 26 };
  const all = series.flatMap((line) => line.values).filter(finite);
  let [low, high] = all.length ? [Math.min(0, ...all), Math.max(...all)] : [0, 1];
  if (high - low < 1e-9) high = low + 1;
  const step = tickStep(low, high);
  high = Math.ceil(high / step - 1e-9) * step;
  low = Math.floor(low / step + 1e-9) * step;
  const x = (i) => edge.left + (width - edge.left - edge.right) * (labels.length > 1 ? i / (labels.length - 1) : 0.5);
  const y = (value) => height - edge.bottom - (height - edge.top - edge.bottom) * ((value - low) / (high - low));
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": words });
  for (const at of ticks(low, high, step)) {
    svg.append(draw("line", { class: "rule", x1: edge.left, x2: width - edge.right, y1: y(at), y2: y(at) }));
    svg.append(draw("text", { x: edge.left - 6, y: y(at) + 4, "text-anchor": "end" }, String(at)));
  }
  svg.append(draw("text", { x: 2, y: 10 }, unit));
  const every = Math.max(1, Math.ceil(labels.length / (width < 500 ? 3 : 8)));
  labels.forEach((label, i) => {
    if (i % every === 0 && (i + every / 2 < labels.length || i === 0)) svg.append(draw("text", { x: x(i), y: height - 8, "text-anchor": i === 0 ? "start" : i === labels.length - 1 ? "end" : "middle" }, label));
  });
  series.forEach((line) => svg.append(tinted(draw("path", { class: `${colourClass(line)}${line.faint ? " faint" : ""}`, d: pathOf(line.values, x, y) }), line)));
  for (const [line, at] of endLabels(series, y)) svg.append(draw("text", { x: width - edge.right + 4, y: at, class: "end" }, line.name));
  return svg;
}

function table({ labels, series }) {
  const head = el("tr", {}, el("th", { scope: "col" }, "time"), series.map((line) => el("th", { scope: "col" }, line.name)));
  const rows = labels.map((label, i) => el("tr", {}, el("th", { scope: "row" }, label), series.map((line) => el("td", {}, finite(line.values[i]) ? line.values[i].toFixed(2) : ""))));
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Numbers of the chart" }, el("table", {}, el("thead", {}, head), el("tbody", {}, rows)));
}

// {title, unit, labels, series: [{name, values, colour, faint}]}; a faint line is not in the key.
export function lineChart(chart) {
  const box = el("div", {});
  const shown = chart.series.filter((line) => !line.faint);
  chart.words = `${chart.title}, ${chart.unit}. Lines: ${shown.map((line) => line.name).join(", ")}. The numbers are in the table below.`;
  const key = el("ul", { class: "key" }, shown.map((line) => el("li", {}, tinted(el("i", { class: colourClass(line) }), line), line.name)));
  const behind = el("details", {}, el("summary", {}, "Numbers"));
  behind.addEventListener("toggle", () => { if (behind.open && behind.children.length === 1) behind.append(table(chart)); });
  let last = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.max(260, Math.round(entry.contentRect.width));
    if (width !== last) box.replaceChildren(svgOf(chart, last = width));
  }).observe(box);
  return el("figure", {}, el("figcaption", {}, chart.title), key, box, chart.note ? el("p", { class: "muted" }, chart.note) : null, behind);
}

// Of the shares of a run: origins with the largest change or share first, at most `most`, with and without the policies.
export function shareLines(scenario, baseline, most = 6) {
  const size = (origin) => {
    const values = scenario[origin] || baseline[origin] || [];
    const before = baseline[origin] || [];
    return Math.max(...values.map((value, i) => (finite(before[i]) ? 8 * Math.abs(value - before[i]) : 0) + value * 0.2), 0);
  };
  const origins = Object.keys(Object.keys(scenario).length ? scenario : baseline).sort((a, b) => size(b) - size(a)).slice(0, most);
  const all = [...new Set([...Object.keys(scenario), ...Object.keys(baseline)])];
  return origins.flatMap((origin) => [
    { name: origin, values: scenario[origin] || [], region: origin, regions: all },
    { name: `${origin} without`, values: baseline[origin] || [], region: origin, regions: all, faint: true },
  ]);
}
