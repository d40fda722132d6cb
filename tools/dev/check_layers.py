#!/usr/bin/env python3
"""Checks who includes whom (the include rule of docs/architecture.md), that no units form a circle, that third-party
libraries enter in one place, and that folders stay small. A unit is a .cpp and its .hpp."""
import collections
import pathlib
import re
import subprocess
import sys

SIM = ["sim/core", "sim/graph", "sim/world", "sim/engine"]
# layer -> layers it may include from (itself always)
ALLOWED = {
    "sim/core": [],
    "sim/graph": ["sim/core"],
    "sim/world": ["sim/core", "sim/graph"],
    "sim/engine": ["sim/core", "sim/graph", "sim/world"],
    "models/policies": SIM,
    "models/behaviours": SIM,
    "models/theory": ["sim/core"],
    "outputs/metrics": SIM + ["models/theory"],
    "outputs/store": ["sim/core"],
    "outputs/compare": ["sim/core", "outputs/store"],
    "outputs/decompose": ["sim/core", "outputs/store", "outputs/compare"],
    "outputs/report": ["sim/core", "outputs/store", "outputs/compare"],
    "scenarios/data": ["sim/core", "sim/world"],
    # The reader checks a scenario against the descriptors of policies and behaviours and binds instruments.
    "scenarios/reader": ["sim/core", "sim/world", "models/policies", "models/behaviours", "scenarios/data"],
}
# Tools see every layer; among themselves: what every program needs, then the sweeps, then the verbs.
TOOLS = {
    "tools/runs": [],
    "tools/sweep": ["tools/runs"],
    "tools/entrepot": ["tools/runs", "tools/sweep"],
    "tools/dev": ["tools/runs", "tools/entrepot", "tests/support"],
}
# library header -> the only places that may include it
ONLY_IN = {
    r"tbb/": ["sim/core/parallel.hpp"],
    r"boost/graph/": ["sim/graph/"],
    r"boost/random/": ["tools/sweep/"],
    r"mpi\.h": ["tools/sweep/"],
    r"hdf5": ["outputs/store/", "scenarios/data/firms/hdf5_rows.cpp"],
    r"libdeflate": ["outputs/store/"],
    r"openssl/": ["sim/core/sha256.cpp"],
    r"httplib": ["tools/entrepot/serve/http_server.cpp"],
    r"yaml-cpp/": ["scenarios/reader/"],
    r"nlopt": ["tools/entrepot/calibrate/"],
    r"Eigen/": ["models/theory/", "outputs/metrics/"],
    r"CLI/": ["tools/entrepot/", "tools/dev/"],
}
MOST_FILES = 30
# Plain lists of one kind, one file a row of the .def file beside them.
LISTS = {"models/policies", "outputs/metrics"}
# Circles that are meant, by their units: none.
MEANT_CIRCLES: list[set[str]] = []


def layer(path: str) -> str:
    return "/".join(path.split("/")[:2])


def unit(path: str) -> str:
    return path.rsplit(".", 1)[0]


def may_include(name: str, header: str) -> bool:
    own, other = layer(name), layer(header)
    if own == other:
        return True
    if own in TOOLS:
        return other in TOOLS[own] or other in ALLOWED
    return other in ALLOWED[own]


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Strongly connected sets of more than one unit (Tarjan 1972)."""
    index, low, stack, found = {}, {}, [], []

    def visit(here: str) -> None:
        index[here] = low[here] = len(index)
        stack.append(here)
        for there in sorted(arrows[here]):
            if there not in index:
                visit(there)
                low[here] = min(low[here], low[there])
            elif there in stack:
                low[here] = min(low[here], index[there])
        if low[here] == index[here]:
            at = stack.index(here)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    sys.setrecursionlimit(10000)
    for here in sorted(arrows):
        if here not in index:
            visit(here)
    return found


def main() -> int:
    root = pathlib.Path(__file__).resolve().parents[2]
    listed = subprocess.run(["git", "ls-files", "*.cpp", "*.hpp"], cwd=root, capture_output=True, text=True, check=True)
    files = [f for f in listed.stdout.split() if not f.startswith("tests/") and (root / f).exists()]
    units = {unit(name) for name in files}
    arrows: dict[str, set[str]] = {name: set() for name in units}
    faults = []
    for name in files:
        if layer(name) not in ALLOWED and layer(name) not in TOOLS:
            faults.append(f"{name}: folder {layer(name)} has no rule")
            continue
        for number, line in enumerate((root / name).read_text().splitlines(), 1):
            found = re.match(r'\s*#include\s+[<"]([^>"]+)[>"]', line)
            if not found:
                continue
            header = found.group(1)
            if re.match(r"(sim|models|scenarios|outputs|tools|tests)/", header):
                if not may_include(name, header):
                    faults.append(f"{name}:{number}: {layer(name)} may not include {header}")
                if unit(header) in units and unit(header) != unit(name):
                    arrows[unit(name)].add(unit(header))
            for pattern, places in ONLY_IN.items():
                if re.match(pattern, header) and not name.startswith(tuple(places)):
                    faults.append(f"{name}:{number}: {header} may be included only in {', '.join(places)}")
    for circle in circles(arrows):
        if set(circle) not in MEANT_CIRCLES:
            faults.append(f"units that include each other in a circle: {', '.join(circle)}")
    for folder, count in collections.Counter(str(pathlib.PurePath(name).parent) for name in files).items():
        if count > MOST_FILES and folder not in LISTS:
            faults.append(f"{folder}: {count} files; more than {MOST_FILES} is no longer one room")
    for fault in faults:
        print(fault)
    print(f"Layers: {len(faults)} fault{'' if len(faults) == 1 else 's'}.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
