#!/usr/bin/python3
"""Opens every group of a result file the way users do; exits 1 and says why when one of them fails.

usage: check_open.py FILE
"""
import subprocess
import sys
import warnings

import h5py
import netCDF4  # noqa: F401  (the default engine; imported here because its import warns about numpy)
import numpy
import xarray


def all_groups(file):
    groups = ["/"]
    file.visititems(lambda name, item: groups.append("/" + name) if isinstance(item, h5py.Group) else None)
    return groups


def datasets(group):
    return {name: item for name, item in group.items() if isinstance(item, h5py.Dataset)}


def check_dataset(name, dataset):
    """Faults of one dataset as h5py sees it."""
    faults = []
    for attribute in ("units", "long_name"):
        if attribute not in dataset.attrs:
            faults.append(f"{name}: no attribute {attribute}")
    if dataset.dtype.kind == "f" and not numpy.isnan(dataset.attrs.get("_FillValue", 0.0)):
        faults.append(f"{name}: _FillValue is not NaN")
    string = h5py.check_string_dtype(dataset.dtype)
    if dataset.dtype.kind not in "fiO" or (string and (string.length is not None or string.encoding != "utf-8")):
        faults.append(f"{name}: type {dataset.dtype} is not a number or variable-length UTF-8")
    if not h5py.h5ds.is_scale(dataset.id):
        for i, axis in enumerate(dataset.dims):
            if len(axis) != 1:
                faults.append(f"{name}: axis {i} has {len(axis)} dimension scales")
    return faults


def check_with_h5py(file, groups):
    faults = []
    for attribute in ("Conventions", "title", "history", "source", "id"):
        if attribute not in file.attrs:
            faults.append(f"no root attribute {attribute}")
    for group in groups:
        order = file[group].id.get_create_plist().get_link_creation_order()
        if order != h5py.h5p.CRT_ORDER_TRACKED | h5py.h5p.CRT_ORDER_INDEXED:
            faults.append(f"{group}: creation order is not kept")
        for name, dataset in datasets(file[group]).items():
            faults += check_dataset(f"{group}/{name}", dataset)
    return faults


def check_opened(opened, group, engine, names):
    """Faults of one group as xarray sees it."""
    where = f"xarray, engine {engine}, {group}"
    faults = []
    if set(opened.variables) != names:
        faults.append(f"{where}: has {sorted(opened.variables)} instead of {sorted(names)}")
    for name, variable in opened.variables.items():
        variable.load()
        for dimension in variable.dims:
            if dimension not in opened.coords:
                faults.append(f"{where}: {name} has no coordinate {dimension}")
    for time in ("time", "quarter", "year"):
        if time in opened.coords and not numpy.issubdtype(opened[time].dtype, numpy.datetime64):
            faults.append(f"{where}: {time} is {opened[time].dtype}, not dates")
    return faults


def check_with_xarray(path, group, names):
    faults = []
    for engine in (None, "h5netcdf"):
        label = engine or "default"
        try:
            with xarray.open_dataset(path, group=group, engine=engine) as opened:
                faults += check_opened(opened, group, label, names)
        except Exception as error:  # whatever a reader throws is a fault of the file
            faults.append(f"xarray, engine {label}, {group}: {type(error).__name__}: {error}")
    return faults


def check_with_ncdump(path):
    shown = subprocess.run(["ncdump", "-h", path], capture_output=True, text=True, check=False)
    if shown.returncode != 0 or shown.stderr or "phony_dim" in shown.stdout:
        return [f"ncdump -h: exit {shown.returncode}: {shown.stderr or shown.stdout}"]
    return []


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    path = sys.argv[1]
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", category=DeprecationWarning)  # of the packages themselves
    with h5py.File(path, "r") as file:
        groups = all_groups(file)
        names = {group: set(datasets(file[group])) for group in groups}
        faults = check_with_h5py(file, groups)
    for group in groups:
        faults += check_with_xarray(path, group, names[group])
    faults += check_with_ncdump(path)
    for fault in faults:
        print(fault)
    print(f"{path}: {len(groups)} groups, {sum(map(len, names.values()))} datasets, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
