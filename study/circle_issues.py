"""Everything there is to say of a living circle: streets, gates, facilities, detours."""

import geopandas as gpd
import pandas as pd

from geo import to_metric
from geo.walking.detours import detours
from intake import Inputs
from standards import Standards
from study.choices import Choices
from study.detour_issues import detour_issues
from study.facility_issues import facility_issues
from study.few_gates import gates_few
from study.network_issues import islanded, network_issues
from study.on_the_streets import OnTheStreets, detour_factor, snap_m
from study.private_streets import private_streets
from study.walking_issues import walking_issues
from tables import Issue


def circle_issues(
    estates: gpd.GeoDataFrame,
    inputs: Inputs,
    placed: OnTheStreets,
    choices: Choices,
    rules: Standards,
    *,
    found: pd.DataFrame,
) -> tuple[Issue, ...]:
    """Return the issues of a living circle, those that explain most numbers first.

    `found`: the detours, as `long_walks` finds them.
    """
    stated = rules["detour"]
    facilities = placed.judged.facilities
    return (
        *facility_issues(placed.judged),
        *walking_issues(
            inputs,
            placed.gates,
            placed.ground,
            cap_m=snap_m(choices, rules),
            detour=detour_factor(choices, rules),
        ),
        *gates_few(
            to_metric(estates[["estate_id", "geometry"]], placed.gates.crs),
            placed.gates,
            placed.ground.network,
            rules,
            cap_m=snap_m(choices, rules),
        ),
        *network_issues(placed.ground.network, islanded(placed.ground)),
        *private_streets(
            placed.ground, limit_m=choices.walking.limit_m or rules["gates"]["limit_m"]
        ),
        *detour_issues(found, estates, facilities, stated, limit_m=stated["limit_m"]),
    )


def long_walks(placed: OnTheStreets, rules: Standards) -> pd.DataFrame:
    """Return the facilities near as the crow flies and far on foot, as `geo.walking.detours` does.

    Without streets none is found: nobody can say.
    """
    stated = rules["detour"]
    return detours(
        placed.gates,
        placed.doors,
        placed.ground,
        ratio=stated["ratio"],
        least_m=stated["least_m"],
        limit_m=stated["limit_m"],
    )
