#!/usr/bin/env python3
"""Two rows of the table of library-study.sh, in Markdown: the year 2022 (or the last) and the last full year of one scenario.

usage: library-row.py PROGRAM RESULT.h5 SECONDS
"""
import json
import pathlib
import subprocess
import sys

program, result, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])


def effects(metric, where):
    """{(labels): (difference, half width of its 95 % interval)}, by the axes of the metric."""
    command = [program, "compare", result, "--metric", metric, "--where", where, "--top", "0", "--json"]
    rows = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["sections"][0]["rows"]
    return [(row["labels"], row["difference"], (row["high_95"] or 0.0) / 2 - (row["low_95"] or 0.0) / 2, row["change_percent"], row)
            for row in rows]


def shown(value, half, digits=2):
    return f"{value:+.{digits}f} ± {half:.{digits}f}"


shares = effects("import_share", "destination=USA")
years = sorted({labels["time"] for labels, *_ in shares})
for year in dict.fromkeys([*([y for y in years if y == "2022"] or years[-1:]), years[-1]]):
    usa = {labels["origin"]: (100 * d, 100 * h) for labels, d, h, *_ in shares if labels["time"] == year}
    gains = sorted(((d, h, o) for o, (d, h) in usa.items() if o not in ("CHN", "USA")), reverse=True)[:3]
    (_, lost, lost_half, *_), = effects("import_share", f"origin=USA,destination=CHN,time={year}")
    (_, change, half, percent, row), = effects("consumer_price", f"region=USA,time={year}")
    per_point = percent / change if change else 0.0
    print(f"| `{pathlib.Path(result).stem}` | {year} | {shown(*usa['CHN'])} | {', '.join(f'{o} {shown(d, h)}' for d, h, o in gains)} | "
          f"{shown(100 * lost, 100 * lost_half)} | {shown(percent, half * per_point)} | {seconds:.0f} |")
