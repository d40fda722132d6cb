#!/usr/bin/python3
"""Numbers of tools/dev/cross-check.sh: the same policies on three worlds, last year of each file."""
import pathlib
import sys

import h5py
import numpy as np

WORLDS = ["world2017", "mrio", "wiod"]


def sums(file, variant, metric):
    """Sums over the last 12 months, [replicate][axes...], and the labels of each axis."""
    data = file["results"][variant][metric]
    axes = [[str(x.decode() if isinstance(x, bytes) else x) for x in dim[0][()]] if i > 1 else None
            for i, dim in enumerate(data.dims)]
    names = [dim[0].name.rsplit("/", 1)[-1] for dim in data.dims]
    return data[:, -12:].sum(axis=1), dict(zip(names[2:], axes[2:]))


def share(values, axes, origin, destination):
    """Of an origin in a destination's imports of goods, percent, [replicate]."""
    goods = [i for i, name in enumerate(axes["sector"]) if name != "SRV"]
    o, d = axes["origin"].index(origin), axes["destination"].index(destination)
    order = list(axes)
    values = np.moveaxis(values, [order.index(a) + 1 for a in ("origin", "destination", "sector")], [1, 2, 3])
    imports = values[:, :, d, goods].sum(axis=-1)
    return 100 * imports[:, o] / (imports.sum(axis=1) - imports[:, d])


def services_duty(file):
    worst = 0.0
    for variant in ("scenario", "baseline"):
        values, axes = sums(file, variant, "duties")
        at = list(axes).index("sector") + 1
        worst = max(worst, np.abs(np.take(values, axes["sector"].index("SRV"), axis=at)).max())
    return worst


def trade_change(file, destination, origins):
    """Goods of origins to a destination, percent of the baseline."""
    total = {}
    for variant in ("scenario", "baseline"):
        values, axes = sums(file, variant, "customs_trade")
        order = list(axes)
        values = np.moveaxis(values, [order.index(a) + 1 for a in ("origin", "destination", "sector")], [1, 2, 3])
        goods = [i for i, name in enumerate(axes["sector"]) if name != "SRV"]
        rows = [axes["origin"].index(o) for o in axes["origin"] if o in origins and o != destination]
        total[variant] = values[:, rows][:, :, axes["destination"].index(destination)][:, :, goods].sum()
    return 100 * (total["scenario"] / total["baseline"] - 1)


def main():
    folder = pathlib.Path(sys.argv[1])
    regions = "USA CHN MEX CAN VNM ASE JPN KOR TWN IND EUK LAC AFR MEA ROW".split()
    for world in WORLDS:
        with h5py.File(folder / f"trade-war-2018-{world}.h5") as file:
            print(f"{world}: share of goods imports of the USA, %, baseline and change in pp (3 redrawn worlds)")
            for origin in ("CHN", "MEX", "CAN", "TWN", "EUK"):
                base, axes = sums(file, "baseline", "customs_trade")
                war, _ = sums(file, "scenario", "customs_trade")
                before, after = share(base, axes, origin, "USA"), share(war, axes, origin, "USA")
                print(f"  {origin} {before.mean():6.2f} {np.mean(after - before):+6.2f} "
                      f"({(after - before).min():+.2f} to {(after - before).max():+.2f})")
            print(f"  largest duty on services, musd: {services_duty(file):g}")
        with h5py.File(folder / f"opening-{world}.h5") as file:
            print(f"  opening of CHN by half: its goods imports {trade_change(file, 'CHN', regions):+.2f} %")
        with h5py.File(folder / f"agreement-{world}.h5") as file:
            print(f"  agreement of USA, EUK, JPN: goods of the USA from the other two "
                  f"{trade_change(file, 'USA', ['EUK', 'JPN']):+.2f} %")


if __name__ == "__main__":
    main()
