"""Everything one estate reaches on foot, with its distance: a table to print."""

from dataclasses import replace

import numpy as np
import pandas as pd

from geo.ground import Ground
from geo.walk import reachable
from geo.walker import Walker, minutes
from standards import Standards
from study.living_circle import Circle


def walkers(rules: Standards) -> dict[str, Walker]:
    """Return who walks, by name: the adult, whose metres are the street's, and the elder."""
    return {name: Walker(name, **given) for name, given in rules["walkers"].items()}


def reach_table(circle: Circle, estate_id: str) -> pd.DataFrame:
    """Return category, facility_id, name, walk_m and a column of minutes a walker.

    Every facility within the limit of the estate, category by category, nearest first, then by id.
    `adult_min`, `elder_min`: time by the shortest way of each, steps counted as the walker does.
    An estate off the network reaches nothing: no row.
    """
    ground = _alone(circle.ground, estate_id)
    table = reachable(ground, limit_m=circle.limit_m).drop(columns="estate_id")
    keys = ["category", "facility_id"]
    for name, walker in walkers(circle.rules).items():
        own = reachable(ground, limit_m=circle.limit_m * walker.steps_factor, walker=walker)
        walk_m = own.set_index(keys)["walk_m"].reindex(pd.MultiIndex.from_frame(table[keys]))
        table[f"{name}_min"] = minutes(walk_m.to_numpy(float), walker)
    table.insert(2, "name", _names(circle, table))
    return table


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
