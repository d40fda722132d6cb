#!/usr/bin/python3
"""Draws the four phases of relocation from one result file over redrawn worlds: mean and 95 % band over worlds, by year.

usage: tools/dev/plot_phases.py RESULT.h5 PICTURE.svg   (scenario less baseline; PYTHONPATH=tools/python)
"""
import sys

import entrepot
import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot as plt

HUBS = ["VNM", "ASE", "MEX"]
HUB_NAMES = "Vietnam, rest of ASEAN, Mexico"
COLOURS = {"CHN": "#b3261e", "hubs": "#1f6f8b", "plants": "#7a5195", "content": "#d17a00"}


def yearly(data):
    return entrepot.by_period(data, "year")


def direct(result):
    return 100 * yearly(result.difference("import_share").sel(origin="CHN", destination="USA"))


def detours(result):
    change = result.difference("re_exports").sel(origin="CHN", hub=HUBS, destination="USA").sum("hub")
    return 12 * yearly(change) / 1000


def plants(result):
    shares = []
    for group in (result.scenario, result.baseline):
        sales = group["trade_by_owner"].sel(host=HUBS, destination="USA")
        home = sum(sales.sel(owner=hub, host=hub) for hub in HUBS)
        shares.append(100 * (1 - yearly(home) / yearly(sales.sum(["owner", "host"]))))
    return shares[0] - shares[1]


def content(result):
    """Value added of China per dollar of the hubs' exports: both summed over the hubs."""
    contents = []
    for group in (result.scenario, result.baseline):
        inside = group["value_added_in_exports"].sel(origin="CHN", hub=HUBS, destination="USA")
        share = group["export_content"].sel(origin="CHN", hub=HUBS, destination="USA")
        contents.append(yearly(100 * inside.sum("hub") / (inside / share).sum("hub")))
    return contents[0] - contents[1]


PANELS = [
    ("1  Direct trade falls", "China's share of US goods imports", "points", direct, "CHN"),
    ("2  Goods take detours", f"China's goods re-exported by\n{HUB_NAMES}", "bn USD a year", detours, "hubs"),
    ("3  Plants take over", "foreign-owned plants' share of what\nthese hubs sell to the USA", "points", plants, "plants"),
    ("4  The indirect link rises and fades", "value added of China in 100 dollars of\nthese hubs' exports to the USA", "dollars", content,
     "content"),
]


def draw(panel, plot, result):
    title, what, unit, measure, colour = panel
    table = entrepot.interval(measure(result).drop_vars(["origin", "destination"], errors="ignore")).to_dataframe()
    years = [int(str(index)[:4]) for index in table.index.get_level_values(-1)]
    plot.axhline(0, color="0.6", linewidth=0.8)
    plot.fill_between(years, table["low"], table["high"], color=COLOURS[colour], alpha=0.2, linewidth=0)
    plot.plot(years, table["mean"], color=COLOURS[colour], linewidth=2)
    plot.set_title(title, loc="left", fontweight="bold", fontsize=11)
    plot.text(0.02, 0.97, f"{what}, {unit}", transform=plot.transAxes, va="top", fontsize=8.5, color="0.25")
    plot.margins(x=0.01, y=0.25)
    plot.spines[["top", "right"]].set_visible(False)
    plot.grid(color="0.92", linewidth=0.6)


def main():
    result = entrepot.open_result(sys.argv[1])
    matplotlib.rcParams.update({"font.size": 9.5, "svg.hashsalt": "entrepot", "svg.fonttype": "path"})
    figure, plots = plt.subplots(2, 2, figsize=(8.4, 5.6), layout="constrained")
    for panel, plot in zip(PANELS, plots.flat):
        draw(panel, plot, result)
    worlds = result.replicates
    figure.supxlabel(f"Effect of the trade war of 2018-2020 (scenario less baseline): mean and 95 % interval over {worlds} redrawn worlds",
                     fontsize=8.5, color="0.25")
    figure.savefig(sys.argv[2], metadata={"Date": None})


if __name__ == "__main__":
    main()
