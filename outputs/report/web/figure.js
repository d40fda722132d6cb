// One figure: heading with units, controls, the drawing, its source, and its numbers.
import * as echarts from "echarts/core";
import { bars, heat, heights, key, lines, narrow, slopes } from "./charts.js";
import { chain, map, outlines, sides } from "./flows.js";
import { downloads } from "./downloads.js";
import { number } from "./numbers.js";
import { longName } from "./places.js";
import { regionColour } from "./theme.js";
import { element, numbersOf } from "./tables.js";
import { t } from "./words.js";

const makers = { lines, slopes, bars, heat };
const fixed = { map: (width) => Math.round(Math.min(420, Math.max(210, width * 0.56))), chain: (width) => (narrow(width) ? 440 : 520) };

// All figures on the page; tests look at it.
export const figures = [];

function select(label, options, chosen, change) {
  const list = element("select", { onchange: (event) => change(event.target.value) }, ...options.map(([value, text]) => element("option", { value, selected: value === chosen }, text)));
  return element("label", { class: "control" }, `${label} `, list);
}

function slider(chart, state, change) {
  const last = chart.frames.length - 1;
  const shown = element("output", {}, chart.frames[state.frame].name);
  const input = element("input", {
    type: "range", min: "0", max: String(last), value: String(state.frame), step: "1", "aria-valuetext": chart.frames[state.frame].name,
    oninput: (event) => {
      state.frame = Number(event.target.value);
      shown.textContent = chart.frames[state.frame].name;
      event.target.setAttribute("aria-valuetext", shown.textContent);
      change();
    },
  });
  return last > 0 ? element("label", { class: "control slider" }, `${t("Year")} `, input, shown) : null;
}

// The drawings of a chart: one, or for a map two side by side.
function panels(chart, state) {
  if (chart.kind !== "map") return [(width) => (chart.kind === "chain" ? chain(chart, width, state) : makers[chart.kind](chart, width, state))];
  return [0, 1].map((side) => (width) => map(chart, width, state, side));
}

function mapState(chart) {
  const land = outlines(chart.rows);
  const name = `land-${chart.rows.join("-")}`;
  echarts.registerMap(name, land.geojson);
  return { land, map: name };
}

function controls(chart, state, run, redraw) {
  if (!chart.frames) return null;
  const list = [slider(chart, state, redraw)];
  const hasBaseline = Boolean(chart.frames[0].baseline);
  if (chart.kind === "map") {
    const choices = hasBaseline ? [["policies", t("without and with the policies")]] : [];
    list.push(select(t("Compare"), [...choices, ["years", t("first year and chosen year")]], state.compare, (value) => { state.compare = value; redraw(); }));
    list.push(select(t("Flows of"), [["", t("all regions")], ...chart.rows.map((name) => [name, longName(name)])], state.region, (value) => { state.region = value; redraw(); }));
  }
  if (chart.kind === "chain" && hasBaseline) {
    list.push(select(t("Show"), [["scenario", t("with the policies")], ["baseline", t("without the policies")]], state.side, (value) => { state.side = value; redraw(); }));
  }
  return element("div", { class: "controls" }, ...list);
}

const legends = {
  slopes: () => t("Logarithmic scale. Each region has its colour; in brackets the change. Thin: by no more than 0.05 points."),
  bars: (state, chart) => (chart.series.length < 2 && !chart.x.some(regionColour) ? t("Orange is less, blue more than without the policies.") : ""),
  map: () => t("Arrows as wide as the root of the flow. On the second map orange is less and blue more than on the first, by at least 1 %."),
  chain: (state) => (state.rival ? t("Strong: value added of {}, whoever sells it. Each region has its colour; small ones are put together as others.", state.rival) : t("Small regions are put together as others.")),
};

// What a chart shows, for those who do not see it: ends of lines, sizes of bars, the largest flows.
function inWords(chart) {
  const told = (value) => number(value, -1, true);
  const end = (one) => t("{} from {} to {}", longName(one.name), number(one.values[0]), number(one.values[one.values.length - 1]));
  let text = "";
  if (chart.kind === "lines") text = `${t("{} to {}", chart.x[0], chart.x[chart.x.length - 1])}: ${chart.series.map(end).join("; ")}`;
  if (chart.kind === "bars") text = chart.x.map((name, i) => `${longName(name)} ${chart.series.map((one) => (chart.series.length > 1 ? `${one.name} ` : "") + told(one.values[i])).join(", ")}`).join("; ");
  if (chart.kind === "slopes") text = chart.x.map((name, i) => t("{} from {} to {}", longName(name), number(chart.series[0].values[i]), number(chart.series[1].values[i]))).join("; ");
  if (chart.frames) {
    const last = chart.frames[chart.frames.length - 1];
    const cells = last.scenario.map((value, i) => ({ value, row: Math.floor(i / chart.columns.length), column: i % chart.columns.length }));
    const top = cells.filter((cell) => cell.value !== null && chart.rows[cell.row] !== chart.columns[cell.column]).sort((a, b) => b.value - a.value).slice(0, 5);
    text = `${t("largest in {}", last.name)}: ${top.map((cell) => `${t("{} to {}", longName(chart.rows[cell.row]), longName(chart.columns[cell.column]))} ${number(cell.value)}`).join("; ")}`;
  }
  return `${chart.title}, ${chart.units}. ${text}. ${t("All numbers are in the table below.")}`;
}

// `mark` tells its ids from those of other runs on the page.
export function figure(chart, run, mark = "") {
  const state = { frame: chart.frames ? chart.frames.length - 1 : 0, compare: chart.frames && chart.frames[0].baseline ? "policies" : "years", region: "", side: "scenario", rival: run.rival, importer: run.importer };
  if (chart.kind === "map") Object.assign(state, mapState(chart));
  const makersOf = panels(chart, state);
  const numbers = numbersOf(chart, state);
  const boxes = makersOf.map(() => element("div", { class: "drawing", role: "img", "aria-label": inWords(chart) }));
  const names = makersOf.map(() => element("div", { class: "panel-name" }));
  const keys = element("div", { class: "key" });
  const drawKey = () => keys.replaceChildren(...key(chart).map((entry) => element("span", {}, element("i", { style: `border-top-color:${entry.colour};border-top-style:${entry.dashed ? "dashed" : "solid"}` }), entry.name)));
  const one = { id: chart.id, state, drawn: 0, charts: [] };
  const draw = () => boxes.forEach((box, i) => {
    const width = box.clientWidth;
    box.style.height = `${chart.kind in fixed ? fixed[chart.kind](width) : heights[chart.kind](chart)}px`;
    if (!one.charts[i]) one.charts[i] = echarts.init(box, null, { renderer: "svg" });
    one.charts[i].resize();
    one.charts[i].setOption(makersOf[i](width), { notMerge: true });
    if (chart.kind === "map") names[i].textContent = sides(chart, state).names[i];
    one.drawn += 1;
  });
  one.draw = () => { drawKey(); draw(); };
  one.dispose = () => one.charts.forEach((made) => made.dispose());
  figures.push(one);
  const lost = chart.kind === "map" && state.land.nowhere.length > 0 ? t("Not on the map for want of a place: {}.", state.land.nowhere.join(", ")) : "";
  const groups = chart.kind === "map" ? chart.rows.filter((region) => longName(region) !== region).map((region) => `${region}: ${longName(region)}`).join("; ") : "";
  const note = [chart.kind in legends ? legends[chart.kind](state, chart) : "", chart.series && chart.series.some((series) => series.low) ? (chart.kind === "bars" ? t("Whiskers: 95 % interval.") : t("Shaded: 95 % interval.")) : "", groups && `${groups}.`, lost].filter(Boolean).join(" ");
  return element("figure", { id: `figure-${mark}${chart.id}`, "data-kind": chart.kind },
    element("figcaption", {}, element("h3", {}, chart.title), element("span", { class: "unit" }, chart.units)),
    controls(chart, state, run, () => { draw(); numbers.refresh(); }),
    keys, element("div", { class: `drawings of-${boxes.length}` }, ...boxes.map((box, i) => element("div", {}, chart.kind === "map" ? names[i] : null, box))),
    note ? element("p", { class: "note" }, note) : null,
    element("p", { class: "source" }, t("Source: {}", chart.source)), element("div", { class: "behind" }, numbers.box, downloads(chart, boxes)));
}
