"""Which facilities, estates and gates no street comes near."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.walking.ground import Ground


def off_streets(ground: Ground) -> pd.DataFrame:
    """Return the facilities without a door on the streets: facility_id, category, snap_m.

    `snap_m` is how far the nearest of its doors lies from a street, missing where it has no place.
    Sorted by facility_id, then category.
    """
    places = ground.places
    on = np.zeros(len(ground.facility_ids), dtype=bool)
    on[places.facility[places.edge >= 0]] = True
    away_m = np.full(len(on), np.inf)
    known = ~np.isnan(places.snap_m)
    np.minimum.at(away_m, places.facility[known], places.snap_m[known])
    off = np.flatnonzero(~on)
    return pd.DataFrame({
        "facility_id": ground.facility_ids[off],
        "category": ground.categories[places.category[off]],
        "snap_m": np.where(np.isinf(away_m[off]), np.nan, away_m[off]),
    })  # fmt: skip


def estates_off_streets(ground: Ground) -> list[str]:
    """Return the ids of the origins none of whose gates is on the streets, sorted."""
    gateless = np.diff(ground.gates.first) == 0
    return [str(origin_id) for origin_id in ground.origin_ids[gateless]]


def gates_off_streets(gates: gpd.GeoDataFrame, ground: Ground) -> pd.Series:
    """Return how many `gates` of an estate are off the streets where others of it are on them.

    By estate_id, sorted; estates with all gates on the streets, or none, are left out.
    """
    there = gates[gates["entrance_id"].notna()].groupby("estate_id").size()
    on = pd.Series(np.diff(ground.gates.first), index=ground.origin_ids).reindex(there.index)
    off: pd.Series = there - on
    left_out: pd.Series = off[(on > 0) & (off > 0)].astype(int)
    return left_out.sort_index()
