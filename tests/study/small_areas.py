"""Estates on a line, a hundred metres apart, and boxes that hold them: for the tests of areas."""

import geopandas as gpd
import pandas as pd
import pyproj
import shapely

from study.areas.places import ADMINISTRATIVE, places
from study.areas.polygons import levelled

CRS = pyproj.CRS("EPSG:4547")
NUMBERS = {"residents": 100.0, "households": 40.0, "cost_wan": 10.0, "need": 50.0, "need_low": 40.0,
           "need_high": 60.0, "score": 50.0, "score_low": 40.0, "score_high": 60.0,
           "coverage": 0.6, "coverage_low": 0.5, "coverage_high": 0.8}  # fmt: skip


def estates_of(*rows, **columns):
    """Rows are (district, street, community); estate n lies at 100·n metres."""
    count = len(rows)
    table = pd.DataFrame({
        "estate_id": [f"E{at}" for at in range(count)],
        **{level: [row[place] for row in rows] for place, level in enumerate(ADMINISTRATIVE)},
        "cluster_id": [None] * count,
        "gate": [""] * count,
        "grade": ["2"] * count,
        "residents_estimated": [False] * count,
        **{name: [value] * count for name, value in NUMBERS.items()},
    }).astype(dict.fromkeys(ADMINISTRATIVE, object))  # fmt: skip
    table = table.assign(**columns)
    shapes = [shapely.box(500_000 + at * 100, 0, 500_080 + at * 100, 80) for at in range(count)]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=CRS).to_crs(4326)


def layer_of(*rows):
    """Rows are (area_id, level, name, parent_id, first estate, last estate)."""
    shapes = [shapely.box(499_990 + a * 100, -9, 500_090 + b * 100, 89) for *_, a, b in rows]
    columns = ("area_id", "level", "name", "parent_id")
    table = {name: [row[at] for row in rows] for at, name in enumerate(columns)}
    nothing = [None] * len(rows)
    frame = pd.DataFrame({**table, "residents": nothing, "elders": nothing}, dtype=object)
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes, crs=CRS)).to_crs(4326)


def drawn_of(*rows):
    """Rows are (cluster_id, name, first estate, last estate)."""
    shapes = [shapely.box(499_990 + a * 100, -9, 500_090 + b * 100, 89) for *_, a, b in rows]
    table = {"cluster_id": [row[0] for row in rows], "name": [row[1] for row in rows]}
    return gpd.GeoDataFrame(
        pd.DataFrame(table, dtype=object), geometry=gpd.GeoSeries(shapes, crs=CRS)
    ).to_crs(4326)


def placed(estates, *layer, drawn=()):
    filled, _ = levelled(layer_of(*layer), estates, ADMINISTRATIVE)
    return places(estates, filled, drawn_of(*drawn), CRS)


def members(where, level):
    own = where.members[where.members["level"].eq(level)]
    return dict(zip(own["estate_id"], own["area_id"], strict=True))
