"""What a living circle comes to: by line, for everybody, area by area, and by places."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import geopandas as gpd
import pandas as pd

from geo import to_metric
from geo.circle.coverage import estates_on_network
from geo.circle.tiers import Pace, tiers
from geo.walking.walk import walked
from study.areas.results import placed
from study.capacity import Capacity, capacity, reach_m
from study.circle_summary import coverage_summary, line_summary
from study.homes import HomesCoverage, homes_coverage
from study.in_reach import in_reach
from study.living_circle import Circle
from study.off_network import categories_off, judged
from study.old_and_young import OldAndYoung, old_and_young
from study.reach_table import walkers
from study.stages import Measured

Tables = TypeVar("Tables", Capacity, OldAndYoung)


@dataclass(frozen=True)
class CircleMeasures:
    """Tables that rest on the walks alone: `method` in each says by streets, or by straight lines.

    `lines`: one row an estate and row of the catalogue (`geo.circle.tiers`), minutes for each
    walker. `by_line`, `by_area`: how many estates and residents have what they should, everywhere
    and by area (`study.circle_summary`). `capacity`: places for those who share them
    (`study.capacity`). `old_and_young`: what elders and small children find near home
    (`study.old_and_young`). `homes`: coverage building by building, where the study has drawn
    buildings (`study.homes`); it stands beside that of the estates, which leave by their gates, and
    enters no score.
    """

    lines: pd.DataFrame
    by_line: pd.DataFrame
    by_area: pd.DataFrame
    capacity: Capacity
    old_and_young: OldAndYoung
    homes: HomesCoverage | None


def circle_measures(measured: Measured) -> CircleMeasures:
    """Return the tables of the living circle of a study."""
    circle, estates = measured.circle, measured.estates
    residents = estates.set_index("estate_id")["residents"]
    everybody = paces(circle)
    walks = judged(circle.walks, circle.ground)
    lines = tiers(walks, circle.known, residents, paces=everybody)
    enough = places(measured)
    near_home = old_and_young(
        walks, circle.known, estates, enough.estates, circle.rules, paces=everybody
    )
    members = placed(measured)[0].members
    covered = circle.coverage.assign(
        residents=residents.reindex(circle.coverage["estate_id"]).to_numpy(dtype=float)
    )
    return CircleMeasures(
        lines=lines.assign(method=circle.method),
        by_line=line_summary(lines, members).assign(method=circle.method),
        by_area=coverage_summary(covered, members).assign(method=circle.method),
        capacity=enough,
        old_and_young=_marked(near_home, ("lines", "estates", "summary"), circle.method),
        homes=homes(measured),
    )


def _marked(found: Tables, names: Sequence[str], method: str) -> Tables:
    """Return tables that say themselves how walks were measured, wherever they are taken."""
    return replace(found, **{name: getattr(found, name).assign(method=method) for name in names})


def paces(circle: Circle) -> dict[str, Pace]:
    """Return the walks and the speed of every walker; one without steps walks the base walks."""
    found = {}
    for name, walker in walkers(circle.rules).items():
        own = circle.walks
        if walker.steps_factor != 1.0 and circle.ground.network.steps.any():
            limit_m = circle.limit_m * walker.steps_factor
            own = walked(circle.ground, limit_m=limit_m, rings_m=(), walker=walker)
        found[name] = Pace(own, walker.speed_m_per_min)
    return found


def places(measured: Measured) -> Capacity:
    """Return whether there are enough places, for every kind of facility with a catchment."""
    circle, estates = measured.circle, measured.estates
    residents = estates.set_index("estate_id")["residents"]
    reach = in_reach(
        circle,
        limit_m=reach_m(circle.rules),  # however far the study walks: catchments end where they end
        categories={row["category"] for row in circle.rules["catchments"]},
    )
    on = estates_on_network(circle.walks, residents)
    facilities = pd.DataFrame(circle.facilities.drop(columns="geometry"))
    unknown = facilities["category"].isin(categories_off(circle.ground))
    found = capacity(reach, facilities[~unknown], estates, on, circle.rules)
    return _marked(found, ("estates", "facilities"), circle.method)


def homes(measured: Measured) -> HomesCoverage | None:
    """Return the coverage of drawn buildings; None where none is drawn or there are no streets."""
    buildings = drawn_buildings(measured)
    if buildings is None:
        return None
    circle = measured.circle
    return homes_coverage(
        circle.ground,
        to_metric(buildings, measured.crs),
        circle.entrances,
        circle.known,
        limit_m=circle.limit_m,
        cap_m=circle.snap_m,
    )


def drawn_buildings(measured: Measured) -> gpd.GeoDataFrame | None:
    """Return the buildings of the study's estates; None where none is drawn, or no streets are."""
    buildings = measured.inputs.tables.get("buildings")
    if measured.circle.method != "streets" or not isinstance(buildings, gpd.GeoDataFrame):
        return None
    mine = buildings[buildings["estate_id"].isin(measured.estates["estate_id"])]
    return None if mine.geometry.isna().all() else mine
