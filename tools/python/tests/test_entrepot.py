"""The package against the program: what `entrepot compare` prints is what the package computes.

Run with ENTREPOT_BINARY naming the program; PYTHONPATH is not needed.
"""
import csv
import io
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import numpy  # noqa: E402
import xarray  # noqa: E402

import entrepot  # noqa: E402
from entrepot.program import call  # noqa: E402

warnings.filterwarnings("ignore", category=DeprecationWarning)
SMALL = {"world.firms": 1000, "calendar.start": "2018-03", "calendar.end": "2018-10", "replicates": 3}
G7 = ["USA", "CAN", "JPN", "EUK"]  # in the order of the axis


class Runs(unittest.TestCase):
    """Two runs of three replicates, made once."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        path = pathlib.Path(cls.folder.name)
        cls.one = entrepot.run("trade-war-2018", SMALL, output=path / "one.h5")
        cls.two = entrepot.run("trade-war-2018", {**SMALL, "policies[*].scale": 2}, output=path / "two.h5")
        cls.a, cls.b = entrepot.open_result(cls.one), entrepot.open_result(cls.two)

    @classmethod
    def tearDownClass(cls):
        cls.a.close()
        cls.b.close()
        cls.folder.cleanup()

    def rows_of_program(self, files, *arguments):
        text = call(["compare", *files, "--format", "csv", "--top", "0", *arguments])
        return list(csv.DictReader(io.StringIO(text)))

    def check(self, rows, table):
        """Every row of the program is a row of the table with the same numbers."""
        self.assertEqual(len(rows), len(table))
        self.assertGreater(len(rows), 0)
        for row in rows:
            labels = tuple(row[name] for name in table.index.names)
            mine = table.loc[labels if len(labels) > 1 else labels[0]]
            for name in ("value", "against_value", "difference", "low_95", "high_95", "change_percent"):
                theirs = float(row[name]) if row[name] else float("nan")
                scale = abs(float(row["value"] or "nan")) if name != "change_percent" else 100.0
                self.assertTrue(numpy.isclose(mine[name], theirs, rtol=1e-9, atol=1e-11 * scale, equal_nan=True),
                                f"{labels} {name}: {mine[name]} here, {theirs} from the program")


class Compare(Runs):
    def test_scenario_against_baseline_by_year(self):
        rows = self.rows_of_program([self.one], "--metric", "customs_trade", "--where", "sector=ELE")
        self.check(rows, entrepot.compare(self.a, metric="customs_trade", where={"sector": "ELE"}))
        self.assertTrue(any(float(row["difference"]) != 0.0 for row in rows))
        self.assertTrue(any(float(row["high_95"]) > float(row["low_95"]) for row in rows))

    def test_units_are_those_of_the_period(self):
        for period in ("month", "quarter", "year"):
            row = self.rows_of_program([self.one], "--metric", "duties", "--period", period)[0]
            self.assertEqual(row["units"], f"million USD per {period}")
            self.assertEqual(entrepot.by_period(self.a["scenario/duties"], period).attrs["units"], row["units"])

    def test_two_runs_by_quarter(self):
        rows = self.rows_of_program([self.two, self.one], "--metric", "import_share", "--period", "quarter", "--where",
                                    "destination=USA,time=2018-Q3")
        table = entrepot.compare(self.b, self.a, "import_share", "quarter",
                                 {"destination": "USA", "time": "2018-Q3"})
        self.check(rows, table)
        self.assertLess(table.loc[("2018-Q3", "CHN", "USA"), "difference"], 0.0)

    def test_quarterly_metrics(self):
        rows = self.rows_of_program([self.two, self.one], "--metric", "indirect_link_index", "--where", "origin=CHN")
        self.check(rows, entrepot.compare(self.b, self.a, "indirect_link_index", where={"origin": "CHN"}))

    def test_groups_of_every_kind(self):
        groups = {"G7": G7, "REST": ["CHN", "VNM", "ROW"]}
        for metric in ("import_share", "customs_trade", "duty_rate", "import_price", "producer_price", "wage_rate",
                       "consumer_price", "utilisation", "output", "manufacturing_look_through"):
            arguments = ["--metric", metric, "--group", "G7", "--group", "REST=CHN+VNM+ROW", "--where", "time=2018-10"]
            where = {"time": "2018"}
            if metric == "manufacturing_look_through":  # adds over origins only
                arguments = ["--metric", metric, "--group", "G7", "--where", "time=2018"]
                with self.assertRaises(entrepot.ProgramError):
                    self.rows_of_program([self.one], *arguments)
                with self.assertRaises(ValueError):
                    entrepot.compare(self.a, metric=metric, groups=groups)
                continue
            rows = self.rows_of_program([self.one], *arguments)
            loaded = entrepot.compare(self.a, metric=metric, period="month", where={"time": "2018-10"}, groups=groups)
            loaded.index = loaded.index.set_levels(["2018"], level=0)
            self.check(rows, loaded)

    def test_ratios_of_a_year_are_sum_over_sum(self):
        for metric in ("import_share", "effective_duty_rate", "export_content"):
            arguments = ["--metric", metric, "--where", "time=2018"]
            rows = self.rows_of_program([self.one], *arguments)
            self.check(rows, entrepot.compare(self.a, metric=metric, where={"time": "2018"}))
            rows = self.rows_of_program([self.one], *arguments, "--group", "G7", "--group", "REST=CHN+VNM+ROW")
            self.check(rows, entrepot.compare(self.a, metric=metric, where={"time": "2018"},
                                              groups={"G7": G7, "REST": ["CHN", "VNM", "ROW"]}))
        trade = self.a["scenario/customs_trade"].sel(sector=self.a.goods, destination="USA").sum("sector")
        trade = entrepot.by_period(trade.where(trade.origin != "USA", 0.0), "year").sel(time="2018")
        shares = entrepot.periods(self.a, "import_share", "year").sel(time="2018", destination="USA")
        self.assertTrue(numpy.allclose(shares, trade / trade.sum("origin"), rtol=1e-12))

    def test_exported_labels_survive_a_default_reader(self):
        import pandas
        for metric in ("import_share", "product_imports", "employment"):
            text = call(["export", self.one, "--metric", metric])
            frame = pandas.read_csv(io.StringIO(text))
            labels = frame.drop(columns=["value"])
            self.assertFalse(labels.isna().to_numpy().any(), metric)
            self.assertEqual(len(frame), text.count("\n") - 1)

    def test_refuses_other_worlds(self):
        other = pathlib.Path(self.folder.name) / "other.h5"
        entrepot.run("trade-war-2018", {**SMALL, "replicates": 1, "seed": 2}, output=other)
        with entrepot.open_result(other) as result, self.assertRaisesRegex(ValueError, "worlds differ .seed: 1 against 2"):
            entrepot.compare(self.a, result)
        with entrepot.open_result(other) as result:
            self.assertGreater(len(entrepot.compare(self.a, result, across_worlds=True)), 0)
            old = f"world2017 data {self.a.provenance['data_hash']} firms 1000 slots_per_firm 30 size_tail 1.06 seed "
            result.provenance["world"] = old + "1 resynthesised"
            self.assertGreater(len(entrepot.compare(self.a, result)), 0)
            result.provenance["world"] = old + "3 resynthesised"
            with self.assertRaisesRegex(ValueError, "seed: 1 against 3"):
                entrepot.compare(self.a, result)


class Analysis(Runs):
    def test_a_result_is_a_tree_with_labels(self):
        self.assertEqual(self.a["scenario/import_share"].dims, ("replicate", "time", "origin", "destination"))
        self.assertIn("baseline/output", self.a)
        self.assertNotIn("baseline/nothing", self.a)
        self.assertEqual(self.a.clubs["G7"], G7)
        self.assertIn("ELE", self.a.goods)
        self.assertNotIn("SRV", self.a.goods)
        self.assertIn("3 replicates", repr(self.a))
        self.assertIn("trade-war-2018", self.a.provenance["scenario"])
        difference = self.a.difference("import_share")
        self.assertEqual(difference.attrs["units"], "1")
        self.assertEqual(float(abs(difference.isel(time=0)).max()), 0.0)  # before the first tariff: the same bits

    def test_shares_and_growth(self):
        trade = self.a.scenario.customs_trade.sel(sector=self.a.goods).sum("sector")
        foreign = trade.where(trade.origin != trade.destination, 0.0)
        numpy.testing.assert_allclose(entrepot.shares(foreign), self.a.scenario.import_share, rtol=1e-9, atol=1e-12)
        change = entrepot.growth(trade, 1).isel(time=1)
        numpy.testing.assert_allclose((1 + change) * trade.isel(time=0), trade.isel(time=1))

    def test_difference_in_differences(self):
        data = xarray.DataArray([[1.0, 2.0, 7.0], [1.0, 3.0, 4.0]], dims=("origin", "time"),
                                coords={"origin": ["CHN", "MEX"],
                                        "time": numpy.array(["2017-01", "2017-02", "2018-01"], "datetime64[ns]")})
        value = entrepot.difference_in_differences(data, "origin", "CHN", ["MEX"], "2017", "2018")
        self.assertAlmostEqual(float(value), (7.0 - 1.5) - (4.0 - 2.0))

    def test_student_quantiles(self):  # tables of the distribution
        for freedom, value in ((1, 12.706205), (2, 4.302653), (3, 3.182446), (9, 2.262157), (30, 2.042272)):
            self.assertAlmostEqual(entrepot.student_quantile(0.975, freedom), value, places=5)
        self.assertAlmostEqual(entrepot.student_quantile(0.05, 4), -2.131847, places=5)

    def test_plots_are_drawn(self):
        import matplotlib
        matplotlib.use("Agg")
        axes = entrepot.plot_paths(self.a, "import_share", origin=["CHN", "MEX"], destination="USA")
        self.assertEqual(len(axes.lines), 4)
        self.assertEqual([text.get_text() for text in axes.get_legend().get_texts()], ["CHN", "MEX", "scenario", "baseline"])
        bars = entrepot.plot_changes(entrepot.compare(self.a, where={"destination": "USA"}), top=5)
        self.assertEqual(len(bars.patches), 5)
        with self.assertRaisesRegex(ValueError, "pick labels"):
            entrepot.plot_paths(self.a, "import_share")


class Program(Runs):
    def test_a_scenario_may_be_a_dict(self):
        path = pathlib.Path(self.folder.name) / "mine.h5"
        scenario = {"schema": 1, "name": "mine", "extends": "no-policy", "seed": 1,
                    "world": {"name": "world2017", "firms": 1000}, "calendar": {"start": "2018-01", "end": "2018-03"},
                    "policies": [{"id": "p", "type": "tariff", "importer": "USA", "origin": "CHN", "rate": "+25 pp",
                                  "from": "2018-02-01"}]}
        with entrepot.open_result(entrepot.run(scenario, output=path)) as result:
            self.assertLess(float(result.difference("import_share").sel(origin="CHN", destination="USA")[0, 2]), 0.0)

    def test_faults_are_told(self):
        with self.assertRaisesRegex(entrepot.ProgramError, "did you mean") as caught:
            entrepot.run("trade-war-2018", {"world.firm": 10})
        self.assertEqual(caught.exception.code, 3)

    def test_other_files_are_refused(self):
        import h5py
        path = pathlib.Path(self.folder.name) / "foreign.h5"
        h5py.File(path, "w").close()
        with self.assertRaisesRegex(ValueError, "not a result file"):
            entrepot.open_result(path)


class Damage(Runs):
    def changed(self, name, change):
        path = pathlib.Path(self.folder.name) / name
        path.write_bytes(change(bytearray(pathlib.Path(self.one).read_bytes())))
        return path

    def test_a_flipped_bit_is_an_error(self):
        for place in (0, 1000, 0.5, 0.99, -1, -60):
            def flip(data, place=place):
                data[int(place * len(data)) if isinstance(place, float) else place] ^= 8
                return data
            with self.assertRaisesRegex(entrepot.DamagedFile, "the file is damaged"):
                entrepot.open_result(self.changed("flipped.h5", flip))

    def test_without_a_digest_there_is_a_warning(self):
        with self.assertWarnsRegex(UserWarning, "has no digest"):
            entrepot.open_result(self.changed("bare.h5", lambda data: data[:-128])).close()

    def test_a_sound_file_has_its_digest(self):
        self.assertEqual(len(entrepot.check_digest(self.one)), 64)


class OtherLanguages(Runs):
    def test_the_r_snippet_of_the_documents(self):
        probe = ["Rscript", "-e", "library(rhdf5)"]
        if shutil.which("Rscript") is None or subprocess.run(probe, capture_output=True, check=False).returncode != 0:
            self.skipTest("R with rhdf5 is absent")
        root = pathlib.Path(__file__).resolve().parents[3]
        document = root / "docs/reading-results.md"
        snippet = re.search(r"```r\n(.*?)```", document.read_text(encoding="utf-8"), re.S)[1]
        snippet = snippet.replace("war.h5", str(self.one))
        shown = subprocess.run(["Rscript", "-e", snippet], capture_output=True, text=True, check=True, cwd=root).stdout
        self.assertIn("name: trade-war-2018", shown)
        self.assertIn("import_share", shown)


if __name__ == "__main__":
    unittest.main()
