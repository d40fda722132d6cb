#!/usr/bin/env python3
"""Recomputes what `entrepot score --json` says of a run's forecast from the result file and the observed shares.
usage: check_score.py PROGRAM RESULT.h5 FORECAST.yaml OBSERVED.csv"""
import csv
import datetime
import json
import subprocess
import sys

import h5py
import numpy

PROGRAM, RESULT, FORECAST, OBSERVED = sys.argv[1:5]
COLUMNS = {"CHN": ["China"], "MEX": ["Mexico"], "CAN": ["Canada"], "VNM": ["Vietnam"], "ASE": ["ASEAN5", "-Vietnam"],
           "EUK": ["EU27UK"], "JPN": ["Japan"], "KOR": ["Korea"], "TWN": ["Taiwan"], "IND": ["India"]}
file = h5py.File(RESULT, "r")
side = file["results/scenario"]
goods = file["provenance/goods"][()].decode().split()
regions = [x.decode() for x in side["origin"][:]]
sectors = [x.decode() for x in side["sector"][:]]
years = [(datetime.date(2017, 1, 1) + datetime.timedelta(days=int(d))).year for d in side["time"][:]]


def shares(replicate, year):
    trade = side["customs_trade"][replicate][numpy.array(years) == year].sum(axis=0)
    imports = trade[:, regions.index("USA"), :][:, [sectors.index(k) for k in goods]].sum(axis=1)
    imports[regions.index("USA")] = 0.0
    return imports / imports.sum()


def observed(row, cell):
    return sum(-float(row[c[1:]]) if c[0] == "-" else float(row[c]) for c in COLUMNS[cell])


rows = {int(row["year"]): row for row in csv.DictReader(open(OBSERVED))}
count = side["customs_trade"].shape[0]
scores, half, most = [], [], []
for year in range(2018, max(years) + 1):
    if year not in rows:
        continue
    changes = numpy.array([shares(r, year) - shares(r, 2017) for r in range(count)])
    for cell in COLUMNS:
        members = changes[:, regions.index(cell)]
        value = observed(rows[year], cell) - observed(rows[2017], cell)
        pairs = numpy.abs(members[:, None] - members[None, :]).mean()
        scores.append(numpy.abs(members - value).mean() - 0.5 * pairs)
        q = numpy.percentile(members, [5, 25, 75, 95])
        half.append(q[1] <= value <= q[2])
        most.append(q[0] <= value <= q[3])

told = subprocess.run([PROGRAM, "score", FORECAST, OBSERVED, "--json"], check=True, capture_output=True, text=True).stdout
table = json.loads(told)["runs"][0]["sections"][0]["tables"][0]
last = table["rows"][-1]
expected = [len(scores), 100 * numpy.mean(scores), 100 * numpy.mean(half), 100 * numpy.mean(most)]
given = [last[1], last[2], last[5], last[6]]
print("recomputed", expected, "told", given)
assert last[0] == "all" and len(scores) > 0
for mine, theirs in zip(expected, given):
    assert abs(mine - theirs) <= 2e-3 + 1e-4 * abs(mine), (mine, theirs)
