#!/usr/bin/env python3
"""Runs every command of a document's recipes, as printed, in a folder of its own; runs use a small world.

usage: run-cookbook.py PROGRAM [DOCUMENT]

A recipe's file is a ```yaml block after a line "`name.yaml`:"; its commands are the lines that begin with "entrepot" in plain
``` blocks. Exits 1 and names what failed.
"""
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

SMALL = ["--set", "world.firms=1000", "--set", "replicates=1"]  # a command's own settings come after and win
MAKES_A_WORLD = {"run", "links", "decompose"}


def parts(text):
    """("file", name, yaml) and ("command", line) in the order of the document."""
    for block in re.finditer(r"(?:`(?P<name>[\w.-]+\.yaml)`:\n\n)?^```(?P<kind>\w*)\n(?P<body>.*?)^```$", text, re.M | re.S):
        if block["kind"] == "yaml":
            if block["name"]:
                yield "file", block["name"], block["body"]
        elif not block["kind"]:
            for line in block["body"].splitlines():
                if line.startswith("entrepot "):
                    yield "command", line, None


def arguments(line):
    words = shlex.split(line)[1:]
    verbs = 2 if words[0] == "export" else 1
    return words[:verbs] + SMALL + words[verbs:] if words[verbs - 1] in MAKES_A_WORLD else words


def run(program, folder, line):
    done = subprocess.run([program, *arguments(line)], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return f"exit {done.returncode}: {done.stderr}"
    if "compare" in line and len(done.stdout.splitlines()) < 5:
        return f"no rows:\n{done.stdout}"
    output = re.search(r" -o (\S+)", line)
    if output and not (folder / output[1]).exists():
        return f"{output[1]} was not written"
    return ""


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    root = pathlib.Path(__file__).resolve().parents[2]
    document = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else root / "docs/cookbook.md"
    failed = count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for kind, what, body in parts(document.read_text(encoding="utf-8")):
            if kind == "file":
                (folder / what).write_text(body, encoding="utf-8")
                continue
            start = time.monotonic()
            fault = run(program, folder, what)
            count += 1
            print(f"{'FAILED' if fault else 'ok':6} {time.monotonic() - start:5.1f} s  {what}", flush=True)
            if fault:
                print(fault)
                failed += 1
    print(f"{count} commands, {failed} failed")
    return 1 if failed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
