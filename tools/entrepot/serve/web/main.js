// Which page is shown, what is polled, light and dark.
import { ask, warn, el } from "./base.js";
import { startPage } from "./start.js";
import { editorPage, libraryPage, mayLeave } from "./editor.js";
import { runsPage, runPage, reportPage } from "./runs.js";

let state = null;
let page = null;
let shown = "";
let turn = 0; // a page that comes late is not shown
let timer = 0;

const pages = [
  [/^#\/scenario\/(.+)$/, "start", editorPage],
  [/^#\/library\/(.+)$/, "start", libraryPage],
  [/^#\/runs$/, "runs", runsPage],
  [/^#\/run\/(.+)$/, "runs", runPage],
  [/^#\/report\/(.+)$/, "runs", reportPage],
  [/^/, "start", startPage],
];

function theme(next) {
  const dark = next ? next === "dark" : (localStorage.getItem("entrepot-theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  document.documentElement.classList.toggle("dark", dark);
  if (next) localStorage.setItem("entrepot-theme", next);
}

function isLive(run) { return ["queued", "running", "stopping"].includes(run.state); }

async function poll() {
  clearTimeout(timer);
  try {
    state = await ask("/api/state");
    document.getElementById("folder").textContent = `in ${state.folder}`;
    const live = state.runs.filter(isLive).length;
    document.getElementById("live").textContent = live ? `(${live} under way)` : "";
    page?.update?.(state);
  } catch (error) {
    if (error.status === 0 || error.status === 401) warn(error);
  }
  const pause = document.hidden ? 5000 : state?.runs.some(isLive) ? 800 : 2500;
  timer = setTimeout(poll, pause);
}

async function route() {
  if (location.hash === shown) return;
  if (!mayLeave()) {
    history.replaceState(null, "", shown || "#/");
    return;
  }
  if (location.hash === "#main") return;
  shown = location.hash;
  warn(null);
  const [pattern, tab, make] = pages.find(([pattern]) => pattern.test(shown));
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.page === tab) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  page?.leave?.();
  page = null;
  const mine = (turn += 1);
  let made;
  try {
    made = await make(decodeURIComponent(pattern.exec(shown)[1] || ""), { refresh: poll });
  } catch (error) {
    made = { nodes: [el("p", {}, "This page cannot be shown. ", el("a", { href: "#/" }, "To the scenarios."))] };
    if (mine === turn) warn(error);
  }
  if (mine !== turn) {
    made.leave?.();
    return;
  }
  page = made;
  document.getElementById("main").replaceChildren(...made.nodes.filter(Boolean));
  made.enter?.();
  document.getElementById("main").focus({ preventScroll: true });
  window.scrollTo(0, 0);
  if (state) page?.update?.(state);
}

theme();
document.getElementById("theme").addEventListener("click", () => theme(document.documentElement.classList.contains("dark") ? "light" : "dark"));
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
window.addEventListener("hashchange", route);
document.addEventListener("visibilitychange", () => { if (!document.hidden) poll(); });
shown = "none";
route();
poll();
