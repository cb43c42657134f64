"""Everything one estate reaches on foot, with its distance: a table to print."""

from dataclasses import replace

import numpy as np
import pandas as pd

from geo.walking.ground import Ground
from geo.walking.walk import reachable
from geo.walking.walker import Walker, minutes
from standards import Standards
from study.in_reach import in_reach
from study.living_circle import Circle
from tables import InputError


def walkers(rules: Standards) -> dict[str, Walker]:
    """Return who walks, by name: the adult, whose metres are the street's, and the elder."""
    return {name: Walker(name, **given) for name, given in rules["walkers"].items()}


def reach_table(circle: Circle, estate_id: str) -> pd.DataFrame:
    """Return category, facility_id, name, walk_m, a column of minutes a walker, and method.

    Every facility within the limit of the estate, category by category, nearest first, then by id.
    `adult_min`, `elder_min`: time by the shortest way of each, steps counted as the walker does.
    An estate off the network reaches nothing: no row. `method` is `streets`, or `straight` where
    there are none: then walks are straight lines times a detour, on level ground.
    Raises InputError `geo.unknown_estate`.
    """
    _need_known(circle, estate_id)
    mine = circle.outlines["estate_id"].eq(estate_id)
    own = replace(circle, outlines=circle.outlines[mine], ground=_alone(circle.ground, estate_id))
    table = in_reach(own, limit_m=circle.limit_m).drop(columns="estate_id")
    keys = pd.MultiIndex.from_frame(table[["category", "facility_id"]])
    for name, walker in walkers(circle.rules).items():
        walk_m = table["walk_m"]
        if circle.method == "streets":
            walk_m = _own_walks(own, walker).reindex(keys)
        table[f"{name}_min"] = minutes(walk_m.to_numpy(dtype=float), walker)
    table.insert(2, "name", _names(circle, table))
    method = table.pop("method")
    return table.assign(method=method)


def _own_walks(circle: Circle, walker: Walker) -> "pd.Series[float]":
    """Return the way of a walker to everything one estate reaches, by category and facility."""
    limit_m = circle.limit_m * walker.steps_factor
    found = reachable(circle.ground, limit_m=limit_m, walker=walker)
    return found.set_index(["category", "facility_id"])["walk_m"]


def nearest(circle: Circle, estate_id: str) -> pd.DataFrame:
    """Return the nearest facility of each category: category, walk_m, status, <walker>_min ….

    Each walker goes to the facility nearest by that walker's own way; minutes of what is not
    reached are missing. Straight lines count as level ground. Sorted by category.
    Raises InputError `geo.unknown_estate`.
    """
    _need_known(circle, estate_id)
    walks = circle.walks[circle.walks["estate_id"].eq(estate_id)]
    table = walks[["category", "walk_m", "status"]].sort_values("category", ignore_index=True)
    for name, walker in walkers(circle.rules).items():
        walk_m = table["walk_m"]
        if walker.steps_factor != 1.0 and circle.ground.network.steps.any():
            alone, limit_m = _alone(circle.ground, estate_id), circle.limit_m * walker.steps_factor
            own = reachable(alone, limit_m=limit_m, walker=walker)
            walk_m = table["category"].map(own.groupby("category")["walk_m"].min())
        table[f"{name}_min"] = minutes(walk_m.to_numpy(float), walker)
    return table


def _need_known(circle: Circle, estate_id: str) -> None:
    """Refuse an id no estate has: the place it would stand at is another estate's."""
    if not np.isin(estate_id, circle.ground.origin_ids):
        raise InputError("geo.unknown_estate", estate=estate_id)


def _names(circle: Circle, table: pd.DataFrame) -> pd.Series:
    facilities = circle.facilities
    if "name" not in facilities:
        return pd.Series(None, table.index, dtype=object)
    first = facilities.drop_duplicates("facility_id").set_index("facility_id")["name"]
    names = table["facility_id"].map(first).astype(object)
    return names.where(names.notna(), None)


def _alone(ground: Ground, estate_id: str) -> Ground:
    """Return the ground with one origin."""
    at = int(np.searchsorted(ground.origin_ids, estate_id))
    start, stop = ground.gates.first[at : at + 2]
    gates = ground.gates
    own = gates._replace(
        first=np.array([0, stop - start], dtype=np.int64),
        edge=gates.edge[start:stop],
        offset_m=gates.offset_m[start:stop],
        snap_m=gates.snap_m[start:stop],
    )
    return replace(ground, origin_ids=ground.origin_ids[at : at + 1], gates=own)
