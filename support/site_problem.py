"""Who needs a facility, where it could go, and how far they would walk: arrays in one order."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tables import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Words = NDArray[np.object_]


@dataclass(frozen=True, eq=False, repr=False)
class Problem:
    """Demand and sites sorted by id, pairs by demand, walk and site: row order never matters.

    `people` (D,) live at each demand place and need `places` (D,) in a facility (children of a
    kindergarten, all of them where every resident counts). `capacity` (J,) is in places, inf
    without limit; `existing` (J,) are open whatever is chosen. Pairs (P,) number demand and site;
    `walk_m` is the walk between them. `whole`: a demand place is sent to one site whole; else its
    people may go to several.
    """

    demand_ids: Words
    people: Floats
    places: Floats
    site_ids: Words
    existing: Bools
    capacity: Floats
    cost_wan: Floats
    demand: Ints
    site: Ints
    walk_m: Floats
    whole: bool = False

    @property
    def limited(self) -> bool:
        """Tell whether any site can be full."""
        return bool(np.isfinite(self.capacity).any())


def problem(
    demand: pd.DataFrame, sites: pd.DataFrame, walks: pd.DataFrame, *, whole: bool = False
) -> Problem:
    """Return the problem that the tables state.

    `demand`: demand_id, people (≥ 0), and places they need where these are not the people
    themselves. `sites`: site_id, existing; capacity (places; missing: no limit) and cost_wan
    where known. `walks`: demand_id, site_id, walk_m, one row a pair in reach;
    of a pair given twice the shorter walk counts, rows of ids that are in neither table do not.

    Errors: `siting.id_twice` for a demand or site listed twice, `siting.bad_people` for a number
    of people or places that is missing or below zero.
    """
    demand = demand.sort_values("demand_id", ignore_index=True)
    sites = sites.sort_values("site_id", ignore_index=True)
    _once(demand["demand_id"])
    _once(sites["site_id"])
    people = _counted(demand, "people")
    pairs = _pairs(demand, sites, walks)
    capacity = _numbers(sites, "capacity")
    return Problem(
        demand_ids=demand["demand_id"].to_numpy(object),
        people=people,
        places=_counted(demand, "places") if "places" in demand else people,
        site_ids=sites["site_id"].to_numpy(object),
        existing=sites["existing"].to_numpy(bool),
        capacity=np.where(np.isnan(capacity), np.inf, capacity),
        cost_wan=_numbers(sites, "cost_wan"),
        demand=pairs["demand"].to_numpy(np.int64),
        site=pairs["site"].to_numpy(np.int64),
        walk_m=pairs["walk_m"].to_numpy(np.float64),
        whole=whole,
    )


def _once(ids: pd.Series) -> None:
    twice = ids[ids.duplicated()]
    if len(twice):
        raise InputError("siting.id_twice", id=twice.iloc[0])


def _counted(demand: pd.DataFrame, column: str) -> Floats:
    found = demand[column].to_numpy(np.float64, na_value=np.nan)
    if not (found >= 0).all():
        raise InputError("siting.bad_people", demand=demand["demand_id"][~(found >= 0)].iloc[0])
    return found


def _numbers(sites: pd.DataFrame, column: str) -> Floats:
    if column not in sites:
        return np.full(len(sites), np.nan)
    return sites[column].to_numpy(np.float64, na_value=np.nan)


def _pairs(demand: pd.DataFrame, sites: pd.DataFrame, walks: pd.DataFrame) -> pd.DataFrame:
    found = pd.DataFrame(
        {
            "demand": pd.Index(demand["demand_id"]).get_indexer(walks["demand_id"]),
            "site": pd.Index(sites["site_id"]).get_indexer(walks["site_id"]),
            "walk_m": walks["walk_m"].to_numpy(np.float64, na_value=np.nan),
        }
    )
    known = found[(found["demand"] >= 0) & (found["site"] >= 0) & found["walk_m"].notna()]
    known = known.sort_values(["demand", "walk_m", "site"], kind="stable")
    return known.drop_duplicates(["demand", "site"])
