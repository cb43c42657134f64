"""Streets, gates and facilities put together: how far people walk, and what is in reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import pandas as pd
import pyproj

from geo import coverage, to_metric
from geo.walking.ground import Ground
from geo.walking.off_streets import estates_off_streets
from geo.walking.straight import straight_walks
from geo.walking.walk import walked
from intake import Inputs
from standards import Standards
from study.catalogues import catalogue
from study.choices import Choices
from study.circle_issues import circle_issues, long_walks
from study.facility_categories import Categorised
from study.off_network import judged
from study.on_the_streets import OnTheStreets, detour_factor, on_the_streets, snap_m
from tables import Issue

Method = Literal["streets", "straight"]


@dataclass(frozen=True)
class Circle:
    """Walks (long), coverage (one row an estate), and what both were measured with.

    `ground` is everybody and everything on the streets, for walking again: what-if, isochrones,
    siting. `outlines` of estates, `entrances` and `facilities` are in its metric CRS. `known` is
    the catalogue coverage was measured by, `metres` the circles' minutes → metres. Facilities are
    counted within `rings_m`, but nobody counts beyond `limit_m`, where walks end; gates and doors
    lie at most `snap_m` from a street.
    `rules` are the standards in force, `judged` says which places in the files count as what and
    which do not. `detours` are facilities near as the crow flies and far on foot
    (`geo.walking.detours`); `detour` is what a straight line was multiplied by where there are no
    streets.
    """

    walks: pd.DataFrame
    coverage: pd.DataFrame
    outlines: gpd.GeoDataFrame
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
    judged: Categorised
    detours: pd.DataFrame
    detour: float


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
    """Return walks and coverage of every estate; without facilities all unknown.

    Without a street to walk on, walks are straight lines times a detour (`method` straight).
    """
    limit_m = float(choices.walking.limit_m or rules["gates"]["limit_m"])
    metres = circle_metres(choices, rules)
    known = catalogue(choices.walking.catalogue, rules, metres)
    placed = on_the_streets(estates, inputs, choices, rules, crs)
    outlines = to_metric(estates[["estate_id", "geometry"]], crs)
    method: Method = "streets" if len(placed.ground.network.u) else "straight"
    counted = rings(choices, rules)
    if method == "streets":
        found = walked(placed.ground, limit_m=limit_m, rings_m=counted)
    else:
        found = _straight(outlines, placed, choices, rules, limit_m=limit_m)
    people, far = estates.set_index("estate_id")["residents"], long_walks(placed, rules)
    covered = coverage(judged(found, placed.ground), known, people).drop(columns="residents")
    return Circle(
        walks=found.assign(method=method),
        coverage=_with_status(covered, placed.ground, method),
        outlines=outlines,
        entrances=placed.gates,
        facilities=placed.judged.facilities,
        ground=placed.ground,
        known=known,
        metres=metres,
        rings_m=counted,
        limit_m=limit_m,
        snap_m=snap_m(choices, rules),
        method=method,
        rules=rules,
        issues=circle_issues(estates, inputs, placed, choices, rules, found=far),
        judged=placed.judged,
        detours=far,
        detour=detour_factor(choices, rules),
    )


def _straight(
    outlines: gpd.GeoDataFrame,
    placed: OnTheStreets,
    choices: Choices,
    rules: Standards,
    *,
    limit_m: float,
) -> pd.DataFrame:
    """Return the walks by straight lines: of the gates none but the given ones has a place."""
    return straight_walks(
        outlines,
        placed.judged.facilities,
        detour=detour_factor(choices, rules),
        limit_m=limit_m,
        rings_m=rings(choices, rules),
        entrances=placed.gates,
    )


def _with_status(covered: pd.DataFrame, ground: Ground, method: Method) -> pd.DataFrame:
    off = set(estates_off_streets(ground))
    reached = "measured" if method == "streets" else "straight"
    status = covered["coverage"].notna().map({True: reached, False: "no_facilities"})
    if method == "streets":
        status = status.where(~covered["estate_id"].isin(off), "off_network")
    return covered.assign(walk_status=status)
