#!/usr/bin/env python3
"""Uses the workbench in a headless Chromium, by keyboard: a scenario from a template, a fault, its mending, runs that are
reloaded, stopped and gone on with, a report; then at 390 pixels. usage: check_workbench.py ENTREPOT [--pictures folder]"""
import json
import pathlib
import sys
import tempfile
import time

import accessibility
from browser import Browser
from serving import Server

MARKUP = "<img src=x onerror=\"document.title='taken'\">"
NAMELESS = """return [...document.querySelectorAll('input, textarea, select, button, a, progress, iframe')].filter((node) => node.checkVisibility()).filter((node) => {
  const labels = node.labels ? [...node.labels].map((label) => label.textContent).join('') : '';
  return !(labels || node.getAttribute('aria-label') || node.title || node.textContent).trim(); }).map((node) => node.outerHTML.slice(0, 120))"""
faults = []


def expect(fine, fault):
    if not fine:
        faults.append(fault)


def wait(browser, what, script, *arguments, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = browser.run(script, *arguments)
        if found:
            return found
        time.sleep(0.05)
    raise RuntimeError(f"waited for: {what}; the page says: " + browser.run("return document.getElementById('alert').textContent + document.getElementById('main').innerText.slice(0, 600)"))


def there(browser, selector, seconds=60):
    wait(browser, selector, "return Boolean(document.querySelector(arguments[0])?.checkVisibility())", selector, seconds=seconds)


def write(browser, selector, text):
    """As if it were typed over what stands there."""
    browser.run("const node = document.querySelector(arguments[0]); node.focus(); node.value = arguments[1]; node.dispatchEvent(new Event('input', {bubbles: true})); node.dispatchEvent(new Event('change', {bubbles: true}))", selector, text)


def enter(browser, selector):
    there(browser, selector)
    browser.press(selector, "enter")


def go(browser, hash_, selector):
    browser.run("location.hash = arguments[0]", hash_)
    there(browser, selector)


def check_page(browser, name):
    for _ in range(2):
        faults.extend(accessibility.check(browser, name))
        browser.press("#theme", "enter")
    nameless = browser.run(NAMELESS)
    expect(not nameless, f"{name}: nothing says what these are: {nameless}")
    wide = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]")
    expect(wide[0] <= wide[1], f"{name}: {wide[0]} wide in a window of {wide[1]}")


def make(browser):
    """From a template to a sound scenario, by way of a fault."""
    there(browser, "#template")
    write(browser, "#template", "bilateral-tariff")
    for slot, value in (("firms", "1500"), ("end", "2018-12"), ("from", "2018-01-01")):
        write(browser, f"input[name={slot}]", value)
    write(browser, "#new-name", "mine")
    enter(browser, "#new-name")
    there(browser, "#text")
    there(browser, "#faults[data-state=sound]")
    text = browser.run("return document.querySelector('#text').value")
    expect("firms: 1500" in text, f"the form is not in the scenario: {text}")
    write(browser, "#text", text.replace("firms:", "frims:"))
    there(browser, "#faults[data-state=faulty]")
    expect(browser.run("return document.querySelectorAll('.gutter .bad').length") == 1, "no line is marked")
    expect("firms" in browser.run("return document.querySelector('.faults').textContent"), "no suggestion")
    expect("frims" in browser.run("return document.querySelector('.faults button').textContent"), "the fault is not named")
    browser.press(".faults button", "enter")
    at = browser.run("const area = document.activeElement; return area.id === 'text' ? area.value.slice(area.selectionStart, area.selectionEnd) : ''")
    expect(at.startswith("frims"), f"the fault does not lead to its place: {at!r}")
    write(browser, "#text", text)
    there(browser, "#faults[data-state=sound]")
    browser.run("const area = document.querySelector('#text'); const at = area.value.indexOf('firms:'); area.focus(); area.setSelectionRange(at, at); area.dispatchEvent(new Event('click'))")
    wait(browser, "keys of world", "return [...document.querySelectorAll('.keys button')].some((key) => key.textContent === 'firms')")
    browser.press("#flows", "enter")
    there(browser, "#schedule svg path")
    expect(browser.run("return document.querySelector('#flows').value") == "CHN:USA", "another flow is drawn")


def run_long(browser, server):
    """Reloaded while it runs, seen from a second tab, stopped, gone on with, stopped again."""
    browser.run("document.querySelector('#changes').closest('details').open = true")
    write(browser, "#changes", "world.firms=20000\ncalendar.end=2029-12\nreplicates=2")
    browser.press("#run", "enter")
    there(browser, "li[data-state=running]")
    there(browser, "#shares svg path")
    browser.run("location.reload()")
    there(browser, "li[data-state=running] progress")
    there(browser, "#shares svg path")
    tab = browser._ask("GET", "/window")
    second = browser._ask("POST", "/window/new", {"type": "tab"})["handle"]
    browser._ask("POST", "/window", {"handle": second})
    browser.open(f"http://127.0.0.1:{server.port}/#/runs")
    there(browser, "li[data-run=mine][data-state=running] progress")
    browser.press("li[data-run=mine] .cancel", "enter")
    there(browser, "li[data-run=mine][data-state=interrupted]")
    browser._ask("DELETE", "/window")
    browser._ask("POST", "/window", {"handle": tab})
    enter(browser, "#run-state .resume")
    there(browser, "li[data-state=running]")
    enter(browser, "#run-state .cancel")
    there(browser, "li[data-state=interrupted]")


def run_short(browser):
    go(browser, "#/scenario/mine", "#text")
    enter(browser, "#run")
    there(browser, "li[data-run=mine-2][data-state=finished]", seconds=60)
    there(browser, "#shares svg path")
    enter(browser, "#run-state .report")
    there(browser, "iframe#report")
    frame = browser._ask("POST", "/element", {"using": "css selector", "value": "iframe#report"})
    browser._ask("POST", "/frame", {"id": frame})
    for _ in range(300):
        if browser.run("return Boolean(window.entrepotReport && window.entrepotReport.ready)"):
            break
        time.sleep(0.1)
    else:
        faults.append("the report does not get ready in its frame")
    reached = browser.run("try { return String(parent.document.title) } catch { return '' }")
    expect(reached == "", "a report reaches the workbench")
    browser._ask("POST", "/frame", {"id": None})
    go(browser, "#/runs", "li[data-run='mine-2']")
    browser.run("document.querySelector('li[data-run=\"mine-2\"] input').click()")
    write(browser, "#metric", "gdp")
    browser.press("#metric", "enter")
    there(browser, "#compared pre")


def check_markup(browser, server):
    server.post("/api/scenario", name=MARKUP, text=f"schema: 1\nname: x\ndescription: {MARKUP}\nextends: {MARKUP}\n", version="")
    go(browser, "#/", "#own")
    wait(browser, "the name", "return [...document.querySelectorAll('#own .name')].some((node) => node.textContent === arguments[0])", MARKUP)
    browser.run("[...document.querySelectorAll('#own .name')].find((node) => node.textContent === arguments[0]).click()", MARKUP)
    there(browser, "#faults[data-state=faulty]")
    expect(browser.run("return document.title") == "entrepot workbench" and browser.run("return document.querySelectorAll('img').length") == 0, "markup in a name is taken for markup")


def check_keyboard(browser):
    go(browser, "#/", "#own .name")
    browser.run("document.querySelector('.skip').focus()")
    reached = []
    for _ in range(12):
        browser.command("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
        browser.command("Input.dispatchKeyEvent", type="keyUp", key="Tab", code="Tab", windowsVirtualKeyCode=9)
        reached.append(browser.run("const at = document.activeElement; return at.id || at.className || at.getAttribute('href') || at.tagName"))
    for wanted in ("#/runs", "theme", "search", "name"):
        expect(wanted in reached, f"Tab does not reach {wanted}: {reached}")


def pages():
    return (("start", "#/", "#own .name"), ("editor", "#/scenario/mine", "#faults[data-state=sound]"), ("library", "#/library/trade-war-2018", "#copy-name"),
            ("runs", "#/runs", "#runs li[data-run='mine-2']"), ("run", "#/run/mine-2", "#shares svg path"), ("report", "#/report/mine-2", "iframe#report"))


def check_phone(browser):
    browser.size(390, 844, 1, True)
    for name, hash_, selector in pages():
        go(browser, hash_, selector)
        check_page(browser, name + " on a phone")
    browser.size(1280, 900)
    for name, hash_, selector in pages():
        go(browser, hash_, selector)
        check_page(browser, name)


def check_deletion(browser, server):
    """Shown first, kept, then for good; a scenario and a run."""
    go(browser, "#/runs", "li[data-run='mine-2']")
    enter(browser, "li[data-run='mine-2'] .delete")
    there(browser, "li[data-run='mine-2'] .deletion code")
    shown = browser.run("return document.querySelector(\"li[data-run='mine-2'] .deletion code\").textContent")
    expect(shown.startswith("rm results/mine-2.h5 ") and "results/mine-2.log" in shown, f"what would go: {shown}")
    enter(browser, "li[data-run='mine-2'] .keep")
    expect((server.folder / "results" / "mine-2.h5").exists(), "a run that was kept is gone")
    enter(browser, "li[data-run='mine-2'] .delete")
    enter(browser, "li[data-run='mine-2'] .delete-now")
    wait(browser, "the row to go", "return !document.querySelector(\"li[data-run='mine-2']\")")
    expect(not list((server.folder / "results").glob("mine-2.*")), "files of a deleted run are left")
    go(browser, "#/scenario/mine", "#text")
    enter(browser, ".tools .delete")
    enter(browser, ".delete-now")
    there(browser, "#own")
    expect(not (server.folder / "mine.yaml").exists(), "a deleted scenario is left")


def check_requests(browser, server):
    for line in browser.log("performance"):
        message = json.loads(line["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            expect(url.startswith((f"http://127.0.0.1:{server.port}/", "data:", "blob:", "about:", "chrome:")), f"a request to {url}")
    for line in browser.log("browser"):
        expect(False, f"console: {line['level']} {line['message']}")


def pictures(browser, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        for width in (1280, 390):
            browser.size(width, 900, 1, width < 600)
            for name, hash_, selector in pages():
                go(browser, hash_, selector)
                if browser.run("return document.documentElement.classList.contains('dark')") != (theme == "dark"):
                    browser.press("#theme", "enter")
                if name == "editor":
                    browser.press("#flows", "enter")
                    there(browser, "#schedule svg path")
                time.sleep(4 if name == "report" else 0.5)
                height = browser.run("return document.documentElement.scrollHeight")
                browser.picture(str(folder / f"{name}-{width}-{theme}.png"), 0, 0, width, height)


def main():
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        server = Server(sys.argv[1], pathlib.Path(place) / "bench", "--threads", "2", "--at-once", "2")
        browser = Browser()
        try:
            browser.open(server.address)
            make(browser)
            expect("token" not in browser.run("return location.href"), "the token stays in the address")
            run_long(browser, server)
            run_short(browser)
            check_requests(browser, server)
            if "--pictures" in sys.argv:
                pictures(browser, pathlib.Path(sys.argv[sys.argv.index("--pictures") + 1]))
            check_markup(browser, server)
            check_keyboard(browser)
            check_phone(browser)
            check_deletion(browser, server)
        finally:
            browser.close()
            code = server.stop()
        expect(code == 0, f"exit code {code}")
    for fault in faults:
        print(fault)
    print(f"{time.monotonic() - started:.0f} s, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
