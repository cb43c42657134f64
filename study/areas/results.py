"""Districts, streets, communities and clusters as results in their own right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from phasing import Programme
from study.areas.issues import area_issues
from study.areas.places import ADMINISTRATIVE, LEVELS, Places, places
from study.areas.polygons import levelled
from study.areas.ranks import area_ranks
from study.areas.totals import totals
from study.areas.trials import area_trials
from study.choices import Choices
from study.stages import Measured, Ranked
from tables import TABLES, Issue

_FIRST = {"planned_{}": "planned", "households_placed_{}": "households_placed"}
_PLACED = "placed_{}_wan"
_COUNTS = ("estates", "scored", "planned")
_KNOWN_ZERO = ("households", "residents", "cost_wan", "asked_wan")


@dataclass(frozen=True)
class AreaResults:
    """The areas of every level (`areas`), who belongs to which (`members`), and what to say of it.

    `areas`, a row an area by level and area_id, geometry in EPSG:4326 or None: area_id, level
    (district, street, community, cluster), name ("" for the area of those not stated), parent_id,
    district, street, matched (name, location, none), basis (ledger, inner, location, mixed, none),
    estates, scored, households, residents, need, unmet_coverage and grade1_share with _low and
    _high, cost_wan, asked_wan, `<what>_unknown`, residents_estimated, rank, rank_best, rank_worst,
    rank_expected, rank_p05, rank_p95, rank_note, and per proposal planned_<name>,
    households_placed_<name>, placed_<name>_wan (the first one's without its name too).
    `members`: estate_id, level, area_id, basis.
    """

    areas: gpd.GeoDataFrame
    members: pd.DataFrame
    issues: tuple[Issue, ...]


def area_results(found: Ranked, choices: Choices, programmes: Sequence[Programme]) -> AreaResults:
    """Return what lies in each area, how much it needs, and where that ranks it in its level.

    At every level the sums over all areas are those of the estates.
    """
    where, issues = placed(found.measured)
    return AreaResults(areas_of(where, found, choices, programmes), where.members, issues)


def placed(measured: Measured) -> tuple[Places, tuple[Issue, ...]]:
    """Return the areas there are and who belongs to them, whatever the weights, and what to say."""
    layer, supposed = levelled(measured.areas, measured.estates, ADMINISTRATIVE)
    drawn = _drawn(measured.inputs.tables.get("cluster_areas"))
    where = places(measured.estates, layer, drawn, measured.crs)
    return where, (*supposed, *area_issues(where, measured.estates))


def areas_of(
    where: Places, found: Ranked, choices: Choices, programmes: Sequence[Programme]
) -> gpd.GeoDataFrame:
    """Return the table of `AreaResults` by the standards in force, its ranks tried."""
    rules = found.measured.rules
    areas = area_table(
        where,
        found.estates,
        programmes,
        top_from=max(rules["grade_points"].value),
        least=rules["small_number"].value,
    )
    return gpd.GeoDataFrame(area_trials(areas, where.members, found, choices), crs=areas.crs)


def area_table(
    where: Places,
    estates: pd.DataFrame,
    programmes: Sequence[Programme],
    *,
    top_from: float,
    least: Mapping[str, int],
) -> gpd.GeoDataFrame:
    """Return the table of `AreaResults` for estates that are placed already.

    `top_from` is the least score of the first grade, `least` the fewest scored estates a level
    ranks an area with.
    """
    sums = totals(estates, where.members, programmes, top_from=top_from)
    filled = _filled(sums.reindex(where.areas["area_id"]), programmes).reset_index(drop=True)
    areas = where.areas.assign(basis=_basis(where), **{str(name): filled[name] for name in filled})
    ranked = area_ranks(areas, least)
    shape = ranked.pop("geometry")
    return gpd.GeoDataFrame(ranked, geometry=gpd.GeoSeries(shape.array, crs=where.areas.crs))


def with_areas(estates: gpd.GeoDataFrame, members: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the estates with the area each belongs to: `district_area_id` and so on down."""
    ids = {level: group.set_index("estate_id") for level, group in members.groupby("level")}
    own = {
        f"{level}_area_id": ids[level]["area_id"].reindex(estates["estate_id"]).to_numpy(object)
        for level in LEVELS
        if level in ids
    }
    return estates.copy().assign(**own)  # a copy joins the many columns: adding to them is quick


def _filled(sums: pd.DataFrame, programmes: Sequence[Programme]) -> pd.DataFrame:
    """Give areas without estates their zeros, counts their type, the first plan its columns."""
    empty = sums["estates"].isna()
    plans = [plan.name for plan in programmes]
    amounts = [*_KNOWN_ZERO, *(_PLACED.format(name) for name in plans)]
    amounts += [f"households_placed_{name}" for name in plans]
    sums = sums.assign(**{name: sums[name].mask(empty, 0.0) for name in amounts})
    counts = [name for name in map(str, sums) if _is_count(name)]
    sums = sums.assign(**{name: sums[name].fillna(0).astype("int64") for name in counts})
    return sums.assign(**_first(sums, plans))


def _first(sums: pd.DataFrame, plans: Sequence[str]) -> dict[str, pd.Series]:
    if not plans:
        return {}
    own = {new: sums[old.format(plans[0])] for old, new in _FIRST.items()}
    return own | {"placed_wan": sums[_PLACED.format(plans[0])]}


def _is_count(name: str) -> bool:
    kinds = ("_unknown", "_estimated")
    return name in _COUNTS or name.startswith("planned_") or name.endswith(kinds)


def _basis(where: Places) -> list[str]:
    """Return how the estates of each area came to it: one way, mixed, or none there are."""
    pairs = where.members[["area_id", "basis"]].drop_duplicates()
    seen = pairs.groupby("area_id")["basis"].agg(["first", "size"])
    ways = seen["first"].where(seen["size"].eq(1), "mixed").replace("", "none")
    return list(ways.reindex(where.areas["area_id"]).fillna("none"))


def _drawn(clusters: pd.DataFrame | None) -> gpd.GeoDataFrame:
    if isinstance(clusters, gpd.GeoDataFrame):
        return clusters
    empty = {name: pd.Series(dtype=object) for name in TABLES["cluster_areas"].names}
    return gpd.GeoDataFrame(empty, geometry=gpd.GeoSeries([], crs="EPSG:4326"))
