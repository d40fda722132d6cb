#!/usr/bin/env python3
"""Runs every command of a document's recipes in a shell, as printed, in a folder of its own; runs use a small world, and of the
library's long sweep only its plan.

usage: run-cookbook.py PROGRAM [DOCUMENT]

A recipe's file is a ```yaml block after a line "`name.yaml`:"; its commands are the lines that begin with "entrepot" in plain
``` blocks. Exits 1 and names what failed.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

# What recipes write; a redirection that nobody meant has no such ending.
WRITTEN = {".h5", ".html", ".csv", ".gz", ".yaml", ".graphml", ".txt", ".json", ".xlsx"}

# Stands before the program on the path of the shell that runs a recipe. A command's own settings come after and win.
WRAPPER = """#!/bin/sh
small='--set world.firms=1000 --set replicates=1'
verb=$1
case "$1 $2" in
  'sweep run') [ "$3" != what-drives ] || exec '{program}' sweep plan what-drives ;;
  'export links') shift 2; exec '{program}' export links $small "$@" ;;
  'run relocation-2045'|'decompose relocation-2045') shift; exec '{program}' "$verb" $small --set calendar.end=2022-12 "$@" ;;
  run\\ *|decompose\\ *|graph\\ *) shift; exec '{program}' "$verb" $small "$@" ;;
esac
exec '{program}' "$@"
"""


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


def write_tools(program, folder):
    """The wrapper, and a browser that shows nothing."""
    for name, text in (("entrepot", WRAPPER.format(program=program)), ("xdg-open", "#!/bin/sh\ntest -s \"$1\"\n")):
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)


def run(tools, folder, line):
    """As a reader would: the line as it is printed, in a shell."""
    before = set(folder.iterdir())
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        return f"exit {done.returncode}: {done.stderr}"
    if "compare" in line and len(done.stdout.splitlines()) < 5:
        return f"no rows:\n{done.stdout}"
    output = re.search(r" -o (\S+)", line)
    if output and not (folder / output[1]).exists():
        return f"{output[1]} was not written"
    strays = [path.name for path in set(folder.iterdir()) - before if path.suffix not in WRITTEN and not path.is_dir()]
    return f"wrote {', '.join(strays)}" if strays else ""


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    root = pathlib.Path(__file__).resolve().parents[2]
    document = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else root / "docs/cookbook.md"
    failed = count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "work"
        tools = pathlib.Path(name) / "tools"
        folder.mkdir()
        tools.mkdir()
        write_tools(program, tools)
        for kind, what, body in parts(document.read_text(encoding="utf-8")):
            if kind == "file":
                (folder / what).write_text(body, encoding="utf-8")
                continue
            start = time.monotonic()
            fault = run(tools, folder, what)
            count += 1
            print(f"{'FAILED' if fault else 'ok':6} {time.monotonic() - start:5.1f} s  {what}", flush=True)
            if fault:
                print(fault)
                failed += 1
    print(f"{count} commands, {failed} failed")
    return 1 if failed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
