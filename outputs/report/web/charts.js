// Charts of series: lines with bands, slopes, bars, and the heat map.
import { colours, isDark, regionColour } from "./theme.js";
import { escape, number, short } from "./numbers.js";
import { longName } from "./places.js";
import { t } from "./words.js";

export const narrow = (width) => width < 560;

function base(width) {
  const c = colours();
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { color: c.text, fontFamily: "system-ui, sans-serif", fontSize: 12 },
    aria: { enabled: true },
    tooltip: {
      confine: true, backgroundColor: c.paper, borderColor: c.grid, textStyle: { color: c.text, fontSize: 12 },
      transitionDuration: 0,
    },
    grid: { left: 8, right: narrow(width) ? 14 : 24, top: 64, bottom: 8, containLabel: true },
  };
}

const axis = (c, more) => ({
  axisLine: { lineStyle: { color: c.muted } }, axisTick: { lineStyle: { color: c.muted } },
  axisLabel: { color: c.muted, hideOverlap: true }, splitLine: { lineStyle: { color: c.grid } }, ...more,
});

const valueAxis = (c, more) => axis(c, { type: "value", scale: true, axisLabel: { color: c.muted, formatter: short }, ...more });

// Round ends and steps for an axis that holds all the values.
function niceRange(values) {
  const known = values.filter((value) => value !== null);
  const size = Math.max(...known.map(Math.abs));
  const ends = known.map((value) => (Math.abs(value) < 1e-9 * size ? 0 : value));  // what is left of differences of equal numbers
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const rough = (high > low ? high - low : Math.abs(high) || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) * power;
  const tidy = (value) => Number(value.toPrecision(12));
  return { min: tidy(Math.floor(low / step) * step), max: tidy(Math.ceil(high / step + (high > low ? 0 : 1)) * step), interval: step };
}

const subjectOf = (one) => one.subject || one.name;

// A region has its own colour; what is none takes the next. The scenario and its baseline have one colour, the baseline is dashed.
function colourOf(series) {
  const c = colours();
  const taken = new Map();
  return series.map((one) => {
    const subject = subjectOf(one);
    if (regionColour(subject)) return regionColour(subject);
    if (!taken.has(subject)) taken.set(subject, c.series[taken.size % c.series.length]);
    return taken.get(subject);
  });
}

// The end of each line says what it is, where there are several; labels that would touch are moved apart.
function endLabels(chart, width, range) {
  const shown = chart.series.filter((one) => one.role !== "baseline");
  if (shown.length < 2 || chart.x.length < 2) return { room: 0, of: () => ({}) };
  const letters = Math.max(...shown.map((one) => [...subjectOf(one)].reduce((sum, letter) => sum + (letter > "\u2e80" ? 1.8 : 1), 0)));
  const room = Math.min(18 + 7.4 * letters, width < 400 ? 84 : 150);
  const plot = heights.lines() - 46;
  const place = (one) => (plot * (range.max - ([...one.values].reverse().find((value) => value !== null) ?? range.max))) / (range.max - range.min);
  const shift = spread(shown.map(place), 12);
  const of = (one, colour) => (one.role === "baseline" ? {} : {
    endLabel: { show: true, formatter: subjectOf(one), color: colour, distance: 5, offset: [0, shift[shown.indexOf(one)]], fontSize: 11, width: room - 6, overflow: "truncate", minMargin: 0 },
  });
  return { room, of };
}

// The key of a chart of lines: name, colour and dash of each.
export function key(chart) {
  if (chart.kind !== "lines" && !(chart.kind === "bars" && chart.series.length > 1)) return [];
  const colour = colourOf(chart.series);
  return chart.series.map((one, i) => ({ name: one.name, colour: colour[i], dashed: one.role === "baseline" }));
}

// The 95 % interval as an area behind its line.
function band(one, colour) {
  return {
    type: "custom", silent: true, z: 1, data: [[0, 0]], tooltip: { show: false },
    encode: { x: -1, y: -1 },
    renderItem: (params, api) => {
      const points = [];
      for (let i = 0; i < one.high.length; ++i) if (one.high[i] !== null) points.push(api.coord([i, one.high[i]]));
      for (let i = one.low.length - 1; i >= 0; --i) if (one.low[i] !== null) points.push(api.coord([i, one.low[i]]));
      return { type: "polygon", shape: { points }, style: { fill: colour, opacity: 0.18 } };
    },
  };
}

function seriesTooltip(chart) {
  return (items) => {
    const lines = items.filter((item) => item.seriesType === "line").map((item) => {
      const one = chart.series.find((series) => series.name === item.seriesName);
      const interval = one.low ? ` (${t("{} to {}", number(one.low[item.dataIndex]), number(one.high[item.dataIndex]))})` : "";
      return `${item.marker}${escape(item.seriesName)}: <b>${number(one.values[item.dataIndex])}</b>${interval}`;
    });
    return `${escape(items[0].axisValue)}, ${escape(chart.units)}<br>${lines.join("<br>")}`;
  };
}

export function lines(chart, width) {
  const c = colours();
  const colour = colourOf(chart.series);
  const option = base(width);
  const shapes = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];
  const range = niceRange(chart.series.flatMap((one) => [...one.values, ...(one.low || []), ...(one.high || [])]));
  const ends = endLabels(chart, width, range);
  option.grid.top = 14;
  option.grid.right = Math.max(option.grid.right, ends.room);
  option.tooltip = { ...option.tooltip, trigger: "axis", formatter: seriesTooltip(chart) };
  const firsts = chart.x.filter((name) => name.endsWith("-Q1")).length;
  const everyYear = (index, name) => name.endsWith("-Q1");
  option.xAxis = axis(c, {
    type: "category", data: chart.x, boundaryGap: false, splitLine: { show: false },
    axisTick: { interval: firsts > 2 ? everyYear : "auto", lineStyle: { color: c.muted } },
    axisLabel: { color: c.muted, hideOverlap: true, interval: firsts > 2 ? everyYear : "auto", formatter: (name) => (firsts > 2 ? name.slice(0, 4) : name) },
  });
  option.yAxis = valueAxis(c, range);
  option.series = chart.series.flatMap((one, i) => {
    const line = {
      type: "line", name: one.name, data: one.values, color: colour[i], symbol: shapes[i % shapes.length], symbolSize: 6,
      showSymbol: chart.x.length < 2, z: 3, connectNulls: false,
      lineStyle: { width: one.role === "baseline" ? 1.6 : 2.2, type: one.role === "baseline" ? "dashed" : "solid" },
      itemStyle: { color: colour[i] }, emphasis: { focus: "series" }, ...ends.of(one, colour[i]),
    };
    if (one.role === "difference" && i === 0) {
      line.markLine = { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: c.muted, type: "solid", width: 1 }, data: [{ yAxis: 0 }] };
    }
    return one.low ? [band(one, colour[i]), line] : [line];
  });
  return option;
}

// Width of a bar of several series.
const barOf = (chart) => (chart.series.length > 4 ? 6 : 9);

export const heights = { lines: () => 290, slopes: (chart) => Math.max(360, 34 * chart.x.length), bars: (chart) => 70 + (chart.series.length > 1 ? 12 + barOf(chart) * 1.2 * chart.series.length : 26) * chart.x.length, heat: (chart) => 130 + 26 * chart.rows.length };

// Moves labels apart where they would touch: pixels to move each by.
function spread(places, apart) {
  const order = places.map((place, i) => i).sort((a, b) => places[a] - places[b]);
  const moved = places.slice();
  for (let round = 0; round < 40; ++round) {
    for (let i = 1; i < order.length; ++i) {
      const short = apart - (moved[order[i]] - moved[order[i - 1]]);
      if (short <= 0) continue;
      moved[order[i - 1]] -= short / 2;
      moved[order[i]] += short / 2;
    }
  }
  return moved.map((place, i) => place - places[i]);
}

export function slopes(chart, width) {
  const c = colours();
  const [from, to] = chart.series;
  const option = base(width);
  const sizes = [...from.values, ...to.values].filter((value) => value > 0);
  const ends = [Math.min(...sizes) * 0.88, Math.max(...sizes) * 1.12];
  option.grid = { left: 92, right: 138, top: 40, bottom: 16 };
  const height = heights.slopes(chart) - option.grid.top - option.grid.bottom;
  const place = (value) => (height * Math.log(ends[1] / value)) / Math.log(ends[1] / ends[0]);
  const shift = [from, to].map((side) => spread(side.values.map((value) => place(Math.max(value, ends[0]))), 15));
  option.tooltip = {
    ...option.tooltip, trigger: "item",
    formatter: (item) => `<b>${escape(item.seriesName)}</b><br>${from.name}: ${number(from.values[item.seriesIndex], 2)} %<br>${to.name}: ${number(to.values[item.seriesIndex], 2)} %`,
  };
  option.xAxis = axis(c, { type: "category", data: [t("without"), t("with")], boundaryGap: false, position: "top", axisTick: { show: false }, axisLabel: { color: c.text, alignMinLabel: "center", alignMaxLabel: "center" }, axisLine: { show: false }, splitLine: { show: true, lineStyle: { color: c.grid } } });
  option.yAxis = { type: "log", show: false, min: ends[0], max: ends[1] };
  option.series = chart.x.map((name, i) => {
    const change = to.values[i] - from.values[i];
    const still = Math.abs(change) <= 0.05;
    const colour = regionColour(name) || (still ? c.still : change < 0 ? c.fall : c.rise);
    const label = (side, value, more) => ({
      value, label: { show: true, position: side ? "right" : "left", offset: [0, shift[side][i]], formatter: `${name} ${number(value, 2)}${more}`, color: still ? c.muted : colour },
    });
    return {
      type: "line", name, color: colour, symbol: "circle", symbolSize: 6, showAllSymbol: true,
      lineStyle: { width: still ? 1.2 : 2.4 }, emphasis: { focus: "series" },
      data: [label(0, from.values[i], ""), label(1, to.values[i], ` (${number(change, 2, true)})`)],
    };
  });
  return option;
}

// A whisker from the low to the high end of the interval, `offset` pixels below the middle of its label.
function whiskers(one, colour, offset) {
  return {
    type: "custom", silent: true, z: 4, data: one.values.map((value, i) => [one.low[i], i, one.high[i]]), encode: { x: [0, 2], y: 1 },
    renderItem: (params, api) => {
      if (one.low[params.dataIndex] === null) return null;
      const [x1, middle] = api.coord([api.value(0), api.value(1)]);
      const [x2] = api.coord([api.value(2), api.value(1)]);
      const y = middle + offset;
      const line = (a, b, d, e) => ({ type: "line", shape: { x1: a, y1: b, x2: d, y2: e }, style: { stroke: colour, lineWidth: 1.4 } });
      return { type: "group", children: [line(x1, y, x2, y), line(x1, y - 4, x1, y + 4), line(x2, y - 4, x2, y + 4)] };
    },
  };
}

function barTooltip(chart) {
  return (items) => {
    const i = items[0].dataIndex;
    const told = chart.series.map((one) => {
      const interval = one.low && one.low[i] !== null ? `<br>${t("95 % interval {} to {}", number(one.low[i], 3), number(one.high[i], 3))}` : "";
      return `${chart.series.length > 1 ? `${escape(one.name)}: ` : ""}${number(one.values[i], 3, true)} ${escape(chart.units)}${interval}`;
    });
    return `<b>${escape(longName(chart.x[i]))}</b><br>${told.join("<br>")}`;
  };
}

export function bars(chart, width) {
  const c = colours();
  const several = chart.series.length > 1;
  const colour = colourOf(chart.series);
  const option = base(width);
  option.grid.top = 16;
  option.grid.bottom = 34;
  option.tooltip = { ...option.tooltip, trigger: "axis", axisPointer: { type: "shadow" }, formatter: barTooltip(chart) };
  option.yAxis = axis(c, { type: "category", data: chart.x, inverse: true, splitLine: { show: false }, axisLabel: { color: c.text, interval: 0, formatter: (name) => (narrow(width) ? name : longName(name)) } });
  const all = chart.series.flatMap((one) => [...one.values, ...(one.low || []), ...(one.high || [])]);
  option.xAxis = valueAxis(c, { ...niceRange([0, ...all]), scale: false, name: chart.units, nameLocation: "middle", nameGap: 28, nameTextStyle: { color: c.muted } });
  const size = several ? { barWidth: barOf(chart), barGap: "20%" } : { barMaxWidth: 16 };
  const tint = (value, i) => regionColour(chart.x[i]) || (value < 0 ? c.fall : c.rise);
  option.series = chart.series.map((one, s) => ({ type: "bar", name: one.name, ...size, data: one.values.map((value, i) => ({ value, itemStyle: { color: several ? colour[s] : tint(value, i) } })) }));
  const offset = (s) => (several ? (s - (chart.series.length - 1) / 2) * barOf(chart) * 1.2 : 0);
  chart.series.forEach((one, s) => { if (one.low) option.series.push(whiskers(one, c.text, offset(s))); });
  return option;
}

export function heat(chart, width, state) {
  const c = colours();
  const frame = chart.frames[state.frame];
  const data = frame.scenario.map((value, i) => [i % chart.columns.length, Math.floor(i / chart.columns.length), value - frame.baseline[i]]);
  const most = Math.max(0.01, ...chart.frames.flatMap((one) => one.scenario.map((value, i) => Math.abs(value - one.baseline[i]))));
  const option = base(width);
  option.grid = { left: 8, right: 8, top: 8, bottom: 66, containLabel: true };
  option.tooltip.formatter = (item) => {
    const at = item.value[1] * chart.columns.length + item.value[0];
    return `<b>${escape(longName(chart.columns[item.value[0]]))}</b>, ${escape(chart.rows[item.value[1]])}, ${frame.name}<br>${t("without {} %, with {} %", number(frame.baseline[at], 2), number(frame.scenario[at], 2))}<br><b>${number(item.value[2], 2, true)}</b> ${escape(chart.units)}`;
  };
  option.xAxis = axis(c, { type: "category", data: chart.columns, splitLine: { show: false }, axisTick: { show: false }, axisLabel: { color: c.text, interval: 0, rotate: narrow(width) ? 60 : 0 } });
  option.yAxis = axis(c, { type: "category", data: chart.rows, inverse: true, splitLine: { show: false }, axisTick: { show: false }, axisLabel: { color: c.text, interval: 0 } });
  option.visualMap = { min: -most, max: most, calculable: false, orient: "horizontal", left: "center", bottom: 0, precision: 1, text: [t("gains {} pp", number(most, 1)), t("loses {} pp", number(most, 1))], textStyle: { color: c.muted }, inRange: { color: c.diverging }, itemHeight: narrow(width) ? 90 : 160 };
  const strong = isDark() ? c.paper : "#ffffff";
  option.series = [{
    data: data.map((value) => ({ value, label: { color: Math.abs(value[2]) > 0.62 * most ? strong : c.text } })),
    type: "heatmap", itemStyle: { borderColor: c.paper, borderWidth: 1 },
    label: { show: !narrow(width), fontSize: 10, formatter: (item) => (Math.abs(item.value[2]) < 0.05 ? "" : number(item.value[2], 1, true)) },
  }];
  return option;
}
