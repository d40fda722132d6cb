"""A result file as datasets with labelled axes."""
import os

import h5py
import xarray

from .digest import check_digest, check_shards

OLDEST_LAYOUT = 1
NEWEST_LAYOUT = 1


def _texts(group, prefix=""):
    found = {}
    for name, item in group.items():
        if isinstance(item, h5py.Group):
            found.update(_texts(item, prefix + name + "/"))
        else:
            value = item[()]
            found[prefix + name] = value.decode() if isinstance(value, bytes) else str(value)
    return found


def _check_layout(path, file):
    layout = file.attrs.get("layout_version")
    if layout is None or "results" not in file:
        raise ValueError(f"{path}: not a result file of entrepot")
    if not OLDEST_LAYOUT <= int(layout) <= NEWEST_LAYOUT:
        raise ValueError(f"{path}: layout {int(layout)} is not known; this package reads {OLDEST_LAYOUT} to "
                         f"{NEWEST_LAYOUT}")


class Result:
    """Datasets of one result file.

    A small tree: result["scenario"], result["scenario/import_share"], result.scenario.import_share. Every metric is a
    DataArray [replicate, time (or quarter, year), ...] with its labels, units and definition.
    """

    def __init__(self, path):
        self.path = os.fspath(path)
        check_digest(self.path)
        with h5py.File(self.path, "r") as file:
            _check_layout(self.path, file)
            self.attrs = {name: value for name, value in file.attrs.items() if not name.startswith("_")}
            groups = list(file["results"])
            self.provenance = _texts(file["provenance"]) if "provenance" in file else {}
        check_shards(self.path, self.provenance.get("shards", ""))
        self._groups = {name: xarray.open_dataset(self.path, group="results/" + name, engine="h5netcdf")
                        for name in groups}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Closes the file; data that was not loaded is gone."""
        for dataset in self._groups.values():
            dataset.close()

    def __getitem__(self, name):
        group, _, metric = name.partition("/")
        dataset = self._groups[group]
        return dataset[metric] if metric else dataset

    def __contains__(self, name):
        group, _, metric = name.partition("/")
        return group in self._groups and (not metric or metric in self._groups[group])

    def __repr__(self):
        runs = ", ".join(self._groups)
        return f"<entrepot.Result {self.path}: {runs}; {len(self.metrics)} metrics, {self.replicates} replicates>"

    @property
    def scenario(self):
        """The run with the policies."""
        return self._groups["scenario"]

    @property
    def baseline(self):
        """The run without them and with the same random draws; KeyError where the file has none."""
        return self._groups["baseline"]

    @property
    def metrics(self):
        return list(self.scenario.data_vars)

    @property
    def replicates(self):
        return self.scenario.sizes["replicate"]

    @property
    def clubs(self):
        """Members of the world's clubs by name."""
        lines = [line.split() for line in self.provenance.get("clubs", "").splitlines()]
        return {words[0]: words[1:] for words in lines if words}

    @property
    def goods(self):
        """Sectors that are goods; all others are services."""
        return self.provenance.get("goods", "").split()

    def difference(self, metric):
        """Scenario minus baseline, replicate by replicate: what the policies did."""
        with xarray.set_options(keep_attrs=True):
            return self.scenario[metric] - self.baseline[metric]


def open_result(path):
    """Opens a result file; values are read when they are used. DamagedFile when its digest does not hold."""
    return Result(path)
