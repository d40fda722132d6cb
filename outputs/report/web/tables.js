// Tables of the page: those of the summary, and the numbers behind each chart.
import { number } from "./numbers.js";
import { longName } from "./places.js";
import { t } from "./words.js";

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// A table that scrolls sideways by itself where it is too wide; focusable, so that keys can scroll it. Its name stands
// above it, where it does not scroll away.
function frame(table, name, units = "") {
  return element("div", {}, element("p", { class: "caption" }, name, units ? element("span", { class: "unit" }, ` ${units}`) : null),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, table));
}

// A region by its name, the code small behind it.
function named(cell) {
  const name = longName(cell);
  return name === cell ? [cell] : [`${name} `, element("small", { class: "code" }, cell)];
}

function grid(headings, rows) {
  const head = element("tr", {}, ...headings.map((heading) => element("th", { scope: "col", class: heading.text ? "text" : "number" }, heading.name, heading.units ? element("span", { class: "unit" }, ` ${heading.units}`) : null)));
  const body = rows.map((row) => element("tr", {}, ...row.map((cell, i) => element(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : undefined, class: headings[i].text ? (String(cell).length > 40 ? "text long" : "text") : "number" }, i === 0 ? element("span", { class: "row-name" }, ...named(cell)) : cell))));
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
}

const verdict = (text) => (text.startsWith(t("MISS")) ? "miss" : text.startsWith(t("in the band")) ? "hit" : "");

// The unit that all columns of numbers share: it is said once, in the caption.
function commonUnits(columns) {
  const units = new Set(columns.filter((column) => !column.text).map((column) => column.units));
  return units.size === 1 ? [...units][0] : "";
}

// Without the columns that have no number at all: intervals of a single run, say.
function withoutEmpty(table) {
  const kept = table.columns.map((column, i) => column.text || table.rows.some((row) => row[i] !== null));
  return { ...table, columns: table.columns.filter((_, i) => kept[i]), rows: table.rows.map((row) => row.filter((_, i) => kept[i])) };
}

export function dataTable(whole) {
  const table = withoutEmpty(whole);
  const units = commonUnits(table.columns);
  const headings = table.columns.map((column) => ({ name: column.heading, units: units ? "" : column.units, text: column.text }));
  const rows = table.rows.map((row) => row.map((cell, i) => (table.columns[i].text ? String(cell) : number(cell, table.columns[i].decimals, table.columns[i].signs))));
  const made = grid(headings, rows);
  for (const cell of made.querySelectorAll("td")) if (verdict(cell.textContent)) cell.classList.add(verdict(cell.textContent));
  return element("div", { class: "table", id: `table-${table.id}` }, frame(made, table.title, units), element("p", { class: "source" }, t("Source: {}", table.source)));
}

function seriesRows(chart) {
  const headings = [{ name: "", text: true }];
  for (const one of chart.series) {
    headings.push({ name: one.name });
    if (one.low) headings.push({ name: t("95 % low") }, { name: t("95 % high") });
  }
  const rows = chart.x.map((name, i) => [name, ...chart.series.flatMap((one) => (one.low ? [one.values[i], one.low[i], one.high[i]] : [one.values[i]]).map((value) => number(value)))]);
  return frame(grid(headings, rows), chart.title, chart.units);
}

function matrixRows(chart, frameIndex) {
  const one = chart.frames[frameIndex];
  const headings = [{ name: `${chart.row_axis} \\ ${chart.column_axis}`, text: true }, ...chart.columns.map((name) => ({ name }))];
  const rows = chart.rows.map((name, r) => [name, ...chart.columns.map((column, k) => number(one.scenario[r * chart.columns.length + k]))]);
  return frame(grid(headings, rows), t("{}, with the policies, {}", chart.title, one.name), chart.units);
}

// The same as text for a spreadsheet: every number of the chart.
export function chartCsv(chart) {
  const field = (text) => (/[",\n]|^[=+@-]/.test(String(text)) && Number.isNaN(Number(text)) ? `"${String(text).replace(/^[=+@-]/, "'$&").replaceAll('"', '""')}"` : String(text ?? ""));
  const lines = chart.series
    ? [["", ...chart.series.flatMap((one) => [one.name, ...(one.low ? [`${one.name} ${t("95 % low")}`, `${one.name} ${t("95 % high")}`] : [])])],
      ...chart.x.map((name, i) => [name, ...chart.series.flatMap((one) => [one.values[i], ...(one.low ? [one.low[i], one.high[i]] : [])])])]
    : [[chart.row_axis, chart.column_axis, t("period"), t("with the policies"), t("without")],
      ...chart.frames.flatMap((one) => chart.rows.flatMap((row, r) => chart.columns.map((column, k) => [row, column, one.name, one.scenario[r * chart.columns.length + k], one.baseline ? one.baseline[r * chart.columns.length + k] : ""])))];
  return lines.map((line) => line.map(field).join(",")).join("\r\n") + "\r\n";
}

// The numbers behind a chart, made when they are first asked for.
export function numbersOf(chart, state) {
  const box = element("details", { class: "numbers" }, element("summary", {}, t("Numbers")));
  const fill = () => {
    if (!box.open) return;
    while (box.children.length > 1) box.lastChild.remove();
    box.append(chart.series ? seriesRows(chart) : matrixRows(chart, state.frame));
  };
  box.addEventListener("toggle", fill);
  return { box, refresh: fill };
}
