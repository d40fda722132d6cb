#!/usr/bin/python3
"""Make worlds of published tables that speak the language of world2017, to run its scenarios on them.

    cross_worlds.py mrio TABLE FOLDER     the 15 x 15 table behind world2017, with world2017's other files
    cross_worlds.py wiod TABLE FOLDER     WIOT 2011 by world2017's sectors and, as far as it has them, regions

Regions that a table does not have (VNM, AFR, MEA in WIOD: they are in its RoW) lose their rows in the other files;
duties are those of 2017. `tools/dev/cross-check.sh` runs the trade war on all three.
"""
import csv
import pathlib
import shutil
import sys

WORLD = pathlib.Path(__file__).resolve().parents[2] / "scenarios" / "worlds" / "world2017"
FILES = ["products.csv", "product_mix_by_origin.csv", "product_duties.csv", "chn_mfn_duty_by_product.csv",
         "base_tariffs.csv", "distance_km.csv", "political_distance.csv", "clubs.csv", "base_routes.csv",
         "critical_inputs.csv", "technology_levels.csv", "plant_costs.csv", "capital_mix.csv", "owner_shares.csv",
         "sector_parameters.csv", "axes.csv"]
# WIOD's regions in world2017's; the European Union of 27, others alone or in ROW (Russia, Turkey, Australia).
LIKE = {"USA": "USA", "CHN": "CHN", "MEX": "MEX", "CAN": "CAN", "JPN": "JPN", "KOR": "KOR", "TWN": "TWN", "IND": "IND",
        "IDN": "ASE", "BRA": "LAC", "AUS": "ROW", "RUS": "ROW", "TUR": "ROW", "RoW": "ROW"}
EUROPE = "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROM SVK SVN SWE"
SECTORS = {"c1": "AGR", "c2": "MIN", "c3": "FOO", "c4": "TEX", "c5": "TEX", "c6": "WPP", "c7": "WPP", "c8": "PET",
           "c9": "CHM", "c10": "RNM", "c11": "RNM", "c12": "MET", "c13": "MAC", "c14": "ELE", "c15": "AUT", "c16": "OMF",
           "*": "SRV"}
ABSENT = {"VNM", "AFR", "MEA"}


def keep(row, header, gone_sectors):
    """Without what the table lacks; None: the row is about nothing else. Hubs that are gone leave their list."""
    out = []
    for name, cell in zip(header, row):
        if name in ABSENT:
            continue
        if name == "hub":
            cell = " ".join(hub for hub in cell.split() if hub not in ABSENT)
            if not cell:
                return None
        elif cell in ABSENT or (cell in gone_sectors and name not in ("list", "note", "source")):
            return None
        out.append(cell)
    return out


def outputs():
    with open(WORLD / "output.csv", newline="", encoding="utf-8") as file:
        return {(row["region"], row["sector"]): float(row["output_musd"]) for row in csv.DictReader(file)}


def join_electrical(name, header, rows):
    """WIOD's c14 is electronics and electrical equipment: products of ELQ go to ELE, mixes weighted by output."""
    made = outputs()
    at = header.index("sector")
    for row in rows:
        if row[at] not in ("ELE", "ELQ"):
            continue
        for i, region in enumerate(header):
            if name == "product_mix_by_origin.csv" and (region, "ELE") in made:
                both = made[region, "ELE"] + made[region, "ELQ"]
                row[i] = f"{float(row[i]) * made[region, row[at]] / both:.8g}"
        row[at] = "ELE"


def copy(name, folder, gone_sectors):
    with open(WORLD / name, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    header = rows[0]
    if name in ("products.csv", "product_mix_by_origin.csv"):
        join_electrical(name, header, rows[1:])
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow([h for h in header if h not in ABSENT])
        for row in rows[1:]:
            kept = keep(row, header, gone_sectors)
            if kept is not None:
                out.writerow(kept)


def concordance(path, pairs):
    path.write_text("from,to\n" + "".join(f"{a},{b}\n" for a, b in pairs.items()), encoding="utf-8")


def main():
    kind, table, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(table, folder / table.name)
    text = f"name: {kind}\ntable: {table.name}\n"
    if kind == "mrio":
        for name in FILES + ["product_origins.csv", "owner_shares_exports_to_usa.csv", "members.csv", "names.csv"]:
            shutil.copy(WORLD / name, folder / name)
    else:
        concordance(folder / "regions.csv", {**LIKE, **{country: "EUK" for country in EUROPE.split()}})
        concordance(folder / "sectors.csv", SECTORS)
        text += "regions: regions.csv\nsectors: sectors.csv\n"
        for name in FILES:
            copy(name, folder, {"ELQ"})
    (folder / "world.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
