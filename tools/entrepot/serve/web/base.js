// What every page needs: asking the server, making elements, showing commands. Text of files never becomes markup.

const address = new URL(location.href);
const given = address.searchParams.get("token");
if (given) {
  localStorage.setItem("entrepot-token", given); // of this address and port only; worthless once the server ends
  history.replaceState(null, "", address.pathname + address.hash);
}
const token = given || localStorage.getItem("entrepot-token") || "";

// The answer of the server; throws an Error with what it says, and its `status`.
export async function ask(path, body, signal) {
  const options = { headers: { Authorization: `Bearer ${token}` }, signal };
  if (body !== undefined) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw Object.assign(new Error("The server does not answer: is `entrepot serve` still running?"), { status: 0 });
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = JSON.parse(text);
  } catch {
    throw Object.assign(new Error(text || `status ${response.status}`), { status: response.status });
  }
  if (!response.ok) throw Object.assign(new Error(answer.error || `status ${response.status}`), { status: response.status });
  return answer;
}

// An element; a child that is text stays text, `on...` attributes are listeners.
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

// A word in passing, for those who listen too; `stays` while something long goes on.
let silence = 0;
export function say(text, stays = false) {
  clearTimeout(silence);
  document.getElementById("said").textContent = text;
  if (text && !stays) silence = setTimeout(() => say(""), 4000);
}

export function warn(error) {
  const box = document.getElementById("alert");
  const text = error ? error.message || String(error) : "";
  box.textContent = text.trim();
  box.hidden = text === "";
}

// A listener that shows what goes wrong, and keeps its button from being pressed twice.
export const doing = (work) => async (event) => {
  event?.preventDefault?.();
  const button = event?.submitter || event?.currentTarget;
  if (button?.tagName === "BUTTON") button.disabled = true;
  try {
    warn(null);
    await work(event);
  } catch (error) {
    say("");
    warn(error);
  } finally {
    if (button?.tagName === "BUTTON") button.disabled = false;
  }
};

// The command line that does the same in the folder of the workbench.
export function command(text) {
  const copy = doing(async () => {
    await navigator.clipboard.writeText(text);
    say("Copied.");
  });
  return el("div", { class: "command" }, el("code", {}, text), el("button", { type: "button", onclick: copy, "aria-label": `Copy the command ${text}` }, "Copy"));
}

export const part = (name) => encodeURIComponent(name);
export const field = (label, input, hint) => el("label", {}, label, hint ? el("span", {}, hint) : null, input);

export function seconds(value) {
  const whole = Math.round(value);
  return whole < 60 ? `${whole} s` : whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
