// The page: contents, sections, and what happens on a change of size, theme, run or paper.
import * as echarts from "echarts/core";
import { BarChart, CustomChart, HeatmapChart, LineChart, LinesChart, SankeyChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GeoComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { figure, figures } from "./figure.js";
import { number } from "./numbers.js";
import { dataTable, element } from "./tables.js";
import { isDark, setPrinting, setRegions } from "./theme.js";
import { setWords, t } from "./words.js";

echarts.use([BarChart, CustomChart, HeatmapChart, LineChart, LinesChart, SankeyChart, ScatterChart, AriaComponent, GeoComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, LabelLayout, SVGRenderer]);

const summary = JSON.parse(document.getElementById("summary").textContent);
const contents = document.getElementById("contents");
const main = document.getElementById("main");

// A table behind a fold, made when it is first opened.
function folded(table) {
  const box = element("details", { class: "long" }, element("summary", {}, t("{} ({} rows)", table.title, table.rows.length)));
  box.addEventListener("toggle", () => { if (box.open && box.children.length === 1) box.append(dataTable(table)); });
  return box;
}

// The answer in a few large numbers, each with its band.
function keyNumbers(numbers) {
  return element("ul", { class: "keys" }, ...numbers.map((key) => element("li", {},
    element("strong", {}, number(key.difference, 2, true), element("span", { class: "unit" }, `\u00a0${key.units}`)),
    element("span", { class: "band" }, key.low === null ? t("no band: one run") : t("{} to {}", number(key.low, 2, true), number(key.high, 2, true))),
    element("span", {}, key.name))));
}

function section(one, run, mark) {
  const background = new Set(["settings", "world_notes", "scenario_notes", "provenance"]);
  const tables = one.tables.map((table) => (table.long || background.has(table.id) || one.numbers ? folded(table) : dataTable(table)));
  return element("section", { id: `section-${mark}${one.id}`, "aria-labelledby": `heading-${mark}${one.id}` },
    element("h2", { id: `heading-${mark}${one.id}` }, one.title),
    ...one.text.map((text) => element("p", { class: one.id === "headline" ? "headline" : "" }, text)),
    one.numbers ? keyNumbers(one.numbers) : null,
    one.trust ? element("p", { class: "trust" }, one.trust) : null,
    element("div", { class: "figures" }, ...one.charts.map((chart) => figure(chart, run, mark))), element("div", { class: "tables" }, ...tables),
    ...one.absent.map((text) => element("p", { class: "absent" }, t("Absent: {}.", text))));
}

const draw = () => figures.forEach((one) => one.draw());

const subtitle = (run) => `${t("Imports of {}", run.importer)}${run.rival ? t(", looking at {}", run.rival) : ""}; ${run.replicates === 1 ? t("{} replicate", 1) : t("{} replicates", run.replicates)}; ${run.file}`;

function clear() {
  figures.forEach((one) => one.dispose());
  figures.length = 0;
}

let chosen = summary.runs[0];

// Without its drawings.
function build(run) {
  chosen = run;
  clear();
  setRegions(run.regions);
  const sections = [...summary.together, ...run.sections];
  main.replaceChildren(...sections.map((one) => section(one, run, "")));
  contents.replaceChildren(...sections.map((one) => element("li", {}, element("a", { href: `#section-${one.id}` }, one.title))));
  document.getElementById("title").textContent = run.name;
  document.getElementById("subtitle").textContent = subtitle(run);
  document.title = `${run.name}: ${t("entrepot report")}`;
}

function show(run) {
  build(run);
  draw();
}

// On paper there is no list to choose from: all runs, one after the other, below what they share.
function showAll() {
  clear();
  document.getElementById("title").textContent = summary.runs.map((run) => run.name).join(", ");
  document.getElementById("subtitle").textContent = t("{} scenarios", summary.runs.length);
  main.replaceChildren(...summary.together.map((one) => section(one, summary.runs[0], "")), ...summary.runs.flatMap((run, i) => [
    element("div", { class: "run-title" }, element("p", { class: "run-name" }, run.name), element("p", {}, subtitle(run))), ...run.sections.map((one) => section(one, run, `${i + 1}-`))]));
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
  if (summary.runs.length > 1) {
    if (on) showAll();
    else build(chosen);
  }
  setTheme();
}

// The words that stand in the page itself.
function translatePage() {
  setWords(summary.words);
  if (summary.lang) document.documentElement.lang = summary.lang;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  document.querySelector("nav").setAttribute("aria-label", t("Contents"));
}

function start() {
  translatePage();
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
