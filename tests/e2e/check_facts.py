#!/usr/bin/env python3
"""Recomputes what `entrepot facts --json` says from the result file alone.
usage: check_facts.py PROGRAM RESULT.h5"""
import datetime
import functools
import json
import subprocess
import sys

import h5py
import numpy

PROGRAM, FILE = sys.argv[1:3]
file = h5py.File(FILE, "r")


def text(name):
    value = file["provenance/" + name][()]
    return value.decode() if isinstance(value, bytes) else str(value)


GOODS = text("goods").split()
ROWS = [line.split() for line in text("products").splitlines()]
LISTS = {product: tag for product, tag, sector in ROWS if sector in GOODS}
SECTOR_OF = {product: sector for product, tag, sector in ROWS if sector in GOODS}
HIGH, MID = ["1", "2", "3"], ["4A"]


@functools.cache
def labels(side, axis):
    return [x.decode() if isinstance(x, bytes) else str(x) for x in file[f"results/{side}/{axis}"][:]]


@functools.cache
def months(side, axis):
    first = datetime.date(2017, 1, 1)
    return [(first + datetime.timedelta(days=int(d))) for d in file[f"results/{side}/{axis}"][:]]


class Side:
    """One replicate of one side; at() is the sum of flows or the mean of the rest over a period."""

    def __init__(self, name, replicate):
        self.name, self.replicate = name, replicate

    @functools.cache
    def at(self, metric, time):
        data = file[f"results/{self.name}/{metric}"]
        axes = data.attrs["axes"]
        axes = (axes.decode() if isinstance(axes, bytes) else str(axes)).replace(",", " ").split()
        axes = [axis for axis in axes if axis != "replicate"]
        dates = months(self.name, axes[0])
        year = int(time[:4])
        if "Q" in time:
            wanted = [d.year == year and (d.month + 2) // 3 == int(time[6]) for d in dates]
        elif len(time) == 7:
            wanted = [d.year == year and d.month == int(time[5:]) for d in dates]
        else:
            wanted = [d.year == year for d in dates]
        values = data[self.replicate][numpy.array(wanted)]
        how = data.attrs["aggregation"]
        how = how.decode() if isinstance(how, bytes) else str(how)
        return axes[1:], values.sum(0) if how == "sum" else values.mean(0)

    def sum(self, metric, time, **where):
        axes, values = self.at(metric, time)
        for axis in reversed(range(len(axes))):
            if axes[axis] in where:
                known = labels(self.name, axes[axis])
                keep = [known.index(x) for x in where[axes[axis]]]
                values = values.take(keep, axis)
        return float(values.sum())


REGIONS = labels("scenario", "origin")
SECTORS = labels("scenario", "sector")
PRODUCTS = [p for p in labels("scenario", "product") if p in LISTS]


def goods(side, origins, destinations, time):
    return sum(side.sum("customs_trade", time, origin=[o], destination=[d], sector=GOODS)
               for o in origins for d in destinations if o != d)


def share(side, origins, destination, time):
    return goods(side, origins, [destination], time) / goods(side, REGIONS, [destination], time)


def imports(side, tags, partners, time):
    wanted = [p for p in PRODUCTS if (LISTS[p] in tags if tags else LISTS[p] not in HIGH + MID)]
    return side.sum("product_imports", time, reporter=["USA"], partner=partners or labels("scenario", "partner"), product=wanted)


def list_change(side, tags, time):
    def of(t):
        return imports(side, tags, ["CHN"], t) / imports(side, tags, None, t)
    return 100 * (of(time) / of("2017") - 1)


def lead(side, tags, mine):
    groups = [["MEX", "CAN"], ["VNM", "ASE", "IND"], ["EUK"], ["LAC"], ["JPN", "KOR", "TWN"], ["AFR"], ["MEA"], ["ROW"]]

    def gain(partners):
        return 100 * (imports(side, tags, partners, "2023-05") / imports(side, tags, None, "2023-05")
                      - imports(side, tags, partners, "2017") / imports(side, tags, None, "2017"))
    return gain(mine) - max(gain(g) for g in groups if g != mine)


def slope(x, y, w):
    return float(numpy.polyfit(x, y, 1, w=numpy.sqrt(w))[0])


def by_sector(side, metric, time, **where):
    return numpy.array([side.sum(metric, time, sector=[k], **where) for k in SECTORS])


def border(side, base):
    t = "2019-08"
    w = numpy.array([base.sum("customs_trade", "2017", origin=["CHN"], destination=["USA"], sector=[k]) if k in GOODS else 0 for k in SECTORS])
    duty = [numpy.log1p(by_sector(s, "duty_rate", t, origin=["CHN"], destination=["USA"])) for s in (side, base)]
    price = [numpy.log(by_sector(s, "producer_price", t, region=["CHN"])) for s in (side, base)]
    x = duty[0] - duty[1]
    return slope(x, x + price[0] - price[1], w)


def retail(side, base):
    t = "2019-11"
    foreign = [r for r in REGIONS if r != "USA"]
    flow = {o: by_sector(base, "customs_trade", "2017", origin=[o], destination=["USA"]) for o in foreign}
    total = sum(flow.values())

    def duty(s):
        return sum(flow[o] * by_sector(s, "duty_rate", t, origin=[o], destination=["USA"]) for o in foreign) / numpy.where(total > 0, total, 1)
    w = numpy.where([k in GOODS for k in SECTORS], total, 0)
    price = [numpy.log(by_sector(s, "retail_price", t, region=["USA"])) for s in (side, base)]
    return slope(numpy.log1p(duty(side)) - numpy.log1p(duty(base)), price[0] - price[1], w)


def minimum(side):
    mine = {p: side.sum("product_imports", "2021", reporter=["USA"], partner=["VNM"], product=[p]) for p in PRODUCTS}
    mix = {p: side.sum("product_imports", "2017", reporter=["USA"], partner=["CHN"], product=[p]) for p in PRODUCTS}
    least = 0.0
    for p in PRODUCTS:
        k = SECTOR_OF[p]
        of_sector = sum(v for q, v in mix.items() if SECTOR_OF[q] == k)
        sold = goods_sector(side, "CHN", "VNM", k, "2021")
        least += min(mine[p], sold * mix[p] / of_sector if of_sector > 0 else 0)
    return 100 * least / sum(mine.values())


def goods_sector(side, origin, destination, sector, time):
    return side.sum("customs_trade", time, origin=[origin], destination=[destination], sector=[sector])


def correlation(side):
    def growth(a, b):
        return numpy.array([numpy.log(goods_sector(side, a, b, k, "2022") / goods_sector(side, a, b, k, "2017")) for k in GOODS])
    return float(numpy.corrcoef(growth("CHN", "VNM"), growth("VNM", "USA"))[0, 1])


def tech(side, origin, destination, of_exports):
    def of(t):
        others = [r for r in REGIONS if r != ("USA")]
        whole = side.sum("customs_trade", t, origin=["USA"], destination=others, sector=["ELE"]) if of_exports \
            else side.sum("customs_trade", t, origin=others, destination=["USA"], sector=["ELE"])
        return goods_sector(side, origin, destination, "ELE", t) / whole
    return 100 * (of("2022") / of("2021") - 1)


WEST = ["USA", "CAN", "EUK", "JPN", "KOR", "TWN"]


def blocs(flow):
    return (sum(flow(a, "CHN") + flow("CHN", a) for a in WEST)) / sum(flow(a, b) for a in WEST for b in WEST if a != b)


def treated(side):
    def growth(partners):
        taxed = HIGH + MID
        return (imports(side, taxed, partners, "2022") / imports(side, taxed, partners, "2017")) ** 0.2
    others = [p for p in labels("scenario", "partner") if p != "CHN"]
    return 100 * (growth(["CHN"]) - growth(others))


def relocation(side, replicate):
    events = file["results/scenario/events"]
    kinds = numpy.array([k.decode() if isinstance(k, bytes) else str(k) for k in events["kind"][:]])
    numbers = file["results/scenario/replicate"][:]
    mine = (events["replicate"][:] == numbers[replicate]) & (kinds == "plant decided")
    planned = 12 * events["size"][:][mine].sum()
    outlays = float(file["results/scenario/capital_outlays"][replicate].sum())
    abroad = [r for r in REGIONS if r != "CHN"]
    sales = 12 * side.sum("trade_by_owner", "2017", owner=abroad, host=["CHN"], destination=abroad)
    return outlays / planned * sales / 1e6


def measures(replicate):
    s, b = Side("scenario", replicate), Side("baseline", replicate)
    made = [k for k in GOODS if k not in ("AGR", "MIN")]
    w = [b.sum("customs_trade", "2017", origin=["CHN"], destination=["USA"], sector=[k]) for k in GOODS]
    duty = [s.sum("duty_rate", "2020-03", origin=["CHN"], destination=["USA"], sector=[k]) for k in GOODS]
    home = [s.sum("customs_trade", t, origin=["USA"], destination=["USA"], sector=GOODS) / s.sum("customs_trade", t, destination=["USA"], sector=GOODS) for t in ("2022", "2017")]

    def us(origins, t):
        return 100 * (share(s, origins, "USA", t) / share(s, origins, "USA", "2017") - 1)

    def exports(to):
        def of(t):
            return goods(s, ["CHN"], to, t) / goods(s, ["CHN"], REGIONS, t)
        return 100 * (of("2022") / of("2017") - 1)

    def log_growth(tags):
        return numpy.log(imports(s, tags, ["CHN"], "2022") / imports(s, tags, ["CHN"], "2017"))
    trade = [blocs(lambda a, c: s.sum("customs_trade", t, origin=[a], destination=[c], sector=GOODS)) for t in ("2023", "2021")]
    plants = [blocs(lambda a, c: s.sum("sites", t, owner=[a], host=[c])) for t in ("2023", "2021")]
    delivered = [x.sum("value_added_by_border", "2020", origin=["CHN"], border=["VNM", "ASE", "MEX"], destination=["USA"]) for x in (s, b)]
    taxed, free = imports(b, HIGH + MID, ["CHN"], "2017"), imports(b, None, ["CHN"], "2017")
    return {
        "policy_avg_tariff_2020": 100 * numpy.dot(w, duty) / sum(w),
        "policy_coverage_2020": 100 * taxed / (taxed + free),
        "us_goods_imports_growth_2022": 100 * (goods(s, REGIONS, ["USA"], "2022") / goods(s, REGIONS, ["USA"], "2017") - 1),
        "passthrough_border": border(s, b),
        "passthrough_retail_6m": retail(s, b),
        "us_share_chn_2019": us(["CHN"], "2019"),
        "us_share_chn_2021": us(["CHN"], "2021"),
        "us_share_chn_2022": us(["CHN"], "2022"),
        "us_share_chn_2023": us(["CHN"], "2023"),
        "us_share_vnm_2022": us(["VNM"], "2022"),
        "us_share_mex_2022": us(["MEX"], "2022"),
        "us_share_asean5_2022": us(["VNM", "ASE"], "2022"),
        "us_share_euk_2022": us(["EUK"], "2022"),
        "reshoring_none": 100 * (home[0] - home[1]),
        "friction_gap_2019": list_change(s, HIGH, "2019") - list_change(s, None, "2019"),
        "friction_gap_2023": list_change(s, HIGH, "2023-05") - list_change(s, None, "2023-05"),
        "friction_high_2023": list_change(s, HIGH, "2023-05"),
        "friction_low_2023": list_change(s, None, "2023-05"),
        "absorb_high": lead(s, HIGH, ["MEX", "CAN"]),
        "absorb_mid": lead(s, MID, ["VNM", "ASE", "IND"]),
        "absorb_low": lead(s, None, ["EUK"]),
        "list_gap_2022": log_growth(HIGH) - log_growth(None),
        "treated_gap_5y": treated(s),
        "hightech_share_2022": tech(s, "CHN", "USA", False),
        "hightech_exports_2022": tech(s, "USA", "CHN", True),
        "electronics_indirect_corr": correlation(s),
        "hidden_exposure_2017": s.sum("manufacturing_hidden_exposure", "2017-Q1", origin=["CHN"], destination=["USA"]),
        "rerouting_vnm_country": minimum(s),
        "rerouting_vnm_firm": 100 * s.sum("re_exports", "2021", origin=["CHN"], hub=["VNM"], destination=["USA"]) / goods(s, ["VNM"], ["USA"], "2021"),
        "indirect_first_up": delivered[0] - delivered[1],
        "export_chn_asean_2022": exports(["VNM", "ASE"]),
        "export_chn_usa_2022": exports(["USA"]),
        "eu_share_chn_2023": 100 * (share(s, ["CHN"], "EUK", "2023") - share(s, ["CHN"], "EUK", "2022")),
        "interbloc_trade": 100 * (trade[0] / trade[1] - 1),
        "interbloc_fdi": 100 * (plants[0] / plants[1] - 1),
        "link_survival": s.sum("link_survival", "2017-12"),
        "value_in_old_links": s.sum("value_survival", "2017-12"),
        "inventories_days": 365 * s.sum("stocks", "2017", region=["USA"], sector=made) / s.sum("output", "2017", region=["USA"], sector=made),
        "relocation_cost_total": relocation(s, replicate),
    }


said = json.loads(subprocess.run([PROGRAM, "facts", FILE, "--json"], check=True, capture_output=True, text=True).stdout)
section = said["runs"][0]["sections"][0]
table = next(t for t in section["tables"] if t["id"] == "facts")
told = {row[0]: row[2] for row in table["rows"]}
per_replicate = [measures(r) for r in range(len(file["results/scenario/replicate"]))]
again = {name: float(numpy.mean([one[name] for one in per_replicate])) for name in per_replicate[0]}
wrong = [f"{name}: {told.get(name)} told, {value} recomputed" for name, value in again.items()
         if told.get(name) is None or not abs(told[name] - value) <= 1e-4 * max(1e-3, abs(value))]
unchecked = sorted(set(told) - set(again))
if wrong or unchecked:
    sys.exit("\n".join(wrong + [f"{name}: told, but not recomputed" for name in unchecked]))
print(f"{len(again)} measures recomputed")
