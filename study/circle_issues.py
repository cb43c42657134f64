"""Everything there is to say of a living circle: streets, gates, facilities, detours."""

import geopandas as gpd
import pandas as pd

from geo.detours import detours
from geo.off_streets import off_streets
from geo.walk import reachable
from intake import Inputs
from standards import Standards
from study.choices import Choices
from study.detour_issues import detour_issues
from study.facility_issues import facility_issues
from study.network_issues import islanded, network_issues
from study.on_the_streets import OnTheStreets, detour_factor, snap_m
from study.walking_issues import walking_issues
from tables import Issue


def circle_issues(
    estates: gpd.GeoDataFrame,
    inputs: Inputs,
    placed: OnTheStreets,
    choices: Choices,
    rules: Standards,
) -> tuple[Issue, ...]:
    """Return the issues of a living circle, those that explain most numbers first."""
    astray = off_streets(placed.ground)
    return (
        *facility_issues(placed.judged),
        *walking_issues(
            inputs,
            placed.gates,
            astray,
            cap_m=snap_m(choices, rules),
            detour=detour_factor(choices, rules),
        ),
        *network_issues(placed.ground.network, islanded(placed.ground)),
        *_detours(estates, placed, rules, astray),
    )


def _detours(
    estates: gpd.GeoDataFrame, placed: OnTheStreets, rules: Standards, astray: pd.DataFrame
) -> tuple[Issue, ...]:
    """Return the issues of estates whose walk to a facility is long for how near it is."""
    if not len(placed.ground.network.u):
        return ()
    stated = rules["detour"]
    on = ~placed.doors["facility_id"].isin(astray["facility_id"])
    found = detours(
        placed.gates[placed.gates["entrance_id"].notna()],
        placed.doors[on],
        reachable(placed.ground, limit_m=stated["limit_m"]),
        ratio=stated["ratio"],
        least_m=stated["least_m"],
        limit_m=stated["limit_m"],
    )
    return detour_issues(
        found, estates, placed.judged.facilities, stated, limit_m=stated["limit_m"]
    )
