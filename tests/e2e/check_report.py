#!/usr/bin/env python3
"""Checks a report in a headless Chromium: every chart is drawn, sliders and keys work, nothing overflows, no request leaves the
file, charts download, the rules of accessibility hold. usage: check_report.py report.html [--several] [--pictures folder]"""
import json
import pathlib
import sys
import tempfile
import time

import accessibility
from browser import Browser

FIGURES = """return [...document.querySelectorAll('figure')].map((figure) => ({
  id: figure.id, kind: figure.dataset.kind,
  drawings: [...figure.querySelectorAll('.drawing')].map((box) => ({
    marks: [...box.querySelectorAll('svg path, svg polyline')].filter((mark) => { const at = mark.getBoundingClientRect(); return at.width + at.height > 1; }).length,
    words: box.querySelectorAll('svg text').length, height: box.clientHeight})),
  units: figure.querySelector('figcaption .unit').textContent, source: figure.querySelector('.source').textContent}))"""
SVG = "return document.querySelector(arguments[0]).querySelector('svg').outerHTML"

faults = []


def expect(fine, fault):
    if not fine:
        faults.append(fault)


def open_report(browser, path):
    browser.open(path.resolve().as_uri())
    for _ in range(600):
        if browser.run("return Boolean(window.entrepotReport && window.entrepotReport.ready && document.readyState === 'complete')"):
            return
        time.sleep(0.1)
    faults.append("the page did not get ready within a minute")


def check_console(browser, when):
    for line in browser.log("browser"):
        faults.append(f"console, {when}: {line['level']} {line['message']}")


def requests(browser):
    for line in browser.log("performance"):
        message = json.loads(line["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


def check_figures(browser, kinds):
    figures = browser.run(FIGURES)
    expect(len(figures) >= 12, f"only {len(figures)} figures")
    for figure in figures:
        for drawing in figure["drawings"]:
            expect(drawing["marks"] >= 3, f"{figure['id']}: {drawing['marks']} marks drawn")
            expect(drawing["words"] >= 2, f"{figure['id']}: {drawing['words']} words drawn")
            expect(drawing["height"] >= 80, f"{figure['id']}: {drawing['height']} pixels high")
        expect(figure["units"].strip() != "", f"{figure['id']}: no units")
        expect(len(figure["source"]) > len("Source: "), f"{figure['id']}: no source")
    for kind in kinds:
        expect(any(figure["kind"] == kind for figure in figures), f"no figure of the kind {kind}")
    return [figure["id"] for figure in figures]


def check_sliders(browser):
    sliders = browser.run("return [...document.querySelectorAll('figure')].filter((f) => f.querySelector('input[type=range]')).map((f) => f.id)")
    expect(len(sliders) >= 3, f"only {len(sliders)} sliders: {sliders}")
    for figure in sliders:
        before = browser.run(SVG, "#" + figure), browser.run(f"return document.querySelector('#{figure} output').textContent")
        browser.press(f"#{figure} input[type=range]", "left")
        after = browser.run(SVG, "#" + figure), browser.run(f"return document.querySelector('#{figure} output').textContent")
        expect(int(after[1]) == int(before[1]) - 1, f"{figure}: the slider went from {before[1]} to {after[1]}")
        expect(before[0] != after[0], f"{figure}: the slider moved and the drawing did not")
        browser.press(f"#{figure} input[type=range]", "right")
        expect(browser.run(SVG, "#" + figure) == before[0], f"{figure}: another drawing after the slider moved back")


def check_keys(browser, figures):
    for figure in figures:
        browser.press(f"#{figure} details summary", "enter")
        rows = browser.run(f"return new Promise((done) => setTimeout(() => done(document.querySelectorAll('#{figure} details tbody tr').length), 60))")
        expect(rows >= 1, f"{figure}: no numbers behind the chart")
        browser.press(f"#{figure} details summary", "enter")
    for selector in ("#contents a", ".scroll", "#theme", "#print", ".skip"):
        reachable = browser.run("const node = [...document.querySelectorAll(arguments[0])].find((each) => each.checkVisibility()); node.focus(); return document.activeElement === node", selector)
        expect(reachable, f"{selector} cannot take the focus")


def check_theme(browser):
    ground = "return getComputedStyle(document.body).backgroundColor + document.querySelector('figure svg').outerHTML"
    light = browser.run(ground)
    browser.press("#theme", "enter")
    dark = browser.run(ground)
    faults.extend(accessibility.check(browser, "the dark page"))
    expect(light.split(")")[0] != dark.split(")")[0], "the theme does not change the page")
    expect(light.split(")", 1)[1] != dark.split(")", 1)[1], "the theme does not change the charts")
    browser.press("#theme", "enter")


def check_phone(browser):
    browser.size(390, 844, 1, True)
    time.sleep(0.6)
    wide = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]")
    expect(wide[0] <= wide[1], f"the page is {wide[0]} wide on a phone of {wide[1]}")
    check_figures(browser, [])
    faults.extend(accessibility.check(browser, "the page on a phone"))


def check_downloads(browser, figures):
    """Every chart has both buttons; of one the files are looked at."""
    lacking = browser.run("return [...document.querySelectorAll('figure')].filter((f) => [...f.querySelectorAll('.downloads button')].map((b) => b.textContent).join() !== 'CSV,PNG').map((f) => f.id)")
    expect(not lacking, f"no downloads: {lacking}")
    with tempfile.TemporaryDirectory() as place:
        browser.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=place)
        for button in (1, 2):
            browser.press(f"#{figures[0]} .downloads button:nth-child({button})", "enter")
        name = figures[0].replace("figure-", "")
        png, csv = pathlib.Path(place, name + ".png"), pathlib.Path(place, name + ".csv")
        for _ in range(50):
            if png.exists() and csv.exists():
                break
            time.sleep(0.1)
        expect(png.exists() and png.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n" and png.stat().st_size > 5000, "the picture is none")
        expect(csv.exists() and csv.read_text().count("\n") > 1, "the CSV has no rows")


def check_several(browser):
    """Runs lie over each other, keep their colours, and are all printed."""
    runs = browser.run("return [...document.querySelectorAll('#runs option')].length")
    lines = browser.run("return document.querySelectorAll('#figure-overlay-consumer-prices .key span').length")
    expect(runs > 1 and lines == runs, f"{lines} lines of {runs} runs")
    colours = "return [...document.querySelectorAll('#figure-overlay-consumer-prices .key i')].map((mark) => mark.style.borderTopColor)"
    expect(len(set(browser.run(colours))) == runs, "two runs have one colour")
    printed = browser.run("dispatchEvent(new Event('beforeprint')); const found = [document.querySelectorAll('[id$=section-headline], [id*=-headline]').length, document.querySelectorAll('.run-title').length, [...document.querySelectorAll('figure')].filter((f) => !f.querySelector('svg')).length]; dispatchEvent(new Event('afterprint')); return found")
    expect(printed[1] == runs and printed[2] == 0, f"on paper: {printed[1]} runs of {runs}, {printed[2]} figures that are not drawn")
    expect(browser.run("return document.querySelectorAll('.run-title').length") == 0, "the screen still shows what was printed")


def check_paper(browser):
    pdf = browser.command("Page.printToPDF", printBackground=True)["data"]
    expect(len(pdf) > 50000, f"the print has only {len(pdf)} characters")


def check_policy(browser):
    """The last check: what the page may not do is refused by its policy."""
    tried = """return new Promise((done) => { document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective));
      const image = new Image(); image.src = 'http://127.0.0.1:9/'; setTimeout(() => done('nothing was refused'), 3000); })"""
    answer = browser.run(tried)
    expect(answer.startswith("img-src"), f"policy: {answer}")


def pictures(browser, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, width in (("desktop", 1280), ("phone", 390)):
        browser.size(width, 900, 1, width < 600)
        time.sleep(0.8)
        boxes = browser.run("return [...document.querySelectorAll('header, section')].map((s) => { const at = s.getBoundingClientRect(); return [s.id || 'header', at.x + scrollX, at.y + scrollY, at.width, at.height]; })")
        for place, (label, *box) in enumerate(boxes):
            browser.picture(str(folder / f"{name}-{place:02}-{label}.png"), *box)


def main():
    path = pathlib.Path(sys.argv[1])
    browser = Browser()
    try:
        open_report(browser, path)
        load = browser.run("return window.entrepotReport.painted")
        figures = check_figures(browser, ["lines", "slopes", "bars", "heat", "map", "chain"])
        check_sliders(browser)
        check_keys(browser, figures)
        check_theme(browser)
        check_downloads(browser, figures)
        faults.extend(accessibility.check(browser, "the page"))
        if "--several" in sys.argv:
            check_several(browser)
        if "--pictures" in sys.argv:
            pictures(browser, pathlib.Path(sys.argv[sys.argv.index("--pictures") + 1]))
        check_phone(browser)
        check_paper(browser)
        check_console(browser, "in use")
        asked = [url for url in requests(browser) if not url.startswith(("file:", "data:", "about:", "blob:", "chrome:"))]
        expect(not asked, f"requests: {asked}")
        check_policy(browser)
    finally:
        browser.close()
    for fault in faults:
        print(fault)
    print(f"{len(figures)} figures, painted after {load} ms, {path.stat().st_size / 1e6:.2f} MB: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
