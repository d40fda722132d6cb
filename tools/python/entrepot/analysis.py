"""What one does with the data of a result: periods, groups, shares, growth, intervals."""
import math

import numpy
import xarray

TIME_AXES = ("time", "quarter", "year")

# Metrics that are no amounts: axes over which they add up, and the metric that weighs means over other axes, with
# the axes of it that the weight keeps and whether it is taken from the baseline. A ratio of amounts of its own run
# is weighed by its denominator over months too: sum over sum.
_GROUPING = {
    "import_share": (("origin",), "customs_trade", ("destination",), False),
    "effective_duty_rate": ((), "customs_trade", ("origin", "destination", "sector"), False),
    "duty_rate": ((), "customs_trade", ("origin", "destination", "sector"), True),
    "import_price": ((), "customs_trade", ("destination", "sector"), True),
    "import_unit_value": ((), "customs_trade", ("destination", "sector"), True),
    "producer_price": ((), "output_volume", ("region", "sector"), True),
    "utilisation": ((), "output_volume", ("region", "sector"), True),
    "consumer_price": ((), "final_spending", ("region",), True),
    "retail_price": ((), "final_spending", ("region",), True),
    "real_income": ((), "final_spending", ("region",), True),
    "employment_index": ((), "employment", ("region", "sector"), True),
    "wage_rate": ((), "wages", ("region",), True),
    "face_value_exposure": (("origin",), None, (), False),
    "look_through_exposure": (("origin",), None, (), False),
    "manufacturing_face_value": (("origin",), None, (), False),
    "manufacturing_look_through": (("origin",), None, (), False),
    "manufacturing_look_through_by_border": (("origin", "border"), None, (), False),
    "export_content": (("origin",), "value_added_in_exports", ("hub", "destination"), False),
    "sites": (("owner", "host"), None, (), False),
    "negative_wage_firms": (("region",), None, (), False),
}


def time_axis(data):
    """Name of the time axis of a metric, None where it has none."""
    return next((name for name in TIME_AXES if name in data.dims), None)


def by_period(data, period, weight=None):
    """Months as quarters or years: flows are summed, all else is averaged; labels are 2019-Q1 or 2019.

    `weight` weighs the months of a mean: a ratio's denominator makes it sum over sum (`periods` finds it). Values that
    already stand for a longer period stay as they are.
    """
    axis = time_axis(data)
    if axis is None:
        return data
    length = {"month": 1, "quarter": 3, "year": 12}
    longer = max((period, {"time": "month"}.get(axis, axis)), key=length.__getitem__)
    dates = data[axis].dt
    labels = {"month": dates.strftime("%Y-%m"), "year": dates.strftime("%Y"),
              "quarter": dates.strftime("%Y-Q") + dates.quarter.astype(str)}[longer]
    groups = data.assign_coords(period=(axis, labels.data)).groupby("period")
    if data.attrs.get("aggregation") == "sum":
        grouped = groups.sum(axis, min_count=1)
    elif data.attrs.get("aggregation") == "last":
        grouped = groups.last()
    elif weight is None:
        grouped = groups.mean(axis)
    else:
        label = ("period", (axis, labels.data))
        parts = [(part.fillna(0.0) if part is not weight else part.where(data.notnull(), 0.0))
                 .assign_coords(dict([label])).groupby("period").sum(axis) for part in (data * weight, weight)]
        grouped = (parts[0] / parts[1].where(parts[1] > 0.0)).fillna(groups.mean(axis))
    grouped = grouped.rename(period=axis).transpose(*data.dims)
    grouped.attrs = dict(data.attrs)
    if data.attrs.get("aggregation") == "sum" and "units" in data.attrs:
        grouped.attrs["units"] = data.attrs["units"].replace(" per month", f" per {longer}")
    return grouped


def _weight(result, run, metric, kept, from_baseline):
    group = "baseline" if from_baseline and "baseline" in result else run
    weight = result[group][metric]
    if "origin" in weight.dims and "destination" in weight.dims and "hub" not in weight.dims:
        weight = weight.where(weight.origin != weight.destination, 0.0)
    if "sector" in weight.dims and "sector" not in kept:
        weight = weight.sel(sector=result.goods)
    return weight.sum([name for name in weight.dims if name not in ("replicate", *TIME_AXES, *kept)])


def _stack(parts, dim, names):
    labels = xarray.DataArray(numpy.array(list(names), dtype=object), dims=dim, name=dim)
    return xarray.concat(parts, labels)


def _own_weight(result, run, metric):
    """The denominator of a ratio of amounts of its own run, where the file holds it."""
    _, weigher, kept, from_baseline = _GROUPING.get(metric, ((), None, (), True))
    return None if weigher is None or from_baseline or weigher not in result[run] else _weight(
        result, run, weigher, kept, False)


def periods(result, metric, period, groups=None, run="scenario"):
    """A metric by quarter or year as `entrepot compare` has it, sum over sum; `groups` as in `group`."""
    weight = _own_weight(result, run, metric)
    if groups is None:
        return by_period(result[run][metric], period, weight)
    data, weight = _grouped(result, metric, groups, None, run)
    return by_period(data, period, weight if _own_weight(result, run, metric) is not None else None)


def group(result, metric, groups, dims=None, run="scenario"):
    """A metric with the labels of `dims` replaced by groups, {"G7": ["USA", "JPN", ...]}.

    Amounts add up; shares and prices are means with the weights of `entrepot compare`. ValueError where a metric has
    no meaning for a group. `dims` defaults to every axis that holds all members.
    """
    return _grouped(result, metric, groups, dims, run)[0]


def _grouped(result, metric, groups, dims, run):
    data = result[run][metric]
    amount = data.attrs.get("units", "1") not in ("", "1")
    adds, weigher, kept, from_baseline = (data.dims, None, (), False) if amount else _GROUPING.get(
        metric, ((), None, (), False))
    if dims is None:
        members = {label for labels in groups.values() for label in labels}
        dims = [dim for dim in data.dims if dim not in TIME_AXES + ("replicate",) and
                members <= set(map(str, data[dim].values))]
    if any(dim not in adds for dim in dims) and weigher is None:
        raise ValueError(f"{metric} is neither an amount nor a mean with a known weight over {', '.join(dims)}")
    weight = None if weigher is None else _weight(result, run, weigher, kept, from_baseline)
    attributes = dict(data.attrs)
    for dim in dims:
        parts, weights = [], []
        for labels in groups.values():
            part = data.sel({dim: labels})
            if dim in adds:
                parts.append(part.sum(dim, min_count=1))
            else:
                share = weight.sel({dim: labels}) if dim in weight.dims else weight
                share = share.where(part.notnull()) if dim in share.dims else share
                parts.append((part * share).sum(dim, min_count=1) / share.sum(dim))
            if weight is not None and dim in weight.dims:
                weights.append(weight.sel({dim: labels}).sum(dim))
        data = _stack(parts, dim, groups)
        if weights:
            weight = _stack(weights, dim, groups)
    data = data.transpose(*result[run][metric].dims)
    data.attrs = attributes
    return data, weight


def shares(flows, over="origin"):
    """Each label's part of the total over one axis."""
    return flows / flows.sum(over)


def growth(data, steps=12):
    """Relative change over so many positions of the time axis (12 months by default)."""
    axis = time_axis(data)
    return data / data.shift({axis: steps}) - 1.0


def student_quantile(probability, freedom):
    """Quantile of Student's t for a whole number of degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4)."""
    if freedom < 1 or not 0.0 < probability < 1.0:
        raise ValueError("a quantile needs at least one degree of freedom and a probability between 0 and 1")
    if probability < 0.5:
        return -student_quantile(1.0 - probability, freedom)
    low, high = 0.0, 1.0
    while _student_probability(high, freedom) < probability:
        high *= 2.0
    for _ in range(200):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _student_probability(middle, freedom) < probability else (low, middle)
    return (low + high) / 2.0


def _student_probability(value, freedom):
    angle = math.atan(value / math.sqrt(freedom))
    cosine, term = math.cos(angle), 1.0
    if freedom % 2 == 0:
        total = 0.0
        for k in range(freedom // 2):
            total += term
            term *= (2 * k + 1) / (2 * k + 2) * cosine**2
        inside = math.sin(angle) * total
    else:
        total = 0.0
        term = cosine
        for k in range((freedom - 1) // 2):
            total += term
            term *= (2 * k + 2) / (2 * k + 3) * cosine**2
        inside = 2.0 / math.pi * (angle + math.sin(angle) * total)
    return 0.5 + inside / 2.0


def interval(data, probability=0.95):
    """Mean over replicates and its interval: a Dataset of mean, low and high (NaN with one replicate)."""
    count = data.sizes["replicate"]
    mean = data.mean("replicate")
    if count < 2:
        half = mean * numpy.nan
    else:
        half = student_quantile((1.0 + probability) / 2.0, count - 1) * data.std("replicate", ddof=1) / math.sqrt(count)
    return xarray.Dataset({"mean": mean, "low": mean - half, "high": mean + half})


def difference_in_differences(data, dim, treated, control, before, after):
    """(treated after - before) minus (control after - before), replicate by replicate.

    `treated` and `control` are labels of `dim` or lists of them (averaged); `before` and `after` are dates or slices
    of the time axis, such as "2017" or slice("2019-01", "2019-12").
    """
    axis = time_axis(data)

    def mean_of(labels, when):
        part = data.sel({dim: labels if isinstance(labels, (list, tuple)) else [labels]}).sel({axis: when})
        return part.mean([name for name in (dim, axis) if name in part.dims])

    return (mean_of(treated, after) - mean_of(treated, before)) - (mean_of(control, after) - mean_of(control, before))
