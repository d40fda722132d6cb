#!/usr/bin/env python3
"""Checks who includes whom (the include rule of docs/architecture.md) and that third-party libraries enter in one place."""
import pathlib
import re
import subprocess
import sys

# folder -> folders it may include from (itself always)
ALLOWED = {
    "sim/core": [],
    "sim/graph": ["sim/core"],
    "sim/world": ["sim/core", "sim/graph"],
    "sim/engine": ["sim/core", "sim/graph", "sim/world"],
    "models/policies": ["sim/core", "sim/graph", "sim/world", "sim/engine"],
    "models/behaviours": ["sim/core", "sim/graph", "sim/world", "sim/engine"],
    "models/theory": ["sim/core"],
    "outputs/metrics": ["sim/core", "sim/graph", "sim/world", "sim/engine", "models/theory"],
    "outputs/store": ["sim/core"],
    "outputs/compare": ["sim/core", "outputs/store"],
    "outputs/report": ["sim/core", "outputs/store", "outputs/compare"],
    "scenarios/data": ["sim/core", "sim/world"],
    # The reader checks a scenario against the descriptors of policies and behaviours and binds instruments.
    "scenarios/reader": ["sim/core", "sim/world", "models/policies", "models/behaviours", "scenarios/data"],
}
# library header -> the only places that may include it
ONLY_IN = {
    r"tbb/": ["sim/core/parallel.hpp"],
    r"boost/graph/": ["sim/graph/"],
    r"boost/random/": ["tools/sweep/"],
    r"mpi\.h": ["tools/sweep/"],
    r"hdf5": ["outputs/store/"],
    r"libdeflate": ["outputs/store/"],
    r"yaml-cpp/": ["scenarios/reader/"],
    r"Eigen/": ["models/theory/", "outputs/metrics/"],
}


def layer(path: str) -> str:
    return "/".join(path.split("/")[:2])


def main() -> int:
    root = pathlib.Path(__file__).resolve().parents[2]
    files = subprocess.run(["git", "ls-files", "*.cpp", "*.hpp"], cwd=root, capture_output=True, text=True, check=True)
    faults = []
    for name in files.stdout.split():
        if name.startswith(("tests/", "tools/")):
            continue
        allowed = ALLOWED.get(layer(name))
        if allowed is None:
            faults.append(f"{name}: folder {layer(name)} has no rule")
            continue
        for number, line in enumerate((root / name).read_text().splitlines(), 1):
            found = re.match(r'\s*#include\s+[<"]([^>"]+)[>"]', line)
            if not found:
                continue
            header = found.group(1)
            if re.match(r"(sim|models|scenarios|outputs|tools|tests)/", header):
                if layer(header) != layer(name) and layer(header) not in allowed:
                    faults.append(f"{name}:{number}: {layer(name)} may not include {header}")
            for pattern, places in ONLY_IN.items():
                if re.match(pattern, header) and not name.startswith(tuple(places)):
                    faults.append(f"{name}:{number}: {header} may be included only in {', '.join(places)}")
    for fault in faults:
        print(fault)
    print(f"Layers: {len(faults)} fault{'' if len(faults) == 1 else 's'}.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
