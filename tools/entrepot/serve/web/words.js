// Which keys may stand at a place of a YAML text, told from its indentation and the JSON Schema of scenarios.

const indent = (line) => line.length - line.trimStart().length;

// The key or item that each deeper line belongs to: ["policies", {type}] for a line inside a policy.
function pathAt(lines, at, depth) {
  const path = [];
  let limit = depth;
  for (let i = at; i >= 0 && limit > 0; i -= 1) {
    const line = lines[i];
    if (!line.trim() || line.trim().startsWith("#")) continue;
    const item = /^(\s*)-\s+/.exec(line);
    const inner = item ? item[0].length : indent(line);
    if (item && i < at && inner <= depth && item[1].length < limit && inner <= limit) {
      path.unshift({ item: true, line: i });
      limit = item[1].length + 1; // the list may stand as deep as its key
      continue;
    }
    if (indent(line) < limit && i < at) {
      const key = /^\s*([A-Za-z_0-9]+)\s*:/.exec(line);
      if (key) {
        path.unshift({ key: key[1] });
        limit = indent(line);
      }
    }
  }
  return path;
}

// `type: tariff` of the list item that begins at a line.
function typeOf(lines, start) {
  const depth = /^(\s*-\s+)/.exec(lines[start])[1].length;
  for (let i = start; i < lines.length; i += 1) {
    const text = i === start ? " ".repeat(depth) + lines[i].slice(depth) : lines[i];
    if (i > start && text.trim() && indent(text) < depth) break;
    const type = /^\s*type\s*:\s*([A-Za-z_]+)/.exec(text);
    if (type && indent(text) === depth) return type[1];
  }
  return "";
}

function resolve(schema, node) {
  let at = node;
  for (let i = 0; at?.$ref && i < 10; i += 1) at = at.$ref.replace(/^#\//, "").split("/").reduce((each, step) => each?.[step], schema);
  return at;
}

// All properties of a schema node, those of its alternatives too; of a type, where there is one.
function properties(schema, node, type, depth = 0) {
  const at = resolve(schema, node);
  if (!at || depth > 6) return {};
  let found = { ...(at.properties || {}) };
  if (at.if?.properties?.type && type) {
    if (at.if.properties.type.const === type) found = { ...found, ...properties(schema, at.then, type, depth + 1) };
  } else if (at.then && !at.if) {
    found = { ...found, ...properties(schema, at.then, type, depth + 1) };
  }
  for (const list of ["allOf", "oneOf", "anyOf"]) for (const each of at[list] || []) found = { ...found, ...properties(schema, each, type, depth + 1) };
  return found;
}

function itemsOf(schema, node) {
  const at = resolve(schema, node);
  if (at?.items) return at.items;
  for (const list of ["allOf", "oneOf", "anyOf"]) for (const each of at?.[list] || []) {
    const found = itemsOf(schema, each);
    if (found) return found;
  }
  return null;
}

// The words that a key may have as its value, where they are few.
function valuesOf(schema, node, depth = 0) {
  const at = resolve(schema, node);
  if (!at || depth > 4) return [];
  const found = [...(at.enum || []), ...(at.const === undefined ? [] : [at.const]), ...(at.type === "boolean" ? [true, false] : [])];
  for (const list of ["oneOf", "anyOf"]) for (const each of at[list] || []) found.push(...valuesOf(schema, each, depth + 1));
  return [...new Set(found.map(String))];
}

// {path, keys: [{name, text, about}], about, from}: what may be written, as keys or behind a key as values; `from` is
// where the word that is being written begins.
export function keysAt(schema, text, caret) {
  const before = text.slice(0, caret);
  const lines = text.split("\n");
  const at = before.split("\n").length - 1;
  const start = before.lastIndexOf("\n") + 1;
  const line = lines[at];
  const lead = /^(\s*(?:-\s+)?)([A-Za-z_0-9]*)/.exec(line);
  const column = caret - start;
  const blank = line.trim() === "";
  const item = /^\s*-\s+/.test(line);
  const steps = pathAt(lines, at, blank ? column : item ? indent(line) + 1 : lead[1].length);
  if (item) steps.push({ item: true, line: at });
  let node = schema;
  let type = "";
  let about = schema.description;
  const path = [];
  for (const step of steps) {
    if (step.item) {
      type = typeOf(lines, step.line);
      node = itemsOf(schema, node) || node;
      if (type) path.push(type);
    } else {
      const next = properties(schema, node, type)[step.key];
      if (!next) return { path: [...path, step.key], keys: [], about: "", from: caret };
      node = next;
      type = "";
      path.push(step.key);
      about = resolve(schema, node)?.description;
    }
  }
  const value = /^\s*(?:-\s+)?([A-Za-z_0-9]+):\s+([A-Za-z_0-9.-]*)$/.exec(before.slice(start));
  if (value) {
    const key = properties(schema, node, type)[value[1]];
    const words = valuesOf(schema, key).filter((word) => word.startsWith(value[2]));
    return { path: [...path, value[1]], about: resolve(schema, key)?.description || "", from: caret - value[2].length,
      keys: words.length > 80 ? [] : words.map((word) => ({ name: word, text: word, about: resolve(schema, key)?.description || "" })) };
  }
  const written = blank ? "" : before.slice(start + lead[1].length);
  const typing = /^[A-Za-z_0-9]*$/.test(written) ? written : "";
  const keys = Object.entries(properties(schema, node, type)).map(([name, each]) => ({ name, text: `${name}: `, about: resolve(schema, each)?.description || "" })).filter((key) => key.name.startsWith(typing));
  return { path, keys, about, from: caret - typing.length };
}
