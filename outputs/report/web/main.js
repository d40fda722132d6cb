// The page: contents, sections, and what happens on a change of size, theme, run or paper.
import * as echarts from "echarts/core";
import { BarChart, CustomChart, HeatmapChart, LineChart, LinesChart, SankeyChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GeoComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { figure, figures } from "./figure.js";
import { number } from "./numbers.js";
import { dataTable, element } from "./tables.js";
import { isDark, setPrinting } from "./theme.js";

echarts.use([BarChart, CustomChart, HeatmapChart, LineChart, LinesChart, SankeyChart, ScatterChart, AriaComponent, GeoComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, LabelLayout, SVGRenderer]);

const summary = JSON.parse(document.getElementById("summary").textContent);
const contents = document.getElementById("contents");
const main = document.getElementById("main");

// A table behind a fold, made when it is first opened.
function folded(table) {
  const box = element("details", { class: "long" }, element("summary", {}, `${table.title} (${table.rows.length} rows)`));
  box.addEventListener("toggle", () => { if (box.open && box.children.length === 1) box.append(dataTable(table)); });
  return box;
}

// The answer in a few large numbers, each with its band.
function keyNumbers(numbers) {
  return element("ul", { class: "keys" }, ...numbers.map((key) => element("li", {},
    element("strong", {}, number(key.difference, 2, true), element("span", { class: "unit" }, `\u00a0${key.units}`)),
    element("span", { class: "band" }, key.low === null ? "no band: one run" : `${number(key.low, 2, true)} to ${number(key.high, 2, true)}`),
    element("span", {}, key.name))));
}

function section(one, run) {
  const background = new Set(["settings", "world_notes", "scenario_notes", "provenance"]);
  const tables = one.tables.map((table) => (table.long || background.has(table.id) || one.numbers ? folded(table) : dataTable(table)));
  return element("section", { id: `section-${one.id}`, "aria-labelledby": `heading-${one.id}` },
    element("h2", { id: `heading-${one.id}` }, one.title),
    ...one.text.map((text) => element("p", { class: one.id === "headline" ? "headline" : "" }, text)),
    one.numbers ? keyNumbers(one.numbers) : null,
    one.trust ? element("p", { class: "trust" }, one.trust) : null,
    element("div", { class: "figures" }, ...one.charts.map((chart) => figure(chart, run))), element("div", { class: "tables" }, ...tables),
    ...one.absent.map((text) => element("p", { class: "absent" }, `Absent: ${text}.`)));
}

const draw = () => figures.forEach((one) => one.draw());

function show(run) {
  figures.forEach((one) => one.dispose());
  figures.length = 0;
  const sections = [...summary.together, ...run.sections];
  main.replaceChildren(...sections.map((one) => section(one, run)));
  contents.replaceChildren(...sections.map((one) => element("li", {}, element("a", { href: `#section-${one.id}` }, one.title))));
  document.getElementById("title").textContent = run.name;
  document.getElementById("subtitle").textContent = `Imports of ${run.importer}${run.rival ? `, looking at ${run.rival}` : ""}; ${run.replicates} replicate${run.replicates === 1 ? "" : "s"}; ${run.file}`;
  document.title = `${run.name}: entrepot report`;
  draw();
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  document.documentElement.classList.toggle("dark", isDark());
  draw();
}

// Paper is white and as wide as it is.
function onPaper(on) {
  setPrinting(on);
  document.documentElement.classList.toggle("paper", on);
  setTheme();
}

function start() {
  const chooser = document.getElementById("runs");
  summary.runs.forEach((run, i) => chooser.append(element("option", { value: String(i) }, `${run.name} (${run.file})`)));
  chooser.parentElement.hidden = summary.runs.length < 2;
  chooser.addEventListener("change", () => show(summary.runs[Number(chooser.value)]));
  document.getElementById("theme").addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
  document.getElementById("print").addEventListener("click", () => window.print());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme());
  window.addEventListener("beforeprint", () => onPaper(true));
  window.addEventListener("afterprint", () => onPaper(false));
  let waiting = 0;
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(draw, 120);
  });
  document.documentElement.classList.toggle("dark", isDark());
  show(summary.runs[0]);
  // Ready when the charts have been painted: milliseconds since the page was asked for.
  requestAnimationFrame(() => setTimeout(() => { window.entrepotReport = { figures, ready: true, painted: Math.round(performance.now()) }; }));
}

start();
