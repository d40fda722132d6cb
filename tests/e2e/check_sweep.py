#!/usr/bin/env python3
"""Opens a merged sweep of 6 points and 2 replicates in xarray with both engines, from another working folder."""
import os
import sys

import numpy
import xarray

path = os.path.abspath(sys.argv[1])
os.chdir("/")
for engine in ("netcdf4", "h5netcdf"):
    with xarray.open_dataset(path, group="/results/scenario", engine=engine) as results:
        share = results["import_share"]
        assert share.dims == ("point", "replicate", "time", "origin", "destination"), share.dims
        assert share.shape[:2] == (6, 2), share.shape
        assert not numpy.isnan(share.values).any()
        assert numpy.allclose(share.sum("origin"), 1.0)
        assert str(results["time"].values[0])[:7] == "2018-05"
    with xarray.open_dataset(path, group="/design", engine=engine) as design:
        assert design["hazard_scale"].dims == ("point",)
        assert ((design["hazard_scale"] >= 0.25) & (design["hazard_scale"] <= 1.0)).all()
    with xarray.open_dataset(path, group="/index", engine=engine) as index:
        assert (index["state"] == 1).all()
