// Flows between places: the map, and the chain from true origin over the last seller to the importer.
import { geoNaturalEarth1 } from "d3-geo";
import { feature, merge } from "topojson-client";
import atlas from "world-atlas/countries-110m.json";
import { colours, regionColour } from "./theme.js";
import { escape, number } from "./numbers.js";
import { longName, place, point } from "./places.js";
import { narrow } from "./charts.js";
import { t } from "./words.js";

const projection = geoNaturalEarth1();
const geoProjection = { project: (at) => projection(at), unproject: (at) => projection.invert(at), stream: projection.stream };

// One outline per region, and the rest of the land.
export function outlines(regions) {
  const shapes = atlas.objects.countries;
  const { members, nowhere } = place(regions);
  const taken = new Set([...members.values()].flat());
  const ice = "010";
  const features = [...members].map(([name, codes]) => ({
    type: "Feature", properties: { name }, geometry: merge(atlas, shapes.geometries.filter((one) => codes.includes(one.id))),
  }));
  const rest = shapes.geometries.filter((one) => !taken.has(one.id) && one.id !== ice);
  if (rest.length > 0) features.push({ type: "Feature", properties: { name: "" }, geometry: merge(atlas, rest) });
  return { geojson: { type: "FeatureCollection", features }, nowhere, members };
}

function middle(members, region) {
  if (point(region)) return point(region);
  const shape = atlas.objects.countries.geometries.find((one) => one.id === members.get(region)[0]);
  const ring = (geometry) => (geometry.type === "Polygon" ? geometry.coordinates[0] : geometry.coordinates.map((one) => one[0]).sort((a, b) => b.length - a.length)[0]);
  const points = ring(feature(atlas, shape).geometry);
  return [0, 1].map((axis) => points.reduce((sum, at) => sum + at[axis], 0) / points.length);
}

// Values of the two sides that the map compares.
export function sides(chart, state) {
  const frame = chart.frames[state.frame];
  if (state.compare === "years") {
    return { before: chart.frames[0].scenario, after: frame.scenario, names: [t("{}, with the policies", chart.frames[0].name), t("{}, with the policies", frame.name)] };
  }
  return { before: frame.baseline, after: frame.scenario, names: [t("{}, without the policies", frame.name), t("{}, with the policies", frame.name)] };
}

// The largest flows of either side; those of one region only where one is chosen.
function chosenFlows(chart, state) {
  const { before, after } = sides(chart, state);
  const size = chart.rows.length;
  return before.map((value, i) => ({ from: Math.floor(i / size), to: i % size, before: value, after: after[i] }))
    .filter((flow) => flow.before + flow.after > 0 && (!state.region || chart.rows[flow.from] === state.region || chart.rows[flow.to] === state.region))
    .sort((a, b) => b.before + b.after - a.before - a.after).slice(0, state.region ? 28 : 40);
}

export function map(chart, width, state, side) {
  const c = colours();
  const { members, nowhere } = state.land;
  const flows = chosenFlows(chart, state).filter((flow) => !nowhere.includes(chart.rows[flow.from]) && !nowhere.includes(chart.rows[flow.to]));
  const most = Math.max(...flows.map((flow) => Math.max(flow.before, flow.after)), 1);
  const reach = 0.25;  // relative change that gets the full colour
  const colour = (flow) => {
    const change = flow.after / flow.before - 1;
    if (side === 0 || Math.abs(change) < 0.01) return c.still;
    return change < 0 ? c.fall : c.rise;
  };
  const strength = (flow) => (side === 0 ? 0.55 : 0.35 + 0.6 * Math.min(1, Math.abs(flow.after / flow.before - 1) / reach));
  const value = (flow) => (side === 0 ? flow.before : flow.after);
  return {
    animation: false, backgroundColor: "transparent", aria: { enabled: true },
    textStyle: { color: c.text, fontFamily: "system-ui, sans-serif", fontSize: 11 },
    tooltip: {
      confine: true, backgroundColor: c.paper, borderColor: c.grid, textStyle: { color: c.text, fontSize: 12 },
      formatter: (item) => {
        const flow = item.data && item.data.flow;
        if (!flow) return escape(longName(item.name));
        return `<b>${escape(t("{} to {}", longName(chart.rows[flow.from]), longName(chart.rows[flow.to])))}</b><br>${sides(chart, state).names[0]}: ${number(flow.before, 0)}<br>${sides(chart, state).names[1]}: ${number(flow.after, 0)}<br>${number(100 * (flow.after / flow.before - 1), 1, true)} % (${escape(chart.units)})`;
      },
    },
    geo: {
      map: state.map, projection: geoProjection, roam: false, silent: false, left: 4, right: 4, top: 4, bottom: 4,
      itemStyle: { areaColor: c.land, borderColor: c.shore, borderWidth: 0.6 }, emphasis: { disabled: true }, label: { show: false },
    },
    series: [
      {
        type: "lines", coordinateSystem: "geo", zlevel: 0, z: 3, symbol: ["none", "arrow"], symbolSize: narrow(width) ? 5 : 7,
        data: flows.slice().reverse().map((flow) => ({
          flow, coords: [middle(members, chart.rows[flow.from]), middle(members, chart.rows[flow.to])],
          lineStyle: { width: Math.max(0.6, (narrow(width) ? 6 : 9) * Math.sqrt(value(flow) / most)), color: colour(flow), opacity: strength(flow), curveness: 0.22 },
        })),
      },
      {
        type: "scatter", coordinateSystem: "geo", z: 4, symbolSize: 6, silent: true, itemStyle: { color: c.text },
        label: { show: true, formatter: (item) => item.name, position: "top", color: c.text, fontSize: narrow(width) ? 9 : 11, textBorderColor: c.paper, textBorderWidth: 2 },
        labelLayout: { hideOverlap: narrow(width) },
        data: chart.rows.filter((region) => !nowhere.includes(region)).map((region) => ({ name: region, value: middle(members, region), itemStyle: { color: regionColour(region) || c.text } })),
      },
    ],
  };
}

// Small origins and sellers are put together, so that the rest can be read.
function gathered(names, totals, least) {
  const all = totals.reduce((sum, value) => sum + value, 0);
  return names.map((name, i) => (totals[i] >= least * all ? name : t("others")));
}

export function chainFlows(chart, state) {
  const frame = chart.frames[state.frame];
  const values = state.side === "baseline" ? frame.baseline : frame.scenario;
  const size = chart.columns.length;
  const sum = (of) => chart.rows.map((name, i) => of(i));
  const byOrigin = sum((i) => values.slice(i * size, (i + 1) * size).reduce((a, b) => a + b, 0));
  const bySeller = chart.columns.map((name, j) => chart.rows.reduce((total, row, i) => total + values[i * size + j], 0));
  const origin = gathered(chart.rows, byOrigin, 0.02);
  const seller = gathered(chart.columns, bySeller, 0.02);
  const flows = new Map();
  values.forEach((value, i) => {
    if (!(value > 0)) return;
    const key = `${origin[Math.floor(i / size)]}\n${seller[i % size]}`;
    flows.set(key, (flows.get(key) || 0) + value);
  });
  return [...flows].map(([key, value]) => ({ origin: key.split("\n")[0], seller: key.split("\n")[1], value }));
}

export function chain(chart, width, state) {
  const c = colours();
  const flows = chainFlows(chart, state);
  const rival = (name) => name === state.rival;
  const into = new Map();
  for (const flow of flows) into.set(flow.seller, (into.get(flow.seller) || 0) + flow.value);
  const tint = (name) => regionColour(name) || c.other;
  const from = (name) => t("from {}", name);
  const seller = (name) => t("sold by {}", name);
  const strength = (name) => (rival(name) ? 0.7 : 0.28);
  const nodes = [...new Set(flows.map((flow) => flow.origin))].map((name) => ({ name: from(name), depth: 0, itemStyle: { color: tint(name) } }))
    .concat([...into.keys()].map((name) => ({ name: seller(name), depth: 1, itemStyle: { color: tint(name) } })))
    .concat([{ name: state.importer, depth: 2, itemStyle: { color: tint(state.importer) } }]);
  const links = flows.map((flow) => ({ source: from(flow.origin), target: seller(flow.seller), value: flow.value, lineStyle: { color: tint(flow.origin), opacity: strength(flow.origin) } }))
    .concat([...into].map(([name, value]) => ({ source: seller(name), target: state.importer, value, lineStyle: { color: tint(name), opacity: strength(name) } })));
  const small = narrow(width);
  return {
    animation: false, backgroundColor: "transparent", aria: { enabled: true },
    textStyle: { color: c.text, fontFamily: "system-ui, sans-serif" },
    tooltip: {
      confine: true, backgroundColor: c.paper, borderColor: c.grid, textStyle: { color: c.text, fontSize: 12 },
      formatter: (item) => (item.dataType === "edge" ? `${escape(item.data.source)}, ${escape(item.data.target)}<br><b>${number(item.data.value, 0)}</b> ${escape(chart.units)}` : `<b>${escape(item.name)}</b><br>${number(item.value, 0)} ${escape(chart.units)}`),
    },
    series: [{
      type: "sankey", data: nodes, links, left: 4, right: small ? 34 : 60, top: 8, bottom: 8, nodeWidth: 12, nodeGap: small ? 6 : 9,
      draggable: false, emphasis: { focus: "adjacency" }, nodeAlign: "left", layoutIterations: 32,
      label: { color: c.text, fontSize: small ? 10 : 12, textBorderColor: c.paper, textBorderWidth: 2 },
    }],
  };
}
