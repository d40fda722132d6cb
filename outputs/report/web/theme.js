import { colourOfRegion } from "./regions.js";

// Colours that the colour-blind tell apart (after Okabe and Ito), for light and dark paper.
const light = {
  paper: "#ffffff", text: "#1b1f24", muted: "#59636e", grid: "#d8dee4", land: "#e6e9ec", shore: "#ffffff",
  series: ["#0072b2", "#d55e00", "#008f68", "#a6508a", "#8a6d00", "#3b8fc4", "#555555", "#7b3294"],
  fall: "#c4500a", rise: "#0072b2", still: "#8c959f", other: "#b3bac2",
  diverging: ["#a63603", "#e6894d", "#f3f3f1", "#6aa5d0", "#08519c"],
};
const dark = {
  paper: "#14181d", text: "#e6e8eb", muted: "#9aa4af", grid: "#343b44", land: "#2a3139", shore: "#14181d",
  series: ["#56b4e9", "#f0934a", "#2fc79a", "#e09ac7", "#e3c84b", "#9bd3f5", "#b9c0c8", "#c39be0"],
  fall: "#f0934a", rise: "#56b4e9", still: "#7d8791", other: "#5b646e",
  diverging: ["#f0934a", "#a8683b", "#2a3139", "#3f83ad", "#6cc4f7"],
};

let printing = false;
export const setPrinting = (on) => { printing = on; };
export const isDark = () => {
  const asked = document.documentElement.dataset.theme;
  if (printing) return false;
  return asked ? asked === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
export const colours = () => (isDark() ? dark : light);

let regions = [];
export const setRegions = (names) => { regions = names || []; };
// Undefined for what is no region of the run's world.
export const regionColour = (name) => (regions.includes(name) ? colourOfRegion(name, regions, isDark()) : undefined);
