"""Pictures of results; need matplotlib."""
from .analysis import interval, time_axis

# Colours that the colour-blind tell apart (Okabe and Ito 2008).
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]


def _axes(axes):
    if axes is not None:
        return axes
    import matplotlib.pyplot as pyplot
    return pyplot.subplots(figsize=(8, 4.5))[1]


def _label(data):
    units = data.attrs.get("units", "1")
    name = data.attrs.get("long_name", data.name or "")
    return name if units == "1" else f"{name} [{units}]"


def _legend(axes, names, runs):
    """Colours say what, dashes say which run; beside the picture, where it covers no line."""
    from matplotlib.lines import Line2D
    marks = [Line2D([], [], color=COLOURS[i % len(COLOURS)], label=name) for i, name in enumerate(names)]
    marks += [Line2D([], [], color="grey", linestyle="-" if run == "scenario" else "--", label=run) for run in runs]
    axes.legend(handles=marks, loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0.0, frameon=False)


def plot_paths(result, metric, axes=None, **labels):
    """Scenario (full line) and baseline (dashed) of a metric over time, with the interval over replicates.

    `labels` picks from the other axes: origin=["CHN", "VNM"], destination="USA"; at most one axis may keep several.
    """
    axes = _axes(axes)
    data = result.scenario[metric].sel(labels)
    time = time_axis(data)
    many = [dim for dim in data.dims if dim not in ("replicate", time)]
    if len(many) > 1:
        raise ValueError(f"pick labels until one axis is left; there are {', '.join(many)}")
    names = [str(name) for name in data[many[0]].values] if many else [metric]
    for i, name in enumerate(names):
        colour = COLOURS[i % len(COLOURS)]
        for run, style in (("scenario", "-"), ("baseline", "--")):
            if run not in result:
                continue
            line = interval(result[run][metric].sel(labels).sel({many[0]: name}) if many
                            else result[run][metric].sel(labels))
            axes.plot(line[time], line["mean"], style, color=colour)
            axes.fill_between(line[time].values, line["low"], line["high"], color=colour, alpha=0.2, linewidth=0)
    axes.set_ylabel(_label(result.scenario[metric]))
    _legend(axes, names, [run for run in ("scenario", "baseline") if run in result])
    return axes


def plot_changes(table, axes=None, top=12):
    """Bars of the differences of a table made by `compare`, the largest `top`, with their intervals."""
    axes = _axes(axes)
    rows = table.reindex(table.difference.abs().sort_values(ascending=False).index[:top])[::-1]
    names = [" ".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in rows.index]
    spread = (rows.high_95 - rows.difference).fillna(0.0)
    axes.barh(names, rows.difference, xerr=spread, color=[COLOURS[0] if d >= 0 else COLOURS[1] for d in rows.difference])
    axes.axvline(0.0, color="black", linewidth=0.8)
    axes.set_xlabel("difference, 95 % interval over replicates")
    return axes
