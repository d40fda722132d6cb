#!/usr/bin/python3
"""Draws the pictures of docs/verification.md and fills its tables from the committed results in docs/studies.

usage: tools/dev/plot_verification.py [--check]   (--check: say whether the tables are up to date, draw nothing)
"""
import csv
import math
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
STUDIES = ROOT / "docs" / "studies"
PICTURES = ROOT / "docs" / "verification"
PAGE = ROOT / "docs" / "verification.md"
STUDENT_975 = {1: 12.706, 2: 4.303, 23: 2.069}  # degrees of freedom that occur


def read(name):
    lines = (STUDIES / name).read_text().splitlines()
    return lines[0].removeprefix("# commit "), list(csv.DictReader(line for line in lines if line[0] != "#"))


def slope(points):
    x = [math.log(n) for n, _ in points]
    y = [math.log(e) for _, e in points]
    mean_x, mean_y = statistics.mean(x), statistics.mean(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / sum((a - mean_x) ** 2 for a in x)


def by_world(rows, world, tastes):
    worlds = {}
    for row in rows:
        if (row["world"], row["tastes"]) == (world, tastes):
            worlds.setdefault(row["seed"], []).append((float(row["effective_slots"]), float(row["error"])))
    return worlds


def interval(values):
    if len(values) < 2:
        return values[0], math.nan
    return statistics.mean(values), STUDENT_975[len(values) - 1] * statistics.stdev(values) / math.sqrt(len(values))


def pyplot():
    import matplotlib  # here, since --check needs no pictures

    matplotlib.use("svg")
    matplotlib.rcParams.update({"font.size": 10, "svg.hashsalt": "entrepot", "svg.fonttype": "path"})
    from matplotlib import pyplot as plt

    return plt


def axes(width=6.4, height=4.2):
    figure, plot = pyplot().subplots(figsize=(width, height), layout="constrained")
    plot.spines[["top", "right"]].set_visible(False)
    plot.grid(color="0.9", linewidth=0.6)
    plot.set_axisbelow(True)
    return figure, plot


def save(figure, name):
    PICTURES.mkdir(exist_ok=True)
    figure.savefig(PICTURES / f"{name}.svg", metadata={"Date": None})
    pyplot().close(figure)


def draw_limit(rows):
    figure, plot = axes()
    groups = [("random", "redrawn", "0.25", "o", 14, "24 random worlds, tastes redrawn"),
              ("random", "lasting", "#d95f02", "^", 14, "the same, tastes lasting"),
              ("world2017", "redrawn", "#1f78b4", "D", 40, "world2017, duties of March 2020")]
    for world, tastes, colour, marker, size, label in groups:
        points = [p for w in by_world(rows, world, tastes).values() for p in w]
        plot.scatter(*zip(*points), s=size, c=colour, marker=marker, linewidths=0, alpha=0.75, label=label)
    ends = [80, 1.25e5]
    plot.plot(ends, [n ** -0.5 for n in ends], color="black", linewidth=1, label=r"$1/\sqrt{N}$")
    plot.set(xscale="log", yscale="log", xlabel="slots per market N",
             ylabel=r"error of import shares, in $\sqrt{\pi(1-\pi)}$")
    plot.legend(frameon=False, fontsize=9)
    save(figure, "limit-error")


def paths(rows, part):
    groups = {}
    for row in rows:
        if row["part"] == part:
            groups.setdefault(row["label"], []).append(
                [float(row[c]) for c in ("month", "measured", "half_width", "expected", "first_order")])
    return {label: list(zip(*values)) for label, values in groups.items()}


def draw_paths(rows):
    figure, plot = axes()
    colours = pyplot().get_cmap("viridis")
    groups = paths(rows, "path")
    for i, (label, (month, measured, half, _, law)) in enumerate(groups.items()):
        colour = colours(0.05 + 0.8 * i / max(1, len(groups) - 1))
        plot.plot((0,) + month, (-0.4,) + law, color=colour, linewidth=1.2)
        plot.errorbar(month, measured, yerr=half, fmt="o", markersize=4, color=colour, elinewidth=1,
                      label=rf"$\theta = {label}$")
    month, measured, half, _, law = next(iter(paths(rows, "equal").values()))
    plot.plot((0,) + month, (-0.4,) + law, color="#d95f02", linewidth=1.2, linestyle="--")
    plot.errorbar(month, measured, yerr=half, fmt="^", markersize=4, color="#d95f02",
                  elinewidth=1, label=r"nests of three slots, all $\theta$")
    plot.set(xlabel="months after the duty", ylabel="elasticity of imports against untaxed origins",
             xticks=range(0, 61, 12))
    plot.legend(frameon=False, fontsize=9, title="lines: the law $\\epsilon(h)$", title_fontsize=9)
    save(figure, "transition-path")


def draw_nests(rows):
    figure, plot = axes(5.2, 3.6)
    for part, colour, marker, label in (("nests", "0.2", "o", r"$e = 1/\beta$"),
                                        ("nests-cost", "#d95f02", "^", r"$e = 1$: the buyer's own cost moves too")):
        points = [(float(r["label"]), float(r["measured"])) for r in rows if r["part"] == part]
        plot.scatter(*zip(*points), s=24, c=colour, marker=marker, label=label, zorder=3)
    ends = [0.08, 0.54]
    plot.plot(ends, [-(0.4 + 0.6 * h) for h in ends], color="black", linewidth=1,
              label=r"$-[\sigma + (1-\sigma) H]$")
    plot.set(xlabel="mean own-nest concentration H", ylabel="elasticity of imports, first month")
    plot.legend(frameon=False, fontsize=9)
    save(figure, "nests")


def draw_shares(rows):
    figure, plot = axes()
    colours = {"constant hazard": "0.2", "constant hazard tastes redrawn": "#7570b3",
               "hazard rises with the gap": "#1b9e77", "a second duty after a year": "#d95f02"}
    for label, (month, measured, half, expected, _) in paths(rows, "shares").items():
        redrawn = "redrawn" in label
        plot.plot((0,) + month, (0.0,) + expected, color=colours[label], linewidth=1.2)
        plot.errorbar(month, measured, yerr=half, fmt="s" if redrawn else "o", markersize=7 if redrawn else 4,
                      markerfacecolor="none" if redrawn else None, color=colours[label], elinewidth=1, label=label.replace("hazard tastes", "hazard, tastes"))
    plot.yaxis.set_major_formatter(lambda v, _: f"{100 * v:.0f} %")
    plot.set(xlabel="months after the (first) duty", ylabel="way from base share to chosen share",
             xticks=range(0, 61, 12))
    plot.legend(frameon=False, fontsize=9, loc="lower right", title="lines: ds/dt = $\\lambda$ ($\\pi$ - s)", title_fontsize=9)
    save(figure, "transition-shares")


def table(header, body):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in body])


def limit_tables(rows):
    slopes = []
    for world, tastes in (("random", "redrawn"), ("random", "lasting"), ("world2017", "redrawn")):
        worlds = by_world(rows, world, tastes)
        mean, half = interval([slope(points) for points in worlds.values()])
        ratio = statistics.mean(e * math.sqrt(n) for points in worlds.values() for n, e in points)
        slopes.append([world, tastes, str(len(worlds)), f"{mean:.4f}",
                       "-" if math.isnan(half) else f"{mean - half:.4f} to {mean + half:.4f}", f"{ratio:.3f}"])
    last = []
    for world in ("random", "world2017"):
        at = [r for r in rows if (r["world"], r["tastes"], r["slots"]) == (world, "redrawn", "100000")]
        most = lambda column: max(float(r[column]) for r in at)
        count = sum(int(r["shares"]) * int(r["draws"]) for r in at)
        last.append([world, str(sum(int(r["shares"]) for r in at)), f"{most('largest_z_of_first'):.2f}",
                     f"{most('largest_z'):.2f}",
                     f"{sum(int(r['beyond']) for r in at)} of {count:,} ({6.8e-6 * count:.1f} expected)",
                     f"{most('largest_z_of_mean'):.2f}", f"{100 * most('largest_relative_of_mean'):.2f} %",
                     f"{max(float(r['log_price_gap']) for r in rows if r['world'] == world):.1e}"])
    return {"limit-slope": table(["world", "tastes", "worlds", "slope", "95 % interval", "error x root N"], slopes),
            "limit-last": table(["world", "shares", "largest error, s.e.: one draw", "any of 100 draws",
                                 "beyond 4.5 s.e.", "mean of 100 draws", "mean of 100, relative",
                                 "largest ln price gap"], last)}


def transition_tables(rows):
    wanted = (1, 6, 12, 24, 60)
    cell = lambda m, h: f"{m:.3f} ± {h:.3f}"
    body, inside, count = [], 0, 0
    for part, name in (("path", "many slots, θ = {}"), ("equal", "{} slots per nest"), ("shares", "{}")):
        for label, (month, measured, half, expected, law) in paths(rows, part).items():
            hits = sum(abs(a - e) <= h for a, h, e in zip(measured, half, expected))
            inside, count = inside + hits, count + len(month)
            row = [name.format(label)]
            for m, a, h, e in zip(month, measured, half, expected):
                if m in wanted:
                    row.append(f"{cell(a, h)} ({e:.3f})")
            body.append(row + [f"{hits} of {len(month)}"])
    nests = [[r["label"], f"{float(r['measured']):.4f}", f"{float(r['expected']):.4f}",
              f"{float(c['measured']):.4f}"]
             for r, c in zip((r for r in rows if r["part"] == "nests"), (r for r in rows if r["part"] == "nests-cost"))]
    body.append(["all", *[""] * len(wanted), f"{inside} of {count}"])
    return {"transition": table(["path", *(f"month {m}" for m in wanted), "intervals that hold the law"], body),
            "nests": table(["H", "measured, e = 1/β", "-[σ + (1-σ) H]", "measured, e = 1"], nests)}


def dispersion_tables(rows):
    out = {}
    for part in ("limit", "standard", "products"):
        values = {}
        for r in rows:
            if r["part"] == part:
                values.setdefault((r["measure"], int(r["size"])), {}).setdefault(r["variant"], []).append(float(r["value"]))
        variants = ["exact", "own", "frechet"] if part != "products" else ["exact"]
        body = []
        for (measure, size), found in sorted(values.items(), key=lambda item: (item[0][0], item[0][1])):
            cells = []
            for variant in variants:
                mean, half = interval(found[variant])
                whole = measure.endswith("1 %")
                cells.append(f"{mean:.0f}" if whole else f"{mean:+.5f}" + ("" if math.isnan(half) else f" ± {half:.5f}"))
            body.append([measure, f"{size:,}", *cells])
        head = {"exact": "exact", "own": "`pricing: own`", "frechet": "`match: frechet`"}
        out["dispersion-" + part] = table(["measure", "slots per market" if part == "limit" else "firms",
                                           *(head[v] if part != "products" else "value" for v in variants)], body)
    return out


def fill(text, name, content):
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, rest = text.split(start)
    return before + start + "\n" + content + "\n" + end + rest.split(end)[1]


def main():
    limit_commit, limit = read("limit.csv")
    transition_commit, transition = read("transition.csv")
    dispersion_commit, dispersion = read("dispersion.csv")
    contents = {**limit_tables(limit), **transition_tables(transition), **dispersion_tables(dispersion)}
    contents["commits"] = (f"Results were made from commits {limit_commit} (limit), {transition_commit} "
                           f"(transition) and {dispersion_commit} (dispersion).")
    page = PAGE.read_text()
    new = page
    for name, content in contents.items():
        new = fill(new, name, content)
    if "--check" in sys.argv[1:]:
        if new != page:
            sys.exit("docs/verification.md is out of date: run tools/dev/plot_verification.py")
        return
    draw_limit(limit)
    draw_paths(transition)
    draw_nests(transition)
    draw_shares(transition)
    PAGE.write_text(new)


if __name__ == "__main__":
    main()
