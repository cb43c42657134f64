"""What a siting starts from: people of the estates, sites on the streets, walks between them."""

from dataclasses import replace
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.walking.ground import Ground, Names, ground
from geo.walking.reach import Places
from geo.walking.walk import reach_pairs
from standards import Standards
from study.children import with_children
from study.living_circle import Circle
from study.siting_choices import BY_STANDARD, SitingChoice
from study.siting_rooms import needs
from support import Problem, problem

NEW, OPEN = "n:", "o:"  # a room may bear the id of a facility: they are told apart inside
SITE = "site"  # the one category of a siting's ground


class Town(NamedTuple):
    """What every siting of a study begins with: estates with residents, the circle, idle rooms."""

    estates: gpd.GeoDataFrame
    circle: Circle
    idle: gpd.GeoDataFrame


class Demand(NamedTuple):
    """Who is counted: the column, the column that was wanted, and the estates left out."""

    column: str
    wanted: str
    table: pd.DataFrame
    unknown: tuple[str, ...]


def demand(estates: pd.DataFrame, facility: str, rules: Standards) -> Demand:
    """Return the people each estate would send: those a facility is for, else all residents.

    Where a facility is for elders and they are not known of every estate, residents are counted
    of all: two measures in one sum would favour the estates that were counted better.
    """
    wanted = next(
        (row["people"] for row in rules["old_and_young"] if row["category"] == facility),
        "residents",
    )
    known = with_children(estates, rules)
    residents = pd.to_numeric(known["residents"]).astype("float64")
    people = pd.to_numeric(known[wanted]).astype("float64")
    column = wanted if not (people.isna() & residents.notna()).any() else "residents"
    counted = people if column == wanted else residents
    table = pd.DataFrame({"demand_id": known["estate_id"], "people": counted})
    left = known.loc[counted.isna(), "name"].fillna(known["estate_id"])
    return Demand(column, wanted, table[counted.notna()], tuple(left))


def open_sites(circle: Circle, facility: str) -> pd.DataFrame:
    """Return the facilities that are there: facility_id, capacity."""
    mine = circle.facilities[circle.facilities["category"] == facility]
    return pd.DataFrame(mine.reindex(columns=["facility_id", "capacity"]))


def on_streets(rooms: gpd.GeoDataFrame, facility: str, circle: Circle) -> Ground:
    """Return the estates, the facilities that are there and the possible rooms on the streets.

    Estates leave and facilities are entered where the circle says; rooms are put on its streets.
    """
    there, free = circle.ground, rooms[rooms["reason"] == ""]
    table = {"facility_id": NEW + free["asset_id"].astype(str), "category": SITE}
    new = gpd.GeoDataFrame(table, geometry=free.geometry)
    spare = ground(circle.entrances.iloc[:0], new, there.network, cap_m=circle.snap_m)
    mine, old = _entered(there, facility)
    return replace(
        there,
        facility_ids=np.concatenate([spare.facility_ids, OPEN + mine]),
        categories=np.array([SITE], dtype=object),
        places=_together(spare.places, old),
    )


def _entered(there: Ground, facility: str) -> tuple[Names, Places]:
    """Return the facilities of a category and their doors, numbered from 0."""
    every = there.places
    mine = np.flatnonzero(there.categories[every.category] == facility)
    door = np.flatnonzero(np.isin(every.facility, mine))
    doors = Places(
        edge=every.edge[door],
        offset_m=every.offset_m[door],
        snap_m=every.snap_m[door],
        facility=np.searchsorted(mine, every.facility[door]),
        category=np.zeros(len(mine), dtype=np.int64),
    )
    return there.facility_ids[mine], doors


def _together(first: Places, then: Places) -> Places:
    """Return the doors of both, the facilities of `then` numbered behind those of `first`."""
    behind = then.facility + len(first.category)
    return Places(
        edge=np.concatenate([first.edge, then.edge]),
        offset_m=np.concatenate([first.offset_m, then.offset_m]),
        snap_m=np.concatenate([first.snap_m, then.snap_m]),
        facility=np.concatenate([first.facility, behind]),
        category=np.concatenate([first.category, then.category]),
    )


def off_streets(rooms: gpd.GeoDataFrame, placed: Ground) -> gpd.GeoDataFrame:
    """Return the rooms, those too far from any street with the reason `off_network`."""
    near = {*placed.facility_ids[placed.places.facility[placed.places.edge >= 0]]}
    far = ~(NEW + rooms["asset_id"].astype(str)).isin(near)
    return rooms.assign(reason=rooms["reason"].mask(far & rooms["reason"].eq(""), "off_network"))


def stated(placed: Ground, sites: pd.DataFrame, people: pd.DataFrame, *, reach_m: float) -> Problem:
    """Return the problem: who lives where, the sites, and every walk within reach."""
    pairs = reach_pairs(placed, limit_m=reach_m)
    walks = pd.DataFrame(
        {
            "demand_id": placed.origin_ids[pairs.origin],
            "site_id": placed.facility_ids[pairs.facility],
            "walk_m": pairs.walk_m,
        }
    )
    return problem(people, sites, walks)


def sites(
    rooms: pd.DataFrame, there: pd.DataFrame, chosen: SitingChoice, rules: Standards
) -> pd.DataFrame:
    """Return all sites: site_id, existing, capacity (people; missing: no limit), cost_wan."""
    free = rooms[rooms["reason"] == ""]
    held = pd.to_numeric(there["capacity"]).astype("float64").groupby(there["facility_id"]).max()
    if chosen.capacity is None:
        held[:] = np.nan
    asked = chosen.capacity
    each = needs(chosen.facility, rules)["capacity"] if asked == BY_STANDARD else asked
    old = pd.DataFrame({"site_id": OPEN + held.index.astype(str), "capacity": held.to_numpy()})
    new = pd.DataFrame({"site_id": NEW + free["asset_id"].astype(str), "capacity": each})
    new["cost_wan"] = free["cost_wan"]
    both = [old.assign(existing=True, cost_wan=np.nan), new.assign(existing=False)]
    return pd.concat([_typed(frame) for frame in both], ignore_index=True)


def _typed(sites: pd.DataFrame) -> pd.DataFrame:
    """Return the sites with the kinds of an empty table too."""
    numbers = {name: sites[name].astype("float64") for name in ("capacity", "cost_wan")}
    return sites.assign(existing=sites["existing"].astype(bool), **numbers)
