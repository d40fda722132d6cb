#!/usr/bin/env python3
"""Two lines of the table of library-study.sh: the year 2022 (or the last) and the last year of one scenario."""
import csv
import sys

name, stem, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])


def effects(metric, keys):
    """{key: scenario less baseline, baseline} of a metric, by the named columns."""
    values = {}
    for row in csv.DictReader(open(f"{stem}-{metric}.csv")):
        values.setdefault(tuple(row[k] for k in keys), {})[row["run"]] = float(row["value"])
    return {k: (v["scenario"] - v["baseline"], v["baseline"]) for k, v in values.items()}


shares = effects("import_share", ["time", "origin", "destination"])
prices = effects("consumer_price", ["time", "region"])
years = sorted({key[0] for key in shares})
chosen = [year for year in years if year == "2022"] or years[-1:]
for year in dict.fromkeys([*chosen, years[-1]]):
    usa = {o: 100 * d for (t, o, n), (d, _) in shares.items() if t == year and n == "USA"}
    gains = sorted(((d, o) for o, d in usa.items() if o not in ("CHN", "USA")), reverse=True)[:3]
    usa_in_china = 100 * shares[(year, "USA", "CHN")][0]
    change, base = prices[(year, "USA")]
    first = year == chosen[0]
    print(f"{name if first else '':26s} {f'{seconds:7.1f}' if first else '':7s}  {year:>6s}  {usa['CHN']:+8.2f}  "
          f"{', '.join(f'{o} {d:+.2f}' for d, o in gains):31s}  {usa_in_china:+8.2f}  {100 * change / base:+8.2f}")
