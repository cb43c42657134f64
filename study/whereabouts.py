"""The input tables as the stages want them, and the metric CRS everything is measured in."""

import geopandas as gpd
import pandas as pd
import pyproj

from geo import metric_crs
from intake import Inputs
from tables import TABLES

_ANYWHERE = pyproj.CRS("EPSG:4547")  # a ledger alone: nothing to measure, but files want a CRS


def table(inputs: Inputs, name: str) -> gpd.GeoDataFrame | pd.DataFrame:
    """Return an input table; one that was not given comes back empty with its columns."""
    if name in inputs.tables:
        return inputs.tables[name]
    declared = TABLES[name]
    empty = pd.DataFrame({column: pd.Series(dtype=object) for column in declared.names})
    if declared.shape == "none":
        return empty
    return gpd.GeoDataFrame(empty, geometry=gpd.GeoSeries([], crs="EPSG:4326"))


def with_geometry(estates: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the estates with their outlines in EPSG:4326, sorted by id."""
    frame = gpd.GeoDataFrame(estates, geometry="geometry", crs="EPSG:4326")
    return frame.sort_values("estate_id", ignore_index=True)


def metric(estates: gpd.GeoDataFrame, inputs: Inputs) -> pyproj.CRS:
    """Return the metric CRS of the estates, else of what else lies on the map."""
    others = (table(inputs, name) for name in ("streets", "facilities", "areas"))
    for frame in (estates, *others):
        if frame.geometry.notna().any():
            return metric_crs(frame)
    return _ANYWHERE
