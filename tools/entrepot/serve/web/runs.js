// Runs: their progress and shares, comparisons, reports, files.
import { ask, el, say, doing, command, field, part, seconds } from "./base.js";
import { lineChart, shareLines } from "./chart.js";
import { deletion } from "./deletion.js";

const stateWords = { queued: "waits for a free place", running: "running", stopping: "stopping", finished: "finished", interrupted: "stopped", failed: "failed" };

function progressText(run) {
  const parts = [stateWords[run.state] || run.state];
  if (run.state === "running" && run.doing) parts.push(run.doing);
  if (run.seconds !== undefined && run.state !== "queued") parts.push(seconds(run.seconds));
  if (run.state === "running" && run.done > 0 && run.of) parts.push(`about ${seconds((run.seconds * (run.of - run.done)) / run.done)} left`);
  return parts.join(", ");
}

const act = (path, name, context) => doing(async () => {
  await ask(path, { run: name });
  context.refresh();
});

async function makeReport(runs) {
  say("Writing the report ...", true);
  const made = await ask("/api/report", { runs });
  say("");
  sessionStorage.setItem("entrepot-report", made.command);
  location.hash = `#/report/${part(made.report)}`;
}

function buttons(run, context, gone) {
  const live = ["queued", "running", "stopping"].includes(run.state);
  const erase = live ? null : deletion({ run: run.name }, gone);
  return [
    live ? el("button", { type: "button", class: "cancel", disabled: run.state === "stopping", onclick: act("/api/cancel", run.name, context), "aria-label": `Stop ${run.name}` }, "Stop") : null,
    run.resumable ? el("button", { type: "button", class: "resume", onclick: act("/api/resume", run.name, context), "aria-label": `Go on with ${run.name}` }, "Go on") : null,
    run.file ? el("button", { type: "button", class: "report", onclick: doing(() => makeReport([run.name])), "aria-label": `Report of ${run.name}` }, "Report") : null,
    erase?.button, erase?.box,
  ].filter(Boolean);
}

// A row that is kept while its run goes on: the focus stays where it is.
function runRow(context, ticked, gone = () => context.refresh()) {
  const box = el("input", { type: "checkbox" });
  const link = el("a", { class: "name" });
  const text = el("p", { class: "muted" });
  const bar = el("progress", { max: "1" });
  const tools = el("div", { class: "tools" });
  let shape = "";
  let name = "";
  box.addEventListener("change", () => (box.checked ? ticked.add(name) : ticked.delete(name)));
  return {
    node: el("li", {}, box, el("div", {}, link, text, bar), tools),
    update(run) {
      name = run.name;
      link.textContent = run.name;
      link.href = `#/run/${part(run.name)}`;
      box.setAttribute("aria-label", `Tick ${run.name}`);
      box.disabled = !run.file;
      text.textContent = progressText(run);
      text.classList.toggle("miss", run.state === "failed");
      bar.hidden = !["queued", "running", "stopping"].includes(run.state);
      bar.setAttribute("aria-label", `Progress of ${run.name}`);
      bar.value = run.of ? run.done / run.of : 0;
      const now = `${run.state} ${run.resumable} ${run.file}`;
      if (now !== shape) tools.replaceChildren(...buttons(run, context, gone));
      shape = now;
      this.node.dataset.state = run.state;
      this.node.dataset.run = run.name;
    },
  };
}

export async function runsPage(_, context) {
  const rows = new Map();
  const ticked = new Set();
  const list = el("ul", { class: "cards runs", id: "runs" });
  const none = el("p", { class: "muted" }, "No runs yet: open a scenario and press Run.");
  const out = el("div", { id: "compared" });
  const metric = el("input", { id: "metric", placeholder: "import_share*", autocomplete: "off" });
  const compare = doing(async () => {
    if (!ticked.size) throw new Error("Tick one or more finished runs first.");
    say("Comparing ...", true);
    const answer = await ask("/api/compare", { runs: [...ticked], metric: metric.value.trim() });
    say("");
    out.replaceChildren(el("h2", {}, ticked.size > 1 ? "Against the first" : "Against its own baseline"), command(answer.command), el("pre", { tabindex: "0" }, answer.text), ...(answer.notes ? [el("pre", { class: "muted" }, answer.notes)] : []));
  });
  const report = doing(async () => {
    if (!ticked.size) throw new Error("Tick one or more finished runs first.");
    await makeReport([...ticked]);
  });
  const places = el("p", { class: "muted" });
  const nodes = [el("h2", {}, "Runs"), places, none, list,
    el("form", { class: "tools", onsubmit: compare }, el("span", {}, "Of the ticked:"), el("label", {}, "metric ", metric), el("button", { id: "compare" }, "Compare"), el("button", { type: "button", id: "report-ticked", onclick: report }, "Report")), out];
  return {
    nodes,
    update(state) {
      places.textContent = `${state.at_once} at a time, ${state.threads} thread${state.threads === 1 ? "" : "s"} and ${state.memory_gb.toFixed(1)} GB each; the others wait. They go on when this page is closed.`;
      none.hidden = state.runs.length > 0;
      const names = new Set(state.runs.map((run) => run.name));
      for (const [name, row] of rows) if (!names.has(name)) { row.node.remove(); rows.delete(name); ticked.delete(name); }
      for (const run of state.runs) {
        if (!rows.has(run.name)) {
          rows.set(run.name, runRow(context, ticked));
          list.prepend(rows.get(run.name).node);
        }
        rows.get(run.name).update(run);
      }
    },
  };
}

// Closing shares by year where the run is done; else those of the replicate in hand by month.
function sharesOf(status) {
  if (status.so_far && (status.so_far.scenario || status.so_far.baseline))
    return { title: `Origins of ${status.importer} goods imports so far`, unit: "% of customs value", labels: status.months, series: shareLines(status.so_far.scenario || {}, status.so_far.baseline || {}), note: `Replicate ${status.so_far.replicate}; dashed: without the policies.` };
  if (!status.shares) return null;
  const scenario = {};
  const baseline = {};
  for (const [origin, row] of Object.entries(status.shares.origins)) [scenario[origin], baseline[origin]] = [row.scenario, row.baseline];
  return { title: `Origins of ${status.shares.importer} goods imports`, unit: "% of customs value", labels: status.shares.years.map(String), series: shareLines(scenario, baseline), note: `Mean of ${status.shares.replicates} replicate${status.shares.replicates === 1 ? "" : "s"}; dashed: without the policies.` };
}

function exportForm(name) {
  const metric = el("input", { id: "export-metric", value: "customs_trade", autocomplete: "off", required: true });
  const out = el("div", {});
  const make = doing(async () => {
    const made = await ask("/api/export", { run: name, metric: metric.value.trim() });
    out.replaceChildren(command(made.command), el("a", { class: "button", href: `/files/${part(made.file)}`, download: made.file }, made.file));
  });
  return el("div", {}, el("form", { class: "tools", onsubmit: make }, el("label", {}, "Metric as CSV by year ", metric), el("button", {}, "Export")), out);
}

export async function runPage(name, context) {
  const row = runRow(context, new Set(), () => { context.refresh(); location.hash = "#/runs"; });
  row.node.firstChild.remove();
  row.node.querySelector(".name").remove();
  const list = el("ul", { class: "cards", id: "run-state" }, row.node);
  const told = el("div", {});
  const chart = el("div", { id: "shares" });
  const files = el("div", {});
  const log = el("pre", { tabindex: "0" });
  const logBox = el("details", {}, el("summary", {}, "What the run said"), log);
  let drawn = "";
  let known = "";
  let busy = false;
  const nodes = [el("h2", {}, name), told, list, chart, files, logBox];
  const look = async () => {
    const answer = await ask(`/api/run?name=${part(name)}`);
    row.update(answer.run);
    log.textContent = answer.log;
    const line = answer.run.command || answer.status.command;
    if (line && !told.children.length) told.replaceChildren(command(line));
    const shares = sharesOf(answer.status);
    const now = JSON.stringify(shares);
    if (now !== drawn && shares) chart.replaceChildren(lineChart(shares));
    drawn = now;
    const state = `${answer.run.state} ${answer.run.file} ${answer.run.report}`;
    if (state !== known) {
      if (answer.run.state === "failed") logBox.open = true;
      files.replaceChildren(...(answer.run.file ? [el("h3", {}, "Files"), el("div", { class: "tools" },
        el("a", { class: "button", href: `/files/${part(name)}.h5`, download: `${name}.h5` }, `${name}.h5`), el("a", { class: "button", href: `/files/${part(name)}.log`, download: `${name}.log` }, `${name}.log`),
        answer.run.report ? el("a", { class: "button", href: `#/report/${part(name)}` }, "Its report") : null), exportForm(name)] : []));
    }
    known = state;
    return answer;
  };
  await look();
  return {
    nodes,
    async update(state) {
      const run = state.runs.find((each) => each.name === name);
      const live = run && ["queued", "running", "stopping"].includes(run.state);
      if (busy || (!live && known.startsWith(run?.state) && known === `${run.state} ${run.file} ${run.report}`)) return;
      busy = true;
      try { await look(); } finally { busy = false; }
    },
  };
}

export async function reportPage(name) {
  const line = sessionStorage.getItem("entrepot-report");
  sessionStorage.removeItem("entrepot-report");
  const nodes = [el("h2", {}, `Report of ${name}`), line ? command(line) : null,
    el("div", { class: "tools" }, el("a", { class: "button", href: `/report/${part(name)}`, target: "_blank", rel: "noopener" }, "Open alone"), el("a", { class: "button", href: `/files/${part(name)}.html`, download: `${name}.html` }, "Download")),
    el("iframe", { id: "report", src: `/report/${part(name)}`, sandbox: "allow-scripts allow-downloads allow-modals", title: `Report of ${name}`, referrerpolicy: "no-referrer" })];
  return { nodes };
}
