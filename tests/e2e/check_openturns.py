#!/usr/bin/env python3
"""Compares indices of entrepot with those that OpenTURNS estimates from the same design and outputs.

usage: check_openturns.py design.txt outputs.txt indices.txt rows
design.txt and outputs.txt: rows A, A with a column of B for each parameter, B; indices.txt: first-order, then total."""
import sys

import openturns as ot

rows = int(sys.argv[4])
design = [[float(cell) for cell in line.split()] for line in open(sys.argv[1])]
outputs = [float(line) for line in open(sys.argv[2])]
ours = [float(line) for line in open(sys.argv[3])]
parameters = len(design[0])
block = parameters + 2

# OpenTURNS wants all of A, all of B, then A with column i of B for each i.
order = [row * block for row in range(rows)]
order += [row * block + parameters + 1 for row in range(rows)]
for i in range(parameters):
    order += [row * block + 1 + i for row in range(rows)]
inputs = ot.Sample([design[k] for k in order])
results = ot.Sample([[outputs[k]] for k in order])

saltelli = ot.SaltelliSensitivityAlgorithm(inputs, results, rows)
jansen = ot.JansenSensitivityAlgorithm(inputs, results, rows)
first = list(saltelli.getFirstOrderIndices())
total = list(jansen.getTotalOrderIndices())
worst_first = max(abs(a - b) for a, b in zip(ours[:parameters], first))
worst_total = max(abs(a - b) for a, b in zip(ours[parameters:], total))
print("first order: ours", ours[:parameters], "OpenTURNS", first)
print("total: ours", ours[parameters:], "OpenTURNS", total)
# Totals are the same estimator up to the variance's divisor; first-order ones differ in a sum that tends to zero.
sys.exit(0 if worst_total < 5.0 / rows and worst_first < 0.02 else 1)
