"""Which estates lie along a road or a pipe corridor that is to be opened."""

import geopandas as gpd
import pandas as pd
import shapely

from geo.clusters import outlined
from geo.coordinates.crs import need_metric, need_same_crs, somewhere


def estates_along(
    estates: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, *, within_m: float
) -> pd.DataFrame:
    """Return the estates along each trench: estate_id, trench; sorted, each pair once.

    An estate lies along a trench when some line of that `name` comes within `within_m` of its
    outline (edge to edge, 0 where the line touches or crosses it): lines of one name are one
    trench. Lines without a name or a length are none. Only areas are outlines: an estate that is
    a point, or nowhere, lies along none. Errors: InputError `geo.not_metric`, `geo.crs_mismatch`.

    >>> row = shapely.box([0, 100], 0, [80, 180], 80)
    >>> estates = gpd.GeoDataFrame({"estate_id": ["E1", "E2"]}, geometry=row, crs=4547)
    >>> road = shapely.LineString([(-20, -15), (60, -15)])
    >>> lines = gpd.GeoDataFrame({"name": ["人民路"]}, geometry=[road], crs=4547)
    >>> estates_along(estates, lines, within_m=20).to_dict("records")
    [{'estate_id': 'E1', 'trench': '人民路'}]
    """
    need_metric(estates, table="estates")
    need_same_crs(lines, estates.crs, table="trenches")
    inside = estates[outlined(estates)]
    named = lines[lines["name"].notna()]
    shapes = somewhere(named.geometry.to_numpy())
    shapes[shapely.length(shapes) == 0] = None
    outlines = somewhere(inside.geometry.to_numpy())
    tree = shapely.STRtree(shapes)
    estate, line = tree.query(outlines, predicate="dwithin", distance=within_m)
    pairs = {
        "estate_id": inside["estate_id"].to_numpy(object)[estate],
        "trench": named["name"].to_numpy(object)[line],
    }
    found = pd.DataFrame(pairs, dtype=object).drop_duplicates()
    return found.sort_values(["trench", "estate_id"], ignore_index=True)
