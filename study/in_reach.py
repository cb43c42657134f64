"""Which facilities every estate of a study has in reach, along streets or by straight lines."""

from collections.abc import Collection

import pandas as pd

from geo.walking.straight import straight_pairs
from geo.walking.walk import reachable
from study.living_circle import Circle


def in_reach(
    circle: Circle, *, limit_m: float, categories: Collection[str] | None = None
) -> pd.DataFrame:
    """Return estate_id, category, facility_id, walk_m, method of everything within the limit.

    Sorted by the first two, walk_m and facility_id. Along streets as `geo.walking.walk.reachable`
    does it; without streets by straight lines times the detour, as the walks of the study are. Only
    of these `categories`, if given. `attrs["limit_m"]` keeps the limit.
    """
    if circle.method == "streets":
        found = reachable(circle.ground, limit_m=limit_m, categories=categories)
        return found.assign(method=circle.method)
    facilities = circle.facilities
    if categories is not None:
        facilities = facilities[facilities["category"].isin(list(categories))]
    return straight_pairs(
        circle.outlines,
        facilities,
        detour=circle.detour,
        limit_m=limit_m,
        entrances=circle.entrances,
    )
