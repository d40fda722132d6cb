#!/usr/bin/python3
"""Write a made-up register of firms and their payments over a world's figures, to try the reader and synthesis on.

    make-register.py FOLDER [--firms 1000000] [--links 10000000] [--coverage 0.6] [--seed 1]

Firms stand in all regions and sectors of world2017 (count ~ output^0.75, Pareto sizes of tail 1.06) and make
`coverage` of the output there. Suppliers are drawn by size, buyers by the square root of it; payments are dated in
2017, some pairs come twice, ids hold commas, quotes and letters outside ASCII. Nothing in it is real.
"""
import argparse
import csv
import pathlib

import numpy as np


def cells(folder):
    with open(folder / "output.csv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if float(row["output_musd"]) > 0]
    return [(row["region"], row["sector"]) for row in rows], np.array([float(row["output_musd"]) for row in rows])


def firm_sizes(output, firms, coverage, draw):
    weight = output ** 0.75
    count = np.maximum(1, np.floor(weight / weight.sum() * firms).astype(int))
    count[np.argmax(count)] += firms - count.sum()
    cell = np.repeat(np.arange(len(output)), count)
    size = np.minimum(draw.random(firms) ** (-1 / 1.06), 1000.0)
    size *= (coverage * output / np.bincount(cell, weights=size))[cell]
    return cell, size


def write_firms(path, labels, cell, size, ids):
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write("vat,name,country,nace,turnover\n")
        for i, firm in enumerate(ids):
            region, sector = labels[cell[i]]
            file.write(f'{firm},"Größe ""{i}"", Söhne & Co",{region},{sector},{size[i]:.6g}\n')


def write_links(path, size, ids, links, draw):
    supplier = np.searchsorted(np.cumsum(size), draw.random(links) * size.sum())
    root = np.sqrt(size)
    buyer = np.searchsorted(np.cumsum(root), draw.random(links) * root.sum())
    again = links // 50  # the same pair once more
    supplier[-again:], buyer[-again:] = supplier[:again], buyer[:again]
    sold = np.bincount(supplier, minlength=len(size))
    value = 0.5 * size[supplier] / sold[supplier] * draw.lognormal(-0.5, 1.0, links)
    month = draw.integers(1, 13, links)
    with open(path, "w", newline="", encoding="utf-8") as file:
        file.write("seller,customer,amount,paid\n")
        for start in range(0, links, 1000000):
            part = range(start, min(links, start + 1000000))
            file.writelines(
                f"{ids[supplier[i]]},{ids[buyer[i]]},{value[i]:.5g},2017-{month[i]:02}-15\n" for i in part)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--firms", type=int, default=1000000)
    parser.add_argument("--links", type=int, default=10000000)
    parser.add_argument("--coverage", type=float, default=0.6)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    draw = np.random.default_rng(args.seed)
    world = pathlib.Path(__file__).resolve().parents[2] / "scenarios" / "worlds" / "world2017"
    labels, output = cells(world)
    cell, size = firm_sizes(output, args.firms, args.coverage, draw)
    # Every hundredth id needs quotes.
    ids = [f'"É{i:07},""x"""' if i % 100 == 0 else f"É{i:07}" for i in range(args.firms)]
    args.folder.mkdir(parents=True, exist_ok=True)
    write_firms(args.folder / "firms.csv", labels, cell, size, ids)
    write_links(args.folder / "links.csv", size, ids, args.links, draw)
    (args.folder / "world.yaml").write_text(
        "base: world2017\n"
        "firms:\n"
        "  table: firms.csv\n"
        "  columns: {id: vat, region: country, sector: nace, output: turnover}\n"
        "  transactions: links.csv\n"
        "  transaction_columns: {supplier: seller, buyer: customer, value: amount, date: paid}\n"
        "  from: 2017-01-01\n"
        "  until: 2018-01-01\n", encoding="utf-8")


if __name__ == "__main__":
    main()
