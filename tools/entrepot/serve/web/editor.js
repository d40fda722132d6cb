// One scenario: its text with faults and notes as one types, its schedule as a chart, and its runs.
import { ask, el, say, doing, command, field, part, warn } from "./base.js";
import { lineChart } from "./chart.js";
import { deletion } from "./deletion.js";
import { keysAt } from "./words.js";

let unsaved = null; // the open editor that would lose text

export const mayLeave = () => unsaved === null || !unsaved() || confirm("The text is not saved. Leave it?");
window.addEventListener("beforeunload", (event) => { if (unsaved?.()) event.preventDefault(); });

const lineStart = (text, line) => {
  let at = 0;
  for (let i = 1; i < line && at >= 0; i += 1) at = text.indexOf("\n", at) + 1;
  return at;
};

// The text with line numbers; lines with faults are marked in both.
function sheet(text, readonly) {
  const area = el("textarea", { id: "text", spellcheck: "false", wrap: "off", readonly, "aria-label": "Text of the scenario (YAML)", autocapitalize: "off", autocomplete: "off" });
  area.value = text;
  const gutter = el("div", { class: "gutter", "aria-hidden": "true" });
  const bands = el("div", { class: "bands" });
  let bad = new Map();
  const height = 20;
  const place = () => {
    gutter.scrollTop = area.scrollTop;
    [...bands.children].forEach((band) => { band.style.top = `${10 + (band.dataset.line - 1) * height - area.scrollTop}px`; });
  };
  const number = () => {
    const lines = area.value.split("\n").length;
    gutter.replaceChildren(...Array.from({ length: lines }, (_, i) => el("div", { class: bad.has(i + 1) ? "bad" : undefined, title: bad.get(i + 1) }, String(i + 1))), el("div", {}, "\u00a0"));
    bands.replaceChildren(...[...bad.keys()].map((line) => el("div", { "data-line": line })));
    place();
  };
  area.addEventListener("scroll", place);
  area.addEventListener("input", number);
  number();
  return {
    area,
    node: el("div", { class: "editor" }, gutter, el("div", { class: "sheet" }, bands, area)),
    mark(faults) {
      bad = new Map(faults.filter((fault) => fault.line > 0).map((fault) => [fault.line, fault.what]));
      number();
    },
    go(line, column) {
      const start = lineStart(area.value, line);
      const end = area.value.indexOf("\n", start);
      area.focus();
      area.setSelectionRange(Math.min(start + Math.max(0, column - 1), end < 0 ? area.value.length : end), end < 0 ? area.value.length : end);
      area.scrollTop = Math.max(0, (line - 6) * height);
    },
  };
}

function faultItem(fault, checked, page) {
  const own = fault.file === checked.own_file;
  const place = own && fault.line > 0 ? el("button", { type: "button", onclick: () => page.go(fault.line, fault.column) }, `line ${fault.line}: ${fault.what}`) : el("p", {}, own ? fault.what : `${fault.file}:${fault.line}: ${fault.what}`);
  return el("li", {}, place, fault.why ? el("p", { class: "muted" }, fault.why) : null, fault.suggestion ? el("p", {}, fault.suggestion) : null);
}

// The check of what stands in the sheet, a moment after the last key.
function checker(name, page, out) {
  let timer = 0;
  let running = null;
  const look = async () => {
    running?.abort();
    running = new AbortController();
    const mine = running;
    try {
      const checked = await ask("/api/check", { name, text: page.area.value }, mine.signal);
      if (mine !== running) return;
      const faults = checked.faults || [];
      page.mark(faults.filter((fault) => fault.file === checked.own_file));
      const sound = !checked.error && faults.length === 0;
      out.dataset.state = sound ? "sound" : "faulty";
      out.replaceChildren(...[el("h3", { class: sound ? "hit" : "miss" }, checked.error ? "It cannot be checked" : sound ? `No faults: ${checked.policies} ${checked.policies === 1 ? "policy" : "policies"}, ${checked.months} months from ${checked.start}, ${checked.firms.toLocaleString()} firms, about ${(checked.memory_bytes / 1e9).toFixed(1)} GB` : `${faults.length} fault${faults.length === 1 ? "" : "s"}`),
        checked.error ? el("pre", {}, checked.error) : el("ul", { class: "faults" }, faults.map((fault) => faultItem(fault, checked, page))),
        checked.notes?.length ? el("details", { open: checked.notes.length < 4 }, el("summary", {}, `${checked.notes.length} note${checked.notes.length === 1 ? "" : "s"}`), el("ul", { class: "notes" }, checked.notes.map((note) => el("li", {}, note)))) : null,
        command(checked.command)].filter(Boolean));
    } catch (error) {
      if (error.name !== "AbortError") {
        out.dataset.state = "unknown";
        warn(error);
      }
    }
  };
  page.area.addEventListener("input", () => {
    out.dataset.state = "waiting";
    clearTimeout(timer);
    timer = setTimeout(look, 350);
  });
  look();
  return { stop() { clearTimeout(timer); running?.abort(); }, look };
}

// Keys that may stand where the caret is; a press writes one there.
function keyHelp(page) {
  const box = el("div", {});
  let last = "";
  let schema = null;
  const look = () => {
    if (!schema) return;
    const found = keysAt(schema, page.area.value, page.area.selectionStart);
    const now = JSON.stringify([found.path, found.keys.map((key) => key.name)]);
    if (now === last) return;
    last = now;
    const explained = el("p", { class: "muted" }, found.about || "");
    box.replaceChildren(el("h3", {}, found.path.length ? `What may stand here: ${found.path.join(" / ")}` : "Keys of a scenario"), explained,
      el("div", { class: "keys" }, found.keys.map((key) => el("button", { type: "button", title: key.about, onfocus: () => { explained.textContent = key.about; }, onclick: () => {
        page.area.focus();
        page.area.setRangeText(key.text, found.from, page.area.selectionEnd, "end");
        page.area.dispatchEvent(new Event("input"));
      } }, key.name))));
  };
  for (const event of ["keyup", "click", "input"]) page.area.addEventListener(event, look);
  ask("/api/schema").then((answer) => { schema = answer; look(); }).catch(warn);
  return box;
}

function flowChart(flow) {
  const terms = ["duty", "ban", "wedge", "iceberg", "credit"].filter((term, i) => i === 0 || flow.months.some((month) => month[term] !== 0));
  return lineChart({ title: `Terms of ${flow.flow}`, unit: "%", labels: flow.months.map((month) => month.month),
    series: terms.map((term, i) => ({ name: term, colour: i, values: flow.months.map((month) => month[term]) })), note: "Means over the products of the flow, weighted by the trade of the base." });
}

function policyTable(policies) {
  const cells = (policy) => [policy.id, policy.type, policy.known_from || "always", policy.first_month || "never", policy.last_month || ""];
  return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Policies and when they act" }, el("table", { class: "words" }, el("thead", {}, el("tr", {}, ["policy", "type", "known from", "first month", "last month"].map((word) => el("th", { scope: "col" }, word)))),
    el("tbody", {}, policies.map((policy) => el("tr", {}, cells(policy).map((cell) => el("td", {}, cell)))))));
}

function scheduleSection(name, area, library = false) {
  const flows = el("input", { id: "flows", placeholder: "CHN:USA, CHN:USA:8542", autocomplete: "off" });
  const out = el("div", { id: "schedule" });
  const draw = doing(async () => {
    const asked = flows.value.split(/[\s,]+/).filter(Boolean);
    const answer = await ask("/api/schedule", { name, library, text: area.value, flows: asked });
    if (!asked.length && answer.rows.length) flows.value = answer.rows[0].flow;
    out.replaceChildren(command(answer.command), ...answer.rows.map(flowChart), answer.policies.length ? policyTable(answer.policies) : el("p", {}, "No policies."));
  });
  return el("section", { "aria-labelledby": "h-schedule" }, el("h2", { id: "h-schedule" }, "Schedule"),
    el("form", { class: "tools", onsubmit: draw }, el("label", {}, "Flows origin:importer[:product] ", flows), el("button", {}, "Draw"), el("span", { class: "muted" }, "Empty: the pair that the policies move most.")), out);
}

function runForm(name, save, context) {
  const changes = el("textarea", { id: "changes", rows: "3", class: "wide", spellcheck: "false", placeholder: "world.firms=5000\nreplicates=1" });
  const run = doing(async () => {
    await save();
    const answer = await ask("/api/run", { name, set: changes.value.split("\n").map((line) => line.trim()).filter(Boolean) });
    context.refresh();
    location.hash = `#/run/${part(answer.run)}`;
  });
  const button = el("button", { type: "button", class: "main", id: "run", onclick: run }, "Save and run");
  return { button, details: el("details", {}, el("summary", {}, "Run with changes"), field("Changes for this run, one a line, as --set takes them", changes)) };
}

export async function editorPage(name, context) {
  const opened = await ask(`/api/scenario?name=${part(name)}`);
  let saved = opened.text;
  let version = opened.version;
  const page = sheet(opened.text, false);
  const faults = el("div", { id: "faults", "aria-live": "polite" }, el("p", { class: "muted" }, "Checking ..."));
  const mark = el("span", { class: "muted", id: "saved" }, "Saved.");
  const tell = () => { mark.textContent = page.area.value === saved ? "Saved." : "Not saved (Ctrl+S)."; };
  const save = async () => {
    if (page.area.value === saved) return;
    const text = page.area.value;
    try {
      version = (await ask("/api/scenario", { name, text, version })).version;
    } catch (error) {
      if (error.status !== 409 || !confirm(`${error.message}. Save this text over it?`)) throw error;
      const now = await ask(`/api/scenario?name=${part(name)}`);
      version = (await ask("/api/scenario", { name, text, version: now.version })).version;
    }
    saved = text;
    tell();
    say(`${name}.yaml is saved.`);
  };
  page.area.addEventListener("input", tell);
  page.area.addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "s") doing(save)(event); });
  const check = checker(name, page, faults);
  const run = runForm(name, save, context);
  const erase = deletion({ scenario: name }, () => {
    unsaved = null;
    context.refresh();
    location.hash = "#/";
  });
  const made = sessionStorage.getItem("entrepot-made");
  sessionStorage.removeItem("entrepot-made");
  const nodes = [el("h2", {}, name), made ? command(made) : null,
    el("div", { class: "tools" }, el("button", { type: "button", id: "save", onclick: doing(save) }, "Save"), run.button, erase.button, mark, run.details), erase.box,
    el("div", { class: "desk" }, page.node, el("div", {}, faults, keyHelp(page))), scheduleSection(name, page.area)];
  return {
    nodes,
    enter() { unsaved = () => page.area.value !== saved; },
    leave() { check.stop(); unsaved = null; },
  };
}

export async function libraryPage(name, context) {
  const opened = await ask(`/api/scenario?library=${part(name)}`);
  const page = sheet(opened.text, true);
  const copyName = el("input", { id: "copy-name", required: true, maxlength: "100", value: `my-${name}`, autocomplete: "off" });
  const copy = doing(async () => {
    const made = await ask("/api/copy", { library: name, name: copyName.value.trim() });
    sessionStorage.setItem("entrepot-made", made.command);
    context.refresh();
    location.hash = `#/scenario/${part(made.name)}`;
  });
  const nodes = [el("h2", {}, `${name} (library)`), el("form", { class: "tools", onsubmit: copy }, el("label", {}, "Copy into your folder as ", copyName), el("button", { class: "main" }, "Copy")),
    page.node, scheduleSection(name, page.area, true)];
  return { nodes };
}
