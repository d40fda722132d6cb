"""The serious rules of accessibility, held against what a browser shows: names of controls and pictures, contrast of text, language,
landmarks, order of headings, ids that occur twice, tables with headings. With ENTREPOT_AXE (axe.min.js of axe-core) that
library judges besides; tools/dev/check-axe.sh fetches it."""
import json
import os
import pathlib

RULES = r"""
const faults = [];
const seen = (node) => node.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true });
const short = (node) => node.outerHTML.replace(/\s+/g, " ").slice(0, 110);
const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
const byIds = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
const nameOf = (node) => [node.getAttribute("aria-labelledby") && byIds(node.getAttribute("aria-labelledby")), node.getAttribute("aria-label"),
  node.labels && [...node.labels].map((label) => label.textContent).join(" "), node.getAttribute("alt"), node.title, node.textContent].find((text) => text && text.trim()) || "";

if (!/^[a-z]{2}/.test(document.documentElement.lang)) faults.push("the page says no language");
if (!document.title.trim()) faults.push("the page has no title");
if (all("main").length !== 1) faults.push(`${all("main").length} main landmarks`);
for (const node of all("nav, [role=region], section[aria-labelledby]")) if (!nameOf(node)) faults.push(`a landmark without a name: ${short(node)}`);
const outside = [...document.body.children].filter(seen).filter((node) => !node.matches("header, main, nav, footer, script, [role], a.skip") && node.innerText?.trim() && !node.querySelector("main, nav"));
for (const node of outside) faults.push(`text outside of landmarks: ${short(node)}`);

for (const node of all("button, a[href], summary, input:not([type=hidden]), select, textarea, progress, iframe, [role=img], img")) if (!nameOf(node).trim()) faults.push(`no name: ${short(node)}`);
for (const node of all("input, select, textarea")) if (!node.labels?.length && !node.getAttribute("aria-label") && !node.getAttribute("aria-labelledby")) faults.push(`no label: ${short(node)}`);
for (const node of all("button button, a a, button a, a button, summary button")) faults.push(`a control inside a control: ${short(node)}`);
for (const node of all("[tabindex]")) if (Number(node.getAttribute("tabindex")) > 0) faults.push(`tabindex above 0: ${short(node)}`);
for (const node of all("[aria-hidden=true]")) if (node.querySelector("button, a[href], input, select, textarea, [tabindex='0']")) faults.push(`a control that is hidden from readers: ${short(node)}`);
for (const node of all(".scroll, pre")) if ((node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1) && node.tabIndex < 0 && getComputedStyle(node).overflow !== "visible") faults.push(`keys cannot scroll: ${short(node)}`);

const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) faults.push(`the id ${id} occurs twice`);
for (const node of document.querySelectorAll("[aria-labelledby], [aria-describedby], [aria-controls]")) for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls"])
  for (const id of (node.getAttribute(attribute) || "").split(/\s+/).filter(Boolean)) if (!document.getElementById(id)) faults.push(`${attribute} names no element: ${id}`);

let level = 0;
for (const node of all("h1, h2, h3, h4, h5, h6")) {
  const next = Number(node.tagName[1]);
  if (next > level + 1) faults.push(`h${next} follows h${level}: ${node.textContent.slice(0, 60)}`);
  if (!node.textContent.trim()) faults.push(`an empty heading: ${short(node)}`);
  level = next;
}
if (all("h1").length !== 1) faults.push(`${all("h1").length} first headings`);
for (const node of all("table")) if (!node.querySelector("th[scope]")) faults.push(`a table without headings: ${short(node)}`);
for (const node of all("ul > *, ol > *")) if (!node.matches("li")) faults.push(`a list that holds more than its items: ${short(node)}`);

// Contrast (WCAG 2.1, 1.4.3): 4.5, of large text 3. Colours are painted to be read: any notation becomes red, green, blue, alpha.
const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
const read = (colour) => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
const known = new Map();
const rgba = (colour) => { if (!known.has(colour)) known.set(colour, read(colour)); return known.get(colour); };
const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
const luminance = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => { const part = colour[i] / 255; return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4); }, 0);
const contrast = (a, b) => { const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y); return (high + 0.05) / (low + 0.05); };
const ground = (node) => { const layers = []; for (let at = node; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor)); return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]); };
const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const told = new Set();
for (let text = words.nextNode(); text; text = words.nextNode()) {
  const node = text.parentElement;
  if (!text.data.trim() || !node || node.closest("script, style, noscript, option, :disabled") || !seen(node)) continue;
  const box = node.getBoundingClientRect();
  if (box.width < 2 || box.height < 2 || box.right < 0 || box.bottom + scrollY < 0) continue;
  const style = getComputedStyle(node);
  const below = ground(node);
  const inDrawing = node.closest("svg");
  if (node.closest("[data-kind=heat] svg")) continue;  // stands on coloured cells, not on the paper
  const colour = over(rgba(inDrawing ? style.fill : style.color), below);
  const size = parseFloat(style.fontSize);
  const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) || inDrawing ? 3 : 4.5;
  const found = contrast(colour, below);
  const fault = `contrast ${found.toFixed(2)}, not ${needed}: ${node.tagName.toLowerCase()}${node.className.baseVal ?? (node.className ? "." + node.className : "")} "${text.data.trim().slice(0, 40)}"`;
  const kind = `${node.tagName} ${style.color} ${style.fill} ${below}`;
  if (found + 0.005 < needed && !told.has(kind)) { told.add(kind); faults.push(fault); }
}
return faults;
"""
AXE = """return new Promise((done) => axe.run({ include: [["html"]], exclude: [["svg"]] }, { resultTypes: ["violations"] }).then((found) => done(found.violations
  .filter((rule) => ["serious", "critical"].includes(rule.impact)).map((rule) => `axe, ${rule.impact}, ${rule.id}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 110)).join(" | ")}`)), (error) => done([`axe does not run: ${error}`])))"""


def axe_script():
    """The text of axe-core where there is one, else ""."""
    path = os.environ.get("ENTREPOT_AXE", "")
    return pathlib.Path(path).read_text(encoding="utf-8") if path else ""


def check(browser, where):
    """What is wrong with the page as it is shown now, one text per fault."""
    found = list(browser.run(RULES))
    script = axe_script()
    if script:
        browser._ask("POST", "/timeouts", {"script": 300000})  # a long page takes it a minute
        browser.command("Page.setBypassCSP", enabled=True)
        browser.command("Runtime.evaluate", expression=f"window.axe || (0, eval)({json.dumps(script)})", allowUnsafeEvalBlockedByCSP=True)
        found += browser.run(AXE)
    return [f"{where}: {fault}" for fault in found]
