#!/usr/bin/python3
"""Gains of regions by mean field and agents, over worlds: mean, half-width of the 95 % interval, difference.

usage: enterprise-field-table.py FILE...   (output of entrepot_mean_field --agents, one file per world)
"""
import statistics
import sys

# Student's t, 97.5 %, by degrees of freedom.
T = [12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131]
GROUPS = {"CHN": ["CHN"], "VNM+ASE": ["VNM", "ASE"], "MEX": ["MEX"], "TWN": ["TWN"], "USA": ["domestic"],
          "CAN": ["CAN"], "EUK": ["EUK"]}


def tables(path):
    """{'mean_field scenario': {year: {column: value}}, ...} of one file."""
    found, columns, current = {}, [], None
    for line in open(path, encoding="utf-8"):
        words = line.split()
        if "origin shares" in line:
            current = found.setdefault(line.split(":")[0], {})
        elif words and words[0] == "year":
            columns = words[1:]
        elif current is not None and words and words[0].isdigit():
            current[int(words[0])] = dict(zip(columns, map(float, words[1:])))
    return found


def gain(found, run, year, columns):
    return sum(found[f"{run} scenario"][year][c] - found[f"{run} baseline"][year][c] for c in columns)


def spread(values):
    if len(values) < 2:
        return float("nan")
    t = T[min(len(values) - 2, len(T) - 1)]
    return t * statistics.stdev(values) / len(values) ** 0.5


def main(paths):
    worlds = [tables(path) for path in paths]
    print(f"{'year':6}{'region':9}{'field':>9}{'agents':>9}{'+-':>7}{'difference':>12}{'+-':>7}  within 0.15 or 20 %")
    for year in (2019, 2020, 2022):
        for name, columns in GROUPS.items():
            field = [gain(w, "mean_field", year, columns) for w in worlds]
            agents = [gain(w, "agents", year, columns) for w in worlds]
            apart = [a - f for a, f in zip(agents, field)]
            mean = statistics.mean(apart)
            near = abs(mean) <= max(0.15, 0.2 * abs(statistics.mean(field)))
            print(f"{year:<6}{name:9}{statistics.mean(field):+9.3f}{statistics.mean(agents):+9.3f}"
                  f"{spread(agents):7.3f}{mean:+12.3f}{spread(apart):7.3f}  {'yes' if near else 'NO'}")


if __name__ == "__main__":
    main(sys.argv[1:])
