"""Estates and facilities put on the streets of a study: who leaves where, what is entered where."""

from typing import NamedTuple

import geopandas as gpd
import pyproj

from geo import entrances, street_network, to_metric
from geo.gates.doors import doors
from geo.streets.network import Network
from geo.walking.ground import Ground, ground
from intake import Inputs
from standards import Standards
from study.added_ground import by_hand
from study.choices import Choices
from study.facility_categories import Categorised, categorised
from study.streets import walking_streets


class OnTheStreets(NamedTuple):
    """`gates` of estates and `doors` of facilities in metres, both placed on a `ground`.

    `judged` says of every place in the facilities which category of the catalogue it is, if any.
    """

    gates: gpd.GeoDataFrame
    doors: gpd.GeoDataFrame
    ground: Ground
    judged: Categorised


def on_the_streets(
    estates: gpd.GeoDataFrame,
    inputs: Inputs,
    choices: Choices,
    rules: Standards,
    crs: pyproj.CRS,
) -> OnTheStreets:
    """Return everybody and everything on the streets; without streets all are off the network."""
    network = _network(inputs, choices, rules, crs)
    places, cap_m = rules["gates"], snap_m(choices, rules)
    stated = {name: places[name] for name in ("reach_m", "spacing_m", "turn_deg", "most")}
    outlines = to_metric(estates[["estate_id", "geometry"]], crs)
    given = given_gates(inputs, estates, crs)
    gates = by_hand(entrances(outlines, network, **stated, cap_m=cap_m, given=given), given)
    judged = _judged(inputs, rules, crs)
    entered = doors(judged.facilities, network, **stated, cap_m=cap_m)
    return OnTheStreets(gates, entered, ground(gates, entered, network, cap_m=cap_m), judged)


def snap_m(choices: Choices, rules: Standards) -> float:
    """Return how far a gate or a door may lie from a street: as chosen, else the standard."""
    return float(choices.walking.snap_m or rules["gates"]["snap_m"])


def detour_factor(choices: Choices, rules: Standards) -> float:
    """Return what a straight line is multiplied by where there are no streets."""
    return float(choices.walking.detour or rules["detour_factor"])


def given_gates(
    inputs: Inputs, estates: gpd.GeoDataFrame, crs: pyproj.CRS
) -> gpd.GeoDataFrame | None:
    """Return the gates the study's files hold, in metres; None when they hold none."""
    given = inputs.tables.get("entrances")
    if given is None:
        return None
    known = given["estate_id"].isin(estates["estate_id"])
    return to_metric(given[known], crs).reset_index(drop=True)


def _network(inputs: Inputs, choices: Choices, rules: Standards, crs: pyproj.CRS) -> Network:
    streets = inputs.tables.get("streets")
    if streets is None:
        return street_network(gpd.GeoDataFrame({"walkable": []}, geometry=[], crs=crs))
    gap_m = choices.walking.gap_m
    return street_network(
        to_metric(walking_streets(streets, rules), crs),
        crossings=choices.walking.crossings,
        gap_m=rules["noding"]["gap_m"] if gap_m is None else gap_m,
    )


def _judged(inputs: Inputs, rules: Standards, crs: pyproj.CRS) -> Categorised:
    """Return the facilities of the catalogue, in metres, and the places that do not count."""
    given = inputs.tables.get("facilities")
    if given is None:
        empty: dict[str, list[str]] = {"facility_id": [], "category": []}
        given = gpd.GeoDataFrame(empty, geometry=[], crs=crs)
    judged = categorised(to_metric(given, crs), rules)
    return judged._replace(facilities=judged.facilities.reset_index(drop=True))
