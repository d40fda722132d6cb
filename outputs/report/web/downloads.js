// A chart as a file of its own: its numbers (CSV), its drawing (PNG). Nothing leaves the page but into the reader's downloads.
import { chartCsv, element } from "./tables.js";
import { colours } from "./theme.js";
import { key } from "./charts.js";
import { t } from "./words.js";

function save(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const picture = (svg) => new Promise((done, failed) => {
  const image = new Image();
  image.onload = () => done(image);
  image.onerror = failed;
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
});

// What the lines are, below the title; gives the height it takes.
function drawKey(pen, entries, width) {
  let [x, y] = [8, 42];
  pen.font = "12px system-ui, sans-serif";
  for (const entry of entries) {
    const room = 34 + pen.measureText(entry.name).width;
    if (x > 8 && x + room > width) [x, y] = [8, y + 18];
    pen.strokeStyle = entry.colour;
    pen.lineWidth = 3;
    pen.setLineDash(entry.dashed ? [5, 4] : []);
    pen.beginPath();
    pen.moveTo(x, y - 4);
    pen.lineTo(x + 22, y - 4);
    pen.stroke();
    pen.fillText(entry.name, x + 27, y, width - 36);
    x += room + 14;
  }
  return entries.length ? y - 24 : 0;
}

// Its height, before there is a picture to draw it on.
function keyHeight(entries, width) {
  const nowhere = document.createElement("canvas").getContext("2d");
  return drawKey(nowhere, entries, width);
}

// All drawings of the figure below its title and key, at twice the size.
async function toPng(chart, boxes) {
  const c = colours();
  const scale = 2;
  const drawn = await Promise.all(boxes.map((box) => picture(new XMLSerializer().serializeToString(box.querySelector("svg")))));
  const width = Math.max(...boxes.map((box) => box.clientWidth));
  const keys = keyHeight(key(chart), width);
  const height = boxes.reduce((sum, box) => sum + box.clientHeight, 64 + keys);
  const canvas = element("canvas", { width: String(width * scale), height: String(height * scale) });
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.fillStyle = c.paper;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = c.text;
  pen.font = "600 15px system-ui, sans-serif";
  pen.fillText(`${chart.title}, ${chart.units}`, 8, 22, width - 16);
  drawKey(pen, key(chart), width);
  let top = 32 + keys;
  drawn.forEach((image, i) => { pen.drawImage(image, 0, top, boxes[i].clientWidth, boxes[i].clientHeight); top += boxes[i].clientHeight; });
  pen.fillStyle = c.muted;
  pen.font = "11px system-ui, sans-serif";
  pen.fillText(t("Source: {}", chart.source), 8, height - 10, width - 16);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

export function downloads(chart, boxes) {
  const button = (text, act) => element("button", { type: "button", class: "small", onclick: act, "aria-label": t("{}: download as {}", chart.title, text) }, text);
  return element("div", { class: "downloads" },
    button("CSV", () => save(new Blob([chartCsv(chart)], { type: "text/csv" }), `${chart.id}.csv`)),
    button("PNG", async () => save(await toPng(chart, boxes), `${chart.id}.png`)));
}
