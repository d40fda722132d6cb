// Deleting, in two steps: the files and the command are shown first.
import { ask, el, say, doing, command } from "./base.js";

// A button and the question it opens. `target`: {scenario: name} or {run: name}.
export function deletion(target, done) {
  const name = target.scenario || target.run;
  const box = el("div", { class: "deletion", role: "group", "aria-label": `Delete ${name}?`, hidden: true });
  const button = el("button", { type: "button", class: "delete", "aria-label": `Delete ${name} ...` }, "Delete ...");
  const close = () => { box.hidden = true; button.focus(); };
  button.addEventListener("click", doing(async () => {
    const asked = await ask("/api/delete", target);
    const yes = el("button", { type: "button", class: "delete-now", onclick: doing(async () => {
      await ask("/api/delete", { ...target, files: asked.files });
      say(`${name} is deleted.`);
      done();
    }) }, "Delete for good");
    const no = el("button", { type: "button", class: "keep", onclick: close }, "Keep");
    box.replaceChildren(el("p", {}, `${asked.files.length === 1 ? "One file goes" : `${asked.files.length} files go`}, and cannot be brought back:`), command(asked.command), el("div", { class: "tools" }, no, yes));
    box.hidden = false;
    no.focus();
  }));
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  return { button, box };
}
