"""In which area (district, street, community) an estate lies."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.coordinates.crs import need_same_crs
from geo.streets.snap import as_points


def area_of(estates: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.Series:
    """Return the area_id each estate's representative point lies in, by estate_id, sorted.

    The point lies inside the estate even where its centroid does not. On a border, or where areas
    overlap, the smallest area_id; outside all areas missing. Hand in the areas of one level.

    >>> boxes = [shapely.box(0, 0, 9, 9), shapely.box(9, 0, 18, 9)]
    >>> areas = gpd.GeoDataFrame({"area_id": ["A", "B"]}, geometry=boxes, crs="EPSG:4547")
    >>> dots = [shapely.Point(12, 4), shapely.Point(9, 4)]
    >>> estates = gpd.GeoDataFrame({"estate_id": ["E1", "E2"]}, geometry=dots, crs="EPSG:4547")
    >>> area_of(estates, areas).to_dict()
    {'E1': 'B', 'E2': 'A'}
    """
    if len(estates) and len(areas):
        need_same_crs(areas, estates.crs, table="areas")
    estates = estates.sort_values("estate_id", ignore_index=True)
    areas = areas.sort_values("area_id", ignore_index=True)
    points = as_points(estates.geometry.to_numpy())
    point, area = shapely.STRtree(areas.geometry.to_numpy()).query(points, predicate="intersects")
    order = np.lexsort((area, point))[::-1]
    ids = np.full(len(estates), None, dtype=object)
    ids[point[order]] = areas["area_id"].to_numpy(object)[area[order]]  # the smallest is last
    return pd.Series(ids, index=pd.Index(estates["estate_id"]), name="area_id", dtype="str")
