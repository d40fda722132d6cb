// Makes outputs/report/render/assets/page.html: the page with its style and script in it, and a mark where the data go.
// The same sources and versions (package.json) give the same bytes. Run tools/dev/make-report-page.sh.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const read = (name) => readFileSync(join(here, name), "utf8");
const licence = (name) => read(`node_modules/${name}/LICENSE`).trim();

// The texts that the licences of what is bundled ask to be kept.
const notices = [
  `${read("node_modules/echarts/NOTICE").trim()}\n\n${licence("echarts")}`,
  `zrender\n${licence("zrender")}`, `d3-geo\n${licence("d3-geo")}`, `d3-array\n${licence("d3-array")}`, `internmap\n${licence("internmap")}`,
  `topojson-client\n${licence("topojson-client")}`, `world-atlas (outlines: Natural Earth, public domain)\n${licence("world-atlas")}`, `tslib\n${read("node_modules/tslib/LICENSE.txt").trim()}`,
].join("\n\n---\n\n");

const bundle = await build({
  entryPoints: [join(here, "main.js")], bundle: true, minify: true, write: false, format: "iife", target: "es2020",
  legalComments: "none", charset: "utf8", define: { "process.env.NODE_ENV": '"production"' }, absWorkingDir: here,
});
const script = bundle.outputFiles[0].text.trim().replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const hash = createHash("sha256").update(script).digest("base64");
const style = (await build({ stdin: { contents: read("style.css"), loader: "css" }, minify: true, write: false, legalComments: "none" })).outputFiles[0].text.trim();

const page = read("page.html").replace("@SCRIPT_HASH@", () => hash).replace("@STYLE@", () => style).replace("@SCRIPT@", () => script)
  .replace("</html>", () => `<!--\n${notices.replaceAll("-->", "-- >")}\n-->\n</html>`);
writeFileSync(join(here, "../assets/page.html"), page);
console.log(`page.html: ${(page.length / 1e6).toFixed(2)} MB`);
