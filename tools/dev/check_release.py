#!/usr/bin/env python3
"""One version, said once in CMakeLists.txt, stands in every file that repeats it; a tag of this commit agrees; and what the
Dockerfile copies is there. Exits 1 and names what differs."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def found(path, pattern):
    match = re.search(pattern, (ROOT / path).read_text(encoding="utf-8"), re.M)
    return match[1] if match else "none"


def main():
    version = found("CMakeLists.txt", r"project\(entrepot VERSION (\S+)")
    repeated = {
        "CITATION.cff": found("CITATION.cff", r"^version: (\S+)"),
        "CHANGELOG.md": found("CHANGELOG.md", r"^## (\S+)"),
        "tools/python/pyproject.toml": found("tools/python/pyproject.toml", r'^version = "(\S+)"'),
    }
    faults = [f"{path} says version {other}, CMakeLists.txt {version}" for path, other in repeated.items() if other != version]
    git = subprocess.run(["git", "-C", ROOT, "tag", "--points-at", "HEAD"], capture_output=True, text=True, check=False)
    faults += [f"tag {tag} is not v{version}" for tag in git.stdout.split() if tag != f"v{version}"]
    docker = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for sources in re.findall(r"^COPY (?!--)(.*) \S+$", docker, re.M):
        faults += [f"Dockerfile copies {path}, which is not there" for path in sources.split() if not (ROOT / path).exists()]
    print("\n".join(faults) if faults else f"Release: version {version} everywhere.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
