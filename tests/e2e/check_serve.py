#!/usr/bin/env python3
"""Attacks `entrepot serve` and uses it as a program would. usage: check_serve.py ENTREPOT"""
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import urllib.parse

from serving import SMALL, Server

faults = []
SECRET = "hunter2-of-the-neighbour"
SCENARIO = "schema: 1\nname: mine\nextends: trade-war-2018\nreplicates: 1\nworld: {firms: 1500}\ncalendar: {start: 2018-05, end: 2018-10}\n"


def expect(fine, fault):
    if not fine:
        faults.append(fault)


def refused(server, what, status, method, target, body=None, **headers):
    got, answer, text = server.ask(method, target, body, **headers)
    wanted = status if isinstance(status, tuple) else (status,)
    expect(got in wanted, f"{what}: {method} {target[:80]} is answered {got}, not {wanted}: {text[:200]}")
    expect(SECRET not in text and "root:" not in text, f"{what}: {method} {target[:80]} gives a file away")
    return answer, text


def attack_the_gate(server):
    own = f"http://127.0.0.1:{server.port}"
    cookie = server.ask("GET", f"/?token={server.token}", Authorization=None)[1].get("Set-Cookie", "")
    expect("HttpOnly" in cookie and "SameSite=Strict" in cookie and server.token not in cookie, f"cookie: {cookie}")
    pair = cookie.split(";")[0]
    for target in ("/", "/main.js", "/api/state", "/files/a.h5", "/report/a", "/nothing"):
        refused(server, "no token", 401, "GET", target, Authorization=None)
        for wrong in ("", "x", server.token[:-1], server.token + "0", server.token.upper() + "x"):
            refused(server, "wrong token", 401, "GET", target, Authorization=f"Bearer {wrong}")
        refused(server, "other scheme", 401, "GET", target, Authorization=f"Basic {server.token}")
    for target in ("/", "/main.js", "/style.css"):
        expect(server.ask("GET", target, Authorization=None, Cookie=pair)[0] == 200, f"the cookie does not open {target}")
    refused(server, "cookie for data", 401, "GET", "/api/state", Authorization=None, Cookie=pair)
    refused(server, "cookie for changes", 401, "POST", "/api/scenario", {}, Authorization=None, Cookie=pair)
    refused(server, "token in an address of data", 401, "GET", f"/api/state?token={server.token}", Authorization=None)
    refused(server, "token in another address", 401, "GET", f"/main.js?token={server.token}", Authorization=None)
    for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1", f"127.0.0.1:{server.port + 1}", f"0.0.0.0:{server.port}",
                 f"127.0.0.1:{server.port}.evil.example", f"user@127.0.0.1:{server.port}", "", None):
        refused(server, f"host {host}", (400, 421), "GET", "/api/state", Host=host)
    expect(server.ask("GET", "/api/state", Host=f"localhost:{server.port}")[0] == 200, "localhost is no name")
    two = server.raw(f"GET /api/state HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nHost: evil.example\r\nAuthorization: Bearer {server.token}\r\n\r\n".encode())
    expect(" 421 " in two[:40], f"two hosts: {two[:80]}")
    for origin in ("http://evil.example", "null", f"https://127.0.0.1:{server.port}", f"http://127.0.0.1:{server.port + 1}", own + ".evil.example"):
        refused(server, f"origin {origin}", 403, "POST", "/api/scenario", {}, Origin=origin)
        refused(server, f"origin {origin}", 403, "GET", "/api/state", Origin=origin)
    for site in ("cross-site", "same-site"):
        refused(server, f"site {site}", 403, "GET", "/main.js", Authorization=None, Cookie=pair, Sec_Fetch_Site=site)
        refused(server, f"site {site}", 403, "GET", "/report/a", Authorization=None, Cookie=pair, Sec_Fetch_Site=site)
    expect(server.ask("GET", "/api/state", Origin=own, Sec_Fetch_Site="same-origin")[0] == 200, "the own page is refused")


def attack_the_protocol(server):
    for method in ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "FOO"):
        line = server.raw(f"{method} /api/state HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\n\r\n".encode()).split("\r\n")[0]
        expect(" 405" in line or " 400" in line, f"method {method}: {line}")
    refused(server, "reading by POST", 404, "POST", "/api/state", {})
    refused(server, "writing by GET", 404, "GET", "/api/save?name=x&text=y")
    refused(server, "the page by POST", 405, "POST", "/", {})
    refused(server, "override", 200, "GET", "/api/state", X_HTTP_Method_Override="POST")
    text = json.dumps({"name": "form", "text": SCENARIO, "version": ""})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx", None):
        refused(server, f"type {kind}", 415, "POST", "/api/scenario", text, Content_Type=kind)
    refused(server, "chunks", 411, "POST", "/api/scenario", "0\r\n\r\n", Transfer_Encoding="chunked")
    refused(server, "chunks in capitals", 411, "POST", "/api/scenario", "0\r\n\r\n", TRANSFER_ENCODING="Chunked")
    head = f"POST /api/scenario HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\nContent-Type: application/json\r\n"
    for length, status in (("", 411), ("Content-Length: 99999999999\r\n", 413), ("Content-Length: 2000001\r\n", 413), ("Content-Length: -1\r\n", 400),
                           ("Content-Length: 99999999999999999999999\r\n", 400), ("Content-Length: 0x10\r\n", 400), ("Content-Length: 2\r\nContent-Length: 3\r\n", 411)):
        line = server.raw((head + length + "\r\n").encode()).split("\r\n")[0]
        expect(f" {status} " in line + " ", f"{length.strip() or 'no length'}: {line}")
    smuggled = server.raw((head + "Content-Length: 2\r\n\r\n{}GET /api/state HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").encode())
    expect(smuggled.count("HTTP/1.1 ") == 1, "a second request is read behind the first")
    refused(server, "GET with a body", 400, "GET", "/api/state", "{}")
    refused(server, "long address", (400, 414), "GET", "/files/" + "a" * 3000)
    refused(server, "huge address", (400, 414), "GET", "/files/" + "a" * 100_000)
    for rubbish in (b"\0\1\2\3\r\n\r\n", b"GET\r\n\r\n", b"\r\n" * 50, b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"):
        server.raw(rubbish, wait=4)
    for body in ("", "[]", "5", "{", "\"x\"", "[" * 500_000, '{"a":' * 200_000, b'{"name": "\xff\xfe", "text": "", "version": ""}', {"name": 5}, {"name": "x", "text": [], "version": ""}, {}):
        refused(server, "body " + repr(body)[:40], 400, "POST", "/api/scenario", body)


def attack_names(server, folder):
    names = ["../secret", "..", ".", "/etc/passwd", "results/../../secret", ".hidden", "-o", "--force", "a/b", "a\\..\\b", "a\nb", "a\0b", "a" * 300, "", " x", "x ", "..%2fsecret", "\u202e\0", "a\x1b[31m"]
    for name in names:
        quoted = urllib.parse.quote(name, safe="")
        refused(server, "name", (400, 404), "GET", f"/api/scenario?name={quoted}")
        refused(server, "library name", (400, 404), "GET", f"/api/scenario?library={quoted}")
        refused(server, "run name", (400, 404), "GET", f"/api/run?name={quoted}") if name != "..%2fsecret" else None
        for target in (f"/files/{quoted}.h5", f"/files/{quoted}", f"/report/{quoted}", f"/files/{urllib.parse.quote(quoted)}"):
            refused(server, "file name", (400, 404), "GET", target)
        if name == "..%2fsecret":
            continue
        for path, body in (("/api/scenario", {"name": name, "text": SCENARIO, "version": ""}), ("/api/check", {"name": name, "text": SCENARIO}), ("/api/schedule", {"name": name, "text": SCENARIO}),
                           ("/api/copy", {"name": name, "library": "no-policy"}), ("/api/new", {"name": name, "template": "subsidy"}), ("/api/run", {"name": name}), ("/api/resume", {"run": name}),
                           ("/api/report", {"runs": [name]}), ("/api/compare", {"runs": [name]}), ("/api/delete", {"run": name}), ("/api/delete", {"scenario": name}), ("/api/export", {"run": name, "metric": "gdp"})):
            refused(server, f"name {name!r}", (400, 404), "POST", path, body)
    for target in ("/../secret.yaml", "/files/../../secret.yaml", "/files/..%2f..%2fsecret.yaml", "/files/%2e%2e/%2e%2e/secret.yaml", "//etc/passwd", "/files//etc/passwd", "/files/..\\..\\secret.yaml", "/report/..%2f..%2fsecret", "/files/%c0%ae%c0%ae%2fsecret.yaml", "/%00", "/files/a.h5%00.csv", "/page.html"):
        refused(server, "path", (400, 404), "GET", target)
    for words in (["--output=stolen"], ["-o"], ["no change"], [""], ["a=1"] * 100, "x", [5]):
        refused(server, f"changes {words}", 400, "POST", "/api/run", {"name": "mine", "set": words})
    for template in ("--help", "-o", "../secret", "subsidy;id", ""):
        refused(server, f"template {template}", (400, 422), "POST", "/api/new", {"name": "t", "template": template})
    refused(server, "slot", 400, "POST", "/api/new", {"name": "t", "template": "subsidy", "values": {"--force": "x"}})
    refused(server, "flow", 400, "POST", "/api/schedule", {"name": "t", "text": SCENARIO, "flows": ["--help"]})
    refused(server, "kind", 400, "POST", "/api/schedule", {"name": "t", "text": SCENARIO, "library": "yes"})
    refused(server, "library", 404, "POST", "/api/schedule", {"name": "../secret", "library": True})
    refused(server, "metric", 400, "POST", "/api/export", {"run": "mine", "metric": "--help"})
    expect(sorted(path.name for path in folder.iterdir()) == sorted(BEFORE), f"files were made: {sorted(path.name for path in folder.iterdir())}")


def attack_links(server, folder, outside):
    secret = outside / "secret.yaml"
    for link, target in (("link.yaml", secret), ("dangling.yaml", outside / "made-by-attack.yaml"), ("results/link.h5", secret), ("results/link.html", secret), ("results/link.csv", secret), ("results/link.log", secret), ("results/link.status.json", secret)):
        (folder / link).symlink_to(target)
    os.mkfifo(folder / "fifo.yaml")
    (folder / "folder.yaml").mkdir()
    state = server.get("/api/state")
    expect(not {"link", "dangling", "fifo", "folder"} & {each["name"] for each in state["scenarios"]}, "a link is listed")
    for name in ("link", "dangling", "fifo", "folder"):
        refused(server, "link", 404, "POST", "/api/delete", {"scenario": name})
        refused(server, "link", 404, "GET", f"/api/scenario?name={name}")
        refused(server, "link", (404, 409), "POST", "/api/scenario", {"name": name, "text": SCENARIO, "version": ""})
        refused(server, "link", (404, 409), "POST", "/api/scenario", {"name": name, "text": SCENARIO, "version": "0" * 64})
        refused(server, "link", 404, "POST", "/api/run", {"name": name})
    for target in ("/files/link.h5", "/files/link.html", "/files/link.csv", "/files/link.log", "/report/link"):
        refused(server, "link", 404, "GET", target)
    _, text = refused(server, "link", 200, "GET", "/api/run?name=link")
    expect(json.loads(text)["log"] == "", "the log of a link is read")
    expect(not (outside / "made-by-attack.yaml").exists() and SECRET in secret.read_text(), "a link is written through")
    for block in ("extends: ../secret.yaml", f"extends: {secret}", "extends: link.yaml", "extends: no-policy\nworld: {table: ../secret.yaml}", "extends: no-policy\nworld: {table: /etc/passwd}"):
        text = f"schema: 1\nname: bad\n{block}\n"
        checked = server.post("/api/check", name="bad", text=text)
        words = json.dumps(checked)
        expect("lies outside the folder" in words and SECRET not in words and "root:" not in words, f"{block}: {words[:300]}")
    server.post("/api/scenario", name="bad", text="schema: 1\nname: bad\nextends: ../secret.yaml\n", version="")
    server.post("/api/run", name="bad")
    server.wait_for("bad", "failed")
    answer = server.get("/api/run?name=bad")
    expect("lies outside the folder" in answer["log"] and SECRET not in answer["log"], f"a run reads outside: {answer['log'][:300]}")
    server.post("/api/run", name="mine", set=["world.table=/etc/passwd"])
    server.wait_for("mine", "failed")
    for path in ("link.yaml", "dangling.yaml", "fifo.yaml", "bad.yaml"):
        (folder / path).unlink()


def use(server, folder, binary):
    state = server.get("/api/state")
    expect("mine" in {each["name"] for each in state["scenarios"]}, "the scenario is not listed")
    made = server.post("/api/new", template="bilateral-tariff", name="a 'b' <i>", values={"rate": "+40 pp", "importer": "European Union"})
    text = (folder / "a 'b' <i>.yaml").read_text()
    expect("+40 pp" in text and "EUK" in text, f"the template is not filled in: {text}")
    (folder / "a 'b' <i>.yaml").unlink()
    again = subprocess.run(["bash", "-c", made["command"].replace("entrepot", shlex.quote(binary), 1)], cwd=folder, capture_output=True, text=True, check=False)
    expect(again.returncode == 0 and (folder / "a 'b' <i>.yaml").read_text() == text, f"the command does something else: {made['command']} {again.stderr}")
    copied = server.post("/api/copy", library="trade-war-2018", name="war")
    text = (folder / "war.yaml").read_text()
    (folder / "war.yaml").unlink()
    subprocess.run(["bash", "-c", copied["command"]], cwd=folder, check=False)
    expect('name: "war"' in text and (folder / "war.yaml").read_text() == text, f"the command copies something else: {copied['command']}")
    expect(server.post("/api/check", name="war", text=text)["faults"] == [], "a copy of the library has faults")
    checked = server.post("/api/check", name="mine", text=SCENARIO.replace("firms", "frims"))
    found = checked["faults"]
    expect(len(found) == 1 and found[0]["line"] == 5 and found[0]["file"] == "mine.yaml" and "firms" in found[0]["suggestion"], f"faults: {checked}")
    expect(server.post("/api/check", name="mine", text=SCENARIO)["faults"] == [], "faults in a sound scenario")
    drawn = server.post("/api/schedule", name="mine", text=SCENARIO)
    expect(drawn["moved_most"] == "CHN:USA" and drawn["rows"][0]["months"][-1]["duty"] > drawn["rows"][0]["months"][0]["duty"], "no schedule")
    drawn = server.post("/api/schedule", name="tariffs-2025", library=True, flows=["CHN:USA:8542"])
    expect(drawn["command"] == "entrepot schedule tariffs-2025 --flow CHN:USA:8542" and drawn["rows"], f"library: {drawn['command']}")
    opened = server.get("/api/scenario?name=mine")
    changed = server.post("/api/scenario", name="mine", text=SCENARIO + "# mine\n", version=opened["version"])
    refused(server, "an old version", 409, "POST", "/api/scenario", {"name": "mine", "text": SCENARIO, "version": opened["version"]})
    expect((folder / "mine.yaml").read_text().endswith("# mine\n") and changed["version"] != opened["version"], "not saved")
    first = server.post("/api/run", name="mine")["run"]
    second = server.post("/api/run", name="mine", set=["policies[list-1].scale=2"])
    expect(first != second["run"], "two runs have one result")
    for run in (first, second["run"]):
        server.wait_for(run, "finished")
    status = server.get(f"/api/run?name={first}")["status"]
    expect(status["state"] == "finished" and status["shares"]["origins"]["CHN"]["scenario"][0] > 0, f"status: {str(status)[:300]}")
    outputs = subprocess.run([binary, "hash", f"results/{first}.h5"], cwd=folder, capture_output=True, text=True, check=True).stdout
    line = server.get(f"/api/run?name={first}")["run"]["command"].replace(f"results/{first}.h5", "by-hand.h5")
    subprocess.run(["bash", "-c", line.replace("entrepot", shlex.quote(binary), 1)], cwd=folder, capture_output=True, check=True)
    by_hand = subprocess.run([binary, "hash", "by-hand.h5"], cwd=folder, capture_output=True, text=True, check=True).stdout
    expect(outputs == by_hand, "the command gives other bits")
    compared = server.post("/api/compare", runs=[first, second["run"]], metric="gdp")
    expect("gdp" in compared["text"] and compared["command"].startswith("entrepot compare results/"), f"compare: {compared['text'][:200]}")
    expect("--across-worlds" not in compared["command"], "runs of one world are compared across worlds")
    summary = server.post("/api/compare", runs=[first, second["run"]])
    expect("The answer of each scenario" in summary["text"], f"no short comparison: {summary['text'][:200]}")
    report = server.post("/api/report", runs=[first])["report"]
    status, headers, page = server.ask("GET", f"/report/{report}")
    expect(status == 200 and page.startswith("<!doctype html>") and headers["Content-Security-Policy"].startswith("sandbox allow-scripts"), "no report in a sandbox")
    exported = server.post("/api/export", run=first, metric="gdp")
    status, headers, values = server.ask("GET", f"/files/{exported['file']}")
    expect(status == 200 and "gdp" in values and headers["Content-Disposition"].startswith("attachment"), "no values")
    expect(server.ask("GET", f"/files/{first}.h5")[0] == 200, "no file")
    delete(server, folder, second["run"])


def delete(server, folder, run):
    other = folder / "results" / f"{run}-of-mine.h5"
    other.write_text("x")
    shown = server.post("/api/delete", run=run)
    expect(not shown["deleted"] and (folder / "results" / f"{run}.h5").exists(), "deleted without being told to")
    for files in ([], ["mine.yaml"], shown["files"] + ["../secret.yaml"]):
        refused(server, "other files", 409, "POST", "/api/delete", {"run": run, "files": files})
    gone = server.post("/api/delete", run=run, files=shown["files"])
    expect(gone["deleted"] and not any((folder / file).exists() for file in shown["files"]) and other.exists(), f"deleted: {gone}")
    expect(run not in {row["name"] for row in server.get("/api/state")["runs"]}, "a deleted run is listed")
    refused(server, "twice", 404, "POST", "/api/delete", {"run": run, "files": shown["files"]})
    other.unlink()


def stop_and_go_on(server):
    server.post("/api/scenario", name="long", text=SCENARIO.replace("end: 2018-10", "end: 2029-12").replace("1500", "20000"), version="")
    names = [server.post("/api/run", name="long")["run"] for _ in range(3)]
    server.wait_for(names[0], "running")
    refused(server, "a run under way", 409, "POST", "/api/delete", {"run": names[0]})
    while not server.run_row(names[0]).get("done"):
        pass
    server.post("/api/cancel", run=names[2])
    expect(server.run_row(names[2])["state"] == "interrupted", "a queued run is not taken out")
    server.post("/api/cancel", run=names[0])
    row = server.wait_for(names[0], "interrupted")
    expect(row["resumable"], f"no checkpoint: {row}")
    server.post("/api/resume", run=names[0])
    server.wait_for(names[0], "running", "queued")
    expect("so_far" in server.get(f"/api/run?name={names[0]}")["status"], "no shares while it runs")
    return names[:2]


def headers_of(server):
    for target in ("/", "/main.js", "/api/state", "/nothing"):
        headers = server.ask("GET", target)[1]
        expect("default-src 'none'" in headers.get("Content-Security-Policy", "") and headers.get("X-Content-Type-Options") == "nosniff" and headers.get("Cache-Control") == "no-store" and "Access-Control-Allow-Origin" not in headers, f"headers of {target}: {headers}")


def main():
    global BEFORE
    binary = sys.argv[1]
    with tempfile.TemporaryDirectory() as place:
        outside = pathlib.Path(place).resolve()
        (outside / "secret.yaml").write_text(f"password: {SECRET}\n")
        folder = outside / "bench"
        server = Server(binary, folder, "--at-once", "2", "--threads", "2")
        try:
            server.post("/api/scenario", name="mine", text=SCENARIO, version="")
            BEFORE = ["mine.yaml", "results"]
            taken = subprocess.run([binary, "serve", "--folder", str(outside / "other"), "--port", str(server.port)], capture_output=True, text=True, timeout=20, check=False)
            expect(taken.returncode == 4 and "not free" in taken.stderr, f"a second server on the port: {taken}")
            attack_the_gate(server)
            attack_the_protocol(server)
            attack_names(server, folder)
            attack_links(server, folder, outside)
            headers_of(server)
            use(server, folder, binary)
            names = stop_and_go_on(server)
        finally:
            code = server.stop()
        expect(code == 0, f"exit code {code}")
        for name in names:
            expect((folder / "results" / f"{name}.h5.checkpoint").exists(), f"{name} left no checkpoint when the server ended")
        expect(not list(folder.glob(".draft*")), "drafts are left")
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
