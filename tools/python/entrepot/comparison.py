"""Paired differences of results, as `entrepot compare` makes them."""
import numpy
import xarray

from .analysis import interval, periods, time_axis


def _label_where(data, where):
    for axis, labels in where.items():
        axis = time_axis(data) if axis == "time" else axis
        labels = labels if isinstance(labels, (list, tuple)) else [labels]
        if axis in ("time", "quarter", "year"):
            wanted = [text for text in data[axis].values if any(_in_period(str(text), label) for label in labels)]
            data = data.sel({axis: wanted})
        else:
            data = data.sel({axis: list(labels)})
    return data


def _in_period(text, label):
    """Whether the period 2019-02 (or 2019-Q1, 2019) lies in the period `label`."""
    if text == label or text.startswith(label + "-"):
        return True
    return "-Q" in label and "-Q" not in text and len(text) == 7 and \
        f"{text[:4]}-Q{(int(text[5:]) + 2) // 3}" == label


def _world(result):
    """The keys that make the world of a result, with their values as text."""
    text = result.provenance.get("world", "").strip()
    if ": " in text:
        return dict(part.split(": ", 1) for part in text.split("; "))
    words = text.rpartition(" data ")[2].split()  # files of before had one line without keys
    if len(words) < 9:
        return {"world": text}
    fields = {"data_hash": words[0], "seed": words[8], "replicates.resynthesise": str(len(words) > 9).lower()}
    return {**fields, **{f"world.{words[i]}": words[i + 1] for i in (1, 3, 5)}}


def _check_match(a, b, across_worlds):
    if a is b:
        return
    one, two = _world(a), _world(b)
    differ = [f"{key}: {one[key]} against {two[key]}" for key in one if key in two and one[key] != two[key]]
    if not one.keys() & two.keys():
        differ = [f"{one} against {two}"]
    if differ and not across_worlds:
        raise ValueError(f"{a.path} cannot be compared with {b.path}: the worlds differ ({'; '.join(differ)}); "
                         "across_worlds=True compares them all the same")
    if not numpy.array_equal(a.scenario["time"], b.scenario["time"]):
        raise ValueError(f"{a.path} cannot be compared with {b.path}: the calendars differ")


def compare(a, b=None, metric="import_share", period="year", where=None, groups=None, across_worlds=False):
    """Scenario of `a` against that of `b`, or against its own baseline where `b` is not given.

    `where` is {"origin": "CHN", "time": ["2019", "2020-Q1"]}; `groups` is {"G7": ["USA", "JPN"]}. Returns a DataFrame
    with the axes as index and value, against_value, difference, low_95, high_95 and change_percent, over replicates
    that both have. Every row is there, in order of the axes. Results of different worlds are refused unless
    `across_worlds`: their firms and draws are not the same.
    """
    other = a if b is None else b
    _check_match(a, other, across_worlds)
    run = "baseline" if b is None else "scenario"

    def values(result, name):
        return _label_where(periods(result, metric, period, groups, name), where or {})

    value, against = xarray.align(values(a, "scenario"), values(other, run), join="inner", exclude=set())
    estimate = interval(value - against)
    table = xarray.Dataset({
        "value": value.mean("replicate"),
        "against_value": against.mean("replicate"),
        "difference": estimate["mean"],
        "low_95": estimate["low"],
        "high_95": estimate["high"],
    })
    table["change_percent"] = 100.0 * table.difference / abs(table.against_value).where(table.against_value != 0.0)
    frame = table.to_dataframe() if table.dims else table.expand_dims("cell").to_dataframe()
    return frame.reorder_levels([dim for dim in value.dims if dim != "replicate"]) if frame.index.nlevels > 1 else frame
