// The first page: scenarios of the folder and of the library, and new ones.
import { ask, el, doing, field, part } from "./base.js";

const usual = "bilateral-tariff"; // the template that is chosen first
const matches = (text, words) => words.every((word) => text.toLowerCase().includes(word));

function ownItem(scenario) {
  return el("li", {}, el("div", {}, el("a", { class: "name", href: `#/scenario/${part(scenario.name)}` }, scenario.name), el("p", { class: "muted" }, scenario.description)),
    el("span", { class: "muted" }, new Date(scenario.modified * 1000).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })));
}

function libraryItem(scenario) {
  return el("li", {}, el("div", {}, el("a", { class: "name", href: `#/library/${part(scenario.name)}` }, scenario.name), el("p", { class: "muted" }, scenario.description)),
    el("span", { class: "muted" }, `${scenario.start} to ${scenario.end}`));
}

// A name that is free, near the one that is wanted.
function freeName(wanted, taken) {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
  return name;
}



// The questions of a template as a form.
function newForm(templates, taken) {
  const kinds = { regions: "regions by code or name, several with commas", sectors: "sectors by code or name", products: "products by HS code or in words", goods: "products or sectors by code or in words, or all", text: "" };
  const choice = el("select", { id: "template" }, templates.map((each) => el("option", { value: each.name }, each.name)));
  const about = el("p", { class: "muted" });
  const name = el("input", { id: "new-name", required: true, maxlength: "100", autocomplete: "off" });
  const slots = el("div", { class: "form" });
  const chosen = () => templates.find((each) => each.name === choice.value);
  const fill = () => {
    about.textContent = chosen().about;
    name.value = freeName(`my-${choice.value}`, taken());
    slots.replaceChildren(...chosen().asks.filter((slot) => slot.name !== "name").map((slot) =>
      field(slot.question, el("input", { name: slot.name, value: slot.value.replace(/^\[|\]$|"/g, ""), autocomplete: "off", "data-asked": slot.value.replace(/^\[|\]$|"/g, "") }), kinds[slot.kind])));
  };
  if (templates.some((each) => each.name === usual)) choice.value = usual;
  choice.addEventListener("change", fill);
  fill();
  const make = doing(async () => {
    const values = {};
    for (const input of slots.querySelectorAll("input")) if (input.value.trim() !== input.dataset.asked) values[input.name] = input.value.trim();
    const made = await ask("/api/new", { template: choice.value, name: name.value.trim(), values });
    sessionStorage.setItem("entrepot-made", made.command);
    location.hash = `#/scenario/${part(made.name)}`;
  });
  return el("form", { class: "form", onsubmit: make }, field("Template", choice), about, field("Name of the new scenario", name), slots, el("div", {}, el("button", { class: "main" }, "Make it")));
}

export async function startPage() {
  const [library, templates] = await Promise.all([ask("/api/library"), ask("/api/templates")]);
  let scenarios = [];
  const search = el("input", { type: "search", id: "search", class: "wide", placeholder: "duty, chips, 2018, EU, ..." });
  const own = el("ul", { class: "cards", id: "own" });
  const ready = el("ul", { class: "cards", id: "library" });
  const form = newForm(templates.rows, () => new Set(scenarios.map((each) => each.name)));
  let seen = "";
  const list = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fit = (each) => matches(`${each.name} ${each.description}`, words);
    const mine = scenarios.filter(fit);
    const theirs = library.rows.filter(fit);
    own.replaceChildren(...(mine.length ? mine.map(ownItem) : [el("li", {}, el("p", { class: "muted" }, words.length ? "None of yours has these words." : "None yet: make one from a template, or copy one of the library."))]));
    ready.replaceChildren(...(theirs.length ? theirs.map(libraryItem) : [el("li", {}, el("p", { class: "muted" }, "None of the library has these words."))]));
  };
  search.addEventListener("input", list);
  list();
  const nodes = [el("div", { class: "two" },
    el("div", {}, el("section", { "aria-labelledby": "h-own" }, el("h2", { id: "h-own" }, "Your scenarios"), field("Search yours and the library", search), own),
      el("section", { "aria-labelledby": "h-new" }, el("h2", { id: "h-new" }, "New from a template"), form)),
    el("section", { "aria-labelledby": "h-library" }, el("h2", { id: "h-library" }, "Library"), ready))];
  return {
    nodes,
    update(state) {
      const now = JSON.stringify(state.scenarios);
      if (now === seen) return;
      seen = now;
      const first = scenarios.length === 0;
      scenarios = state.scenarios;
      if (first) {
        const name = form.querySelector("#new-name");
        if (name.value === `my-${form.querySelector("#template").value}`) name.value = freeName(name.value, new Set(scenarios.map((each) => each.name)));
      }
      list();
    },
  };
}
