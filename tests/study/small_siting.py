"""One street of 1,000 m, four estates along it, and idle rooms beside it: walks by hand."""

import datetime as dt

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point, box

from intake import Inputs
from standards import in_force
from study.choices import Choices
from study.living_circle import living_circle
from study.siting_town import Town
from study.weighing import Weighing

CRS = "EPSG:4547"
DAY = dt.date(2026, 11, 21)
# estate: metres along the street, residents, elders
ESTATES = {
    "E1": (100, 1000, 300),
    "E2": (300, 400, 90),
    "E3": (600, 700, 200),
    "E4": (900, 300, 80),
}
# room: metres along the street, floor area, possible use, cost
ROOMS = {
    "X1": (200, 400, None, 60),
    "X2": (450, 360, "养老", None),
    "X3": (750, 500, "是", 90),
    "X4": (610, 90, None, 10),
    "X5": (640, None, None, 10),
    "X6": (620, 800, "否", 10),
    "X7": (630, 800, "托育", 10),
    "X8": (990, 800, "仓储", 10),
}


def rooms(table=None):
    rows = ROOMS if table is None else table
    frame = pd.DataFrame(
        [
            (name, f"{name}号房", "闲置办公用房", area, use, cost)
            for name, (_, area, use, cost) in rows.items()
        ],
        columns=["asset_id", "name", "kind", "floor_area_m2", "use_possible", "cost_wan"],
    )
    at = [Point(500_000 + metres, 3_300_000) for metres, *_ in rows.values()]
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(at, crs=CRS)).to_crs("EPSG:4326")


def stands(at):
    """A point on the street, or the area of a facility beside it: 5 to 405 m off."""
    if isinstance(at, tuple):
        return box(500_000 + at[0], 3_300_005, 500_000 + at[1], 3_300_405)
    return Point(500_000 + at, 3_300_000)


def town(*, idle=None, there=(), streets=True, elders=True):
    """`there`: (category, metres along the street, capacity) of the facilities that exist.

    (from, to) in place of metres: an area beside the street.
    """
    estates = pd.DataFrame(
        [(name, name, people, old) for name, (_, people, old) in ESTATES.items()],
        columns=["estate_id", "name", "residents", "elders"],
    )
    if not elders:
        estates["elders"] = [300, None, 200, 80]
    spots = [500_000 + at for at, *_ in ESTATES.values()]
    outlines = [box(x - 20, 3_300_005, x + 20, 3_300_045) for x in spots]
    gates = gpd.GeoDataFrame(
        {"entrance_id": [f"G{i}" for i in range(4)], "estate_id": list(ESTATES)},
        geometry=gpd.GeoSeries([Point(x, 3_300_000) for x in spots], crs=CRS),
    )
    doors = gpd.GeoDataFrame(
        {
            "facility_id": [f"F{i}" for i in range(len(there))],
            "category": [category for category, *_ in there],
            "name": None,
            "capacity": [capacity for *_, capacity in there],
            "floor_area_m2": None,
        },
        geometry=gpd.GeoSeries([stands(at) for _, at, _ in there], crs=CRS),
    )
    lines = [LineString([(500_000, 3_300_000), (501_000, 3_300_000)])] * streets
    roads = gpd.GeoDataFrame(
        {"name": ["人民路"] * streets, "highway": [None] * streets, "walkable": [True] * streets},
        geometry=gpd.GeoSeries(lines, crs=CRS),
    )
    shaped = gpd.GeoDataFrame(estates, geometry=gpd.GeoSeries(outlines, crs=CRS))
    tables = {"streets": roads, "facilities": doors, "entrances": gates}
    inputs = Inputs(
        tables={name: table.to_crs("EPSG:4326") for name, table in tables.items()},
        files=(),
        issues=(),
    )
    choices = Choices("四小区", (2027,), DAY, Weighing())
    circle = living_circle(shaped.to_crs("EPSG:4326"), inputs, choices, in_force(DAY), shaped.crs)
    return Town(shaped, circle, rooms() if idle is None else idle)
