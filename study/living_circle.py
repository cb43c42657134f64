"""Streets, gates and facilities put together: how far people walk, and what is in reach."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import pyproj

from geo import coverage, entrances, off_network, street_network, to_metric, walks
from intake import Inputs
from standards import Standards
from study.choices import Choices
from study.walking_issues import walking_issues
from tables import Issue


@dataclass(frozen=True)
class Circle:
    """Walks (long), coverage (one row an estate), the gates used, and what is worth saying."""

    walks: pd.DataFrame
    coverage: pd.DataFrame
    entrances: gpd.GeoDataFrame
    issues: tuple[Issue, ...]


def circle_metres(choices: Choices, rules: Standards) -> dict[int, float]:
    """Return minutes → metres of the living circle: as chosen, else the standard in force."""
    return dict(choices.walking.metres or rules["circle_walk_m"])


def catalogue(choices: Choices, rules: Standards) -> pd.DataFrame:
    """Return the facility catalogue: category, circle, radius_m, required, verified.

    A row without a radius of its own takes the walking distance of its circle; block-level rows
    (no circle) are not scored by walking. A row counts as verified only when a person has checked
    the file and the row carries no mark of general knowledge.
    """
    metres = circle_metres(choices, rules)
    rows = [row for row in rules["facility_catalogue"] if row["circle"] in metres]
    checked = rules.rules["facility_catalogue"].checked
    return pd.DataFrame(
        {
            "category": [row["category"] for row in rows],
            "circle": [row["circle"] for row in rows],
            "radius_m": [float(row["radius_m"] or metres[row["circle"]]) for row in rows],
            "required": [row["required"] for row in rows],
            "verified": [checked and row["mark"] != "K" for row in rows],
        }
    )


def living_circle(
    estates: gpd.GeoDataFrame,
    inputs: Inputs,
    choices: Choices,
    rules: Standards,
    crs: pyproj.CRS,
) -> Circle:
    """Return walks and coverage of every estate; without streets or facilities all unknown."""
    places = rules["gates"]
    snap_m = choices.walking.snap_m or places["snap_m"]
    limit_m = choices.walking.limit_m or places["limit_m"]
    known = catalogue(choices, rules)
    facilities = _facilities(inputs, rules, crs)
    network = street_network(_streets(inputs, rules, crs))
    gates = entrances(
        to_metric(estates[["estate_id", "geometry"]], crs),
        network,
        reach_m=places["reach_m"],
        spacing_m=places["spacing_m"],
        most=places["most"],
        cap_m=snap_m,
        given=_given_gates(inputs, estates, crs),
    )
    rings = sorted(circle_metres(choices, rules).values())
    found = walks(gates, facilities, network, limit_m=limit_m, rings_m=rings, cap_m=snap_m)
    people = estates.set_index("estate_id")["residents"]
    covered = coverage(found, known, people).drop(columns="residents")
    astray = off_network(facilities, network, cap_m=snap_m)
    issues = walking_issues(inputs, gates, astray, listed=listed(rules), cap_m=snap_m)
    return Circle(found, _with_status(covered, gates, inputs), gates, issues)


def listed(rules: Standards) -> set[str]:
    """Return every category of the catalogue, of whichever circle or none."""
    return {row["category"] for row in rules["facility_catalogue"]}


def _streets(inputs: Inputs, rules: Standards, crs: pyproj.CRS) -> gpd.GeoDataFrame:
    streets = inputs.tables.get("streets")
    if streets is None:
        return gpd.GeoDataFrame({"walkable": []}, geometry=[], crs=crs)
    barred = streets["highway"].isin(rules["not_walkable"])
    walkable = streets["walkable"].astype("boolean").fillna(value=True) & ~barred
    return to_metric(streets.assign(walkable=walkable), crs)


def _facilities(inputs: Inputs, rules: Standards, crs: pyproj.CRS) -> gpd.GeoDataFrame:
    given = inputs.tables.get("facilities")
    if given is None:
        empty: dict[str, list[str]] = {"facility_id": [], "category": []}
        return gpd.GeoDataFrame(empty, geometry=[], crs=crs)
    return to_metric(given[given["category"].isin(listed(rules))], crs).reset_index(drop=True)


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
