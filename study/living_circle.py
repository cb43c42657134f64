"""Streets, gates and facilities put together: how far people walk, and what is in reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import pandas as pd
import pyproj

from geo import coverage, entrances, off_network, street_network, to_metric
from geo.ground import Ground, ground
from geo.network import Network
from geo.walk import walked
from intake import Inputs
from standards import Standards
from study.catalogues import catalogue
from study.choices import Choices
from study.facility_categories import Categorised, categorised
from study.facility_issues import facility_issues
from study.walking_issues import walking_issues
from tables import Issue

Method = Literal["streets", "straight"]


@dataclass(frozen=True)
class Circle:
    """Walks (long), coverage (one row an estate), and what both were measured with.

    `ground` is everybody and everything on the streets, for walking again: what-if, isochrones,
    siting. `entrances` and `facilities` are in its metric CRS. `known` is the catalogue coverage
    was measured by, `metres` the circles' minutes → metres. Facilities are counted within
    `rings_m`; walks are followed to `limit_m`, gates and doors lie at most `snap_m` from a street.
    `rules` are the standards in force.
    """

    walks: pd.DataFrame
    coverage: pd.DataFrame
    entrances: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    ground: Ground
    known: pd.DataFrame
    metres: Mapping[int, float]
    rings_m: tuple[float, ...]
    limit_m: float
    snap_m: float
    method: Method
    rules: Standards
    issues: tuple[Issue, ...]


def circle_metres(choices: Choices, rules: Standards) -> dict[int, float]:
    """Return minutes → metres of the living circle: as chosen, else the standard in force."""
    return dict(choices.walking.metres or rules["circle_walk_m"])


def rings(choices: Choices, rules: Standards) -> tuple[float, ...]:
    """Return the distances within which facilities are counted, the circles' own among them."""
    stated = choices.walking.rings_m or rules["count_rings_m"]
    return tuple(sorted({*map(float, stated), *map(float, circle_metres(choices, rules).values())}))


def living_circle(
    estates: gpd.GeoDataFrame,
    inputs: Inputs,
    choices: Choices,
    rules: Standards,
    crs: pyproj.CRS,
) -> Circle:
    """Return walks and coverage of every estate; without streets or facilities all unknown."""
    snap_m = choices.walking.snap_m or rules["gates"]["snap_m"]
    limit_m = choices.walking.limit_m or rules["gates"]["limit_m"]
    metres = circle_metres(choices, rules)
    known = catalogue(choices.walking.catalogue, rules, metres)
    judged = _facilities(inputs, rules, crs)
    facilities = judged.facilities
    network = street_network(_streets(inputs, rules, crs))
    gates = _gates(estates, inputs, network, rules, snap_m)
    placed = ground(gates, facilities, network, cap_m=snap_m)
    counted = rings(choices, rules)
    found = walked(placed, limit_m=limit_m, rings_m=counted)
    people = estates.set_index("estate_id")["residents"]
    covered = coverage(found, known, people).drop(columns="residents")
    astray = off_network(facilities, network, cap_m=snap_m)
    issues = (
        *facility_issues(judged),
        *walking_issues(inputs, gates, astray, cap_m=snap_m),
    )
    return Circle(
        walks=found,
        coverage=_with_status(covered, gates, inputs),
        entrances=gates,
        facilities=facilities,
        ground=placed,
        known=known,
        metres=metres,
        rings_m=counted,
        limit_m=limit_m,
        snap_m=snap_m,
        method="streets",
        rules=rules,
        issues=issues,
    )


def _gates(
    estates: gpd.GeoDataFrame, inputs: Inputs, network: Network, rules: Standards, snap_m: float
) -> gpd.GeoDataFrame:
    places = rules["gates"]
    return entrances(
        to_metric(estates[["estate_id", "geometry"]], network.crs),
        network,
        reach_m=places["reach_m"],
        spacing_m=places["spacing_m"],
        turn_deg=places["turn_deg"],
        most=places["most"],
        cap_m=snap_m,
        given=_given_gates(inputs, estates, network.crs),
    )


def _streets(inputs: Inputs, rules: Standards, crs: pyproj.CRS) -> gpd.GeoDataFrame:
    streets = inputs.tables.get("streets")
    if streets is None:
        return gpd.GeoDataFrame({"walkable": []}, geometry=[], crs=crs)
    barred = streets["highway"].isin(rules["not_walkable"])
    walkable = streets["walkable"].astype("boolean").fillna(value=True) & ~barred
    return to_metric(streets.assign(walkable=walkable), crs)


def _facilities(inputs: Inputs, rules: Standards, crs: pyproj.CRS) -> Categorised:
    """Return the facilities of the catalogue, in metres, and the places that do not count."""
    given = inputs.tables.get("facilities")
    if given is None:
        empty: dict[str, list[str]] = {"facility_id": [], "category": []}
        given = gpd.GeoDataFrame(empty, geometry=[], crs=crs)
    judged = categorised(to_metric(given, crs), rules)
    return judged._replace(facilities=judged.facilities.reset_index(drop=True))


def _given_gates(
    inputs: Inputs, estates: gpd.GeoDataFrame, crs: pyproj.CRS
) -> gpd.GeoDataFrame | None:
    given = inputs.tables.get("entrances")
    if given is None:
        return None
    known = given["estate_id"].isin(estates["estate_id"])
    return to_metric(given[known], crs).reset_index(drop=True)


def _with_status(covered: pd.DataFrame, gates: gpd.GeoDataFrame, inputs: Inputs) -> pd.DataFrame:
    off = set(gates.loc[gates["entrance_id"].isna(), "estate_id"])
    status = covered["coverage"].notna().map({True: "measured", False: "no_facilities"})
    status = status.where(~covered["estate_id"].isin(off), "off_network")
    return covered.assign(walk_status=status if "streets" in inputs.tables else "no_streets")
