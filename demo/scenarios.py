"""What if, for the town that was built: a footbridge where motors cross, a centre in an idle room.

Both are found in the town, so that they fit one of any size; coordinates are WGS84, as study.yaml
wants them.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from demo.ground import Shapes
from demo.town import Town

FACILITY, NAME = "eld_daycare", "日间照料中心"
_NEAR_M = 300  # straight, within which a centre is near enough
_WALKED_M = 500  # straight, from where people would use a bridge
_LEAST_M2 = 350  # a day-care centre of the complete-community list
_DEGREES = 6  # decimals: a decimetre

Floats = NDArray[np.float64]
LonLat = tuple[float, float]


def footbridge(town: Town) -> tuple[LonLat, LonLat] | None:
    """Return the ends of the motor bridge most people live by; None where there is none."""
    streets = town.streets
    barred = streets[streets["bridge"].eq("yes") & ~streets["walkable"].astype(bool)]
    if barred.empty:
        return None
    lines = barred.geometry.to_numpy()
    used = _near(lines, town.estates, town.estates["residents"], _WALKED_M)
    chosen = lines[int(used.argmax())]  # the first of equals
    ends = gpd.GeoSeries(shapely.points(shapely.get_coordinates(chosen)[[0, -1]]), crs=streets.crs)
    start, end = _lonlat(ends)
    return start, end


def room(town: Town) -> tuple[str, LonLat] | None:
    """Return name and place of the idle room near which most elders lack a day-care centre.

    Only rooms large enough whose owner has not said no or something else; straight lines.
    """
    rooms = town.idle_assets
    told = rooms["use_possible"].isna() | rooms["use_possible"].astype("str").str.contains("养老")
    fit = rooms[told & rooms["floor_area_m2"].ge(_LEAST_M2)].reset_index(drop=True)
    if fit.empty:
        return None
    best = fit.iloc[int(_elders_gaining(fit, town).argmax())]  # the first of equals
    (place,) = _lonlat(gpd.GeoSeries([best.geometry], crs=rooms.crs))
    return str(best["name"]), place


def scenarios(town: Town) -> str:
    """Return the part `scenarios` of study.yaml; nothing where the town offers no change."""
    bridge, found = footbridge(town), room(town)
    crossing = "" if bridge is None else _bridge_line(*bridge)
    centre = "" if found is None else _centre_line(*found)
    rows = [
        ("跨河人行桥", crossing),
        ("闲置用房改日间照料中心", centre),
        ("桥和日间照料中心", crossing + centre if crossing and centre else ""),
    ]
    told = "".join(f"  - name: {name}\n    changes:\n{lines}" for name, lines in rows if lines)
    return f"scenarios:\n{told}" if told else "scenarios: []\n"


def _elders_gaining(rooms: gpd.GeoDataFrame, town: Town) -> Floats:
    """Return for each room how many elders live near it and near no day-care centre."""
    centres = town.facilities[town.facilities["category"].eq(FACILITY)].geometry.to_numpy()
    served = shapely.STRtree(town.estates.geometry.to_numpy()).query(
        centres, predicate="dwithin", distance=_NEAR_M
    )[1]
    lacking = town.estates["elders"].mask(np.isin(np.arange(len(town.estates)), served))
    return _near(rooms.geometry.to_numpy(), town.estates, lacking, _NEAR_M)


def _near(places: Shapes, estates: gpd.GeoDataFrame, people: pd.Series, near_m: float) -> Floats:
    """Return how many of `people` live in estates within `near_m` of each place."""
    tree = shapely.STRtree(estates.geometry.to_numpy())
    place, estate = tree.query(places, predicate="dwithin", distance=near_m)
    counts = people.fillna(0).to_numpy(dtype=float)[estate]
    found = np.bincount(place, weights=counts, minlength=len(places))
    return np.asarray(found, dtype=np.float64)


def _bridge_line(start: LonLat, end: LonLat) -> str:
    ends = f"from: {list(start)}, to: {list(end)}"
    return f"      - footbridge: {{{ends}, name: 跨河人行桥}}\n"


def _centre_line(name: str, place: LonLat) -> str:
    told = f"facility: {FACILITY}, at: {list(place)}, name: {name}{NAME}"
    return f"      - add: {{{told}}}\n"


def _lonlat(points: gpd.GeoSeries) -> list[LonLat]:
    there = points.to_crs(4326)
    return [
        (round(lon, _DEGREES), round(lat, _DEGREES))
        for lon, lat in zip(there.x, there.y, strict=True)
    ]
