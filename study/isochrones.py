"""How far the people of an estate get on foot: the areas and the streets, to draw on a map."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.isochrones.isochrone import isochrone
from geo.isochrones.reached_pieces import pieces_table, reached_pieces
from geo.walking.walker import Walker, as_walked
from study.living_circle import Circle
from tables import InputError

_LONLAT = "EPSG:4326"


def isochrones(
    circle: Circle,
    estate_ids: Sequence[str] | None,
    metres: Mapping[int, float],
    *,
    walker: Walker | None = None,
) -> gpd.GeoDataFrame:
    """Return the ground in reach of each estate: estate_id, minutes, metres, geometry (EPSG:4326).

    One row an estate and circle, sorted by both; `estate_ids` None: all. `metres`: minutes →
    metres of the walk, as `circle.metres`; `walker_metres` gives those of a walker, whose longer
    steps count when `walker` is given. The areas of one estate lie within one another. Where
    nothing is reached (the estate is off the network, there are no streets) the geometry is
    missing. How near to a street is in reach, and which holes are filled: rule `isochrone`.

    Raises InputError `geo.unknown_estate`.
    """
    ground, rule = as_walked(circle.ground, walker), circle.rules["isochrone"]
    limits = _ascending(metres)
    origins = _origins(circle, estate_ids)
    areas = [
        isochrone(ground, origin, limits_m=list(limits.values()), **rule) for origin in origins
    ]
    shapes = np.array(areas, dtype=object).reshape(-1)
    shapes = np.array([None if shape.is_empty else shape for shape in shapes], dtype=object)
    columns = {
        "estate_id": np.repeat(circle.ground.origin_ids[origins], len(limits)),
        "minutes": np.tile(list(limits), len(origins)),
        "metres": np.tile(list(limits.values()), len(origins)),
    }
    table = gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=ground.network.crs))
    return table.to_crs(_LONLAT)


def reached_streets(
    circle: Circle, estate_id: str, metres: Mapping[int, float], *, walker: Walker | None = None
) -> gpd.GeoDataFrame:
    """Return the pieces of street an estate reaches: minutes, walk_from_m, walk_to_m, geometry.

    Each piece belongs to the smallest circle that holds it; none lies in another. Walks are in
    metres from the gate at both ends of the piece. EPSG:4326; sorted along the network.
    Raises InputError `geo.unknown_estate`.
    """
    ground, limits = as_walked(circle.ground, walker), _ascending(metres)
    (origin,) = _origins(circle, [estate_id])
    pieces = reached_pieces(ground, origin, limits_m=list(limits.values()))
    table = pieces_table(pieces, ground.network).drop(columns="edge")
    minutes = np.array(list(limits), dtype=np.int64)[table.pop("tier").to_numpy()]
    table.insert(0, "minutes", minutes)
    return table.to_crs(_LONLAT)


def walker_metres(minutes: Sequence[int], walker: Walker) -> dict[int, float]:
    """Return minutes → metres a walker gets: minutes · speed_m_per_min.

    >>> walker_metres([5, 15], Walker("elder", 54.0, 2.0))
    {5: 270.0, 15: 810.0}
    """
    return {minute: minute * walker.speed_m_per_min for minute in minutes}


def _ascending(metres: Mapping[int, float]) -> dict[int, float]:
    pairs = sorted((float(metre), minute) for minute, metre in metres.items())
    return {minute: metre for metre, minute in pairs}


def _origins(circle: Circle, estate_ids: Sequence[str] | None) -> np.ndarray:
    known = pd.Index(circle.ground.origin_ids)
    if estate_ids is None:
        return np.arange(len(known))
    origins = known.get_indexer(pd.Index(sorted(set(estate_ids)), dtype=object))
    if (origins < 0).any():
        missing = sorted(set(estate_ids) - set(known))
        raise InputError("geo.unknown_estate", estate=missing[0])
    return origins
