"""What a planner should know of names and polygons of areas that do not fit together."""

from collections.abc import Iterable

import pandas as pd

from study.areas.level import Level
from study.areas.matching import KEY, Matched
from study.areas.names import is_estate, nearest
from study.areas.places import Places
from study.told import told
from tables import Issue
from tables.issue import Severity


def area_issues(where: Places, estates: pd.DataFrame) -> tuple[Issue, ...]:
    """Return what to ask or to say of each level, from the districts down.

    Names without a polygon and polygons without a name (with the count of estates and the nearest
    name), names matched by location, polygons most of whose estates lie elsewhere, names that
    could belong to several areas above, estates placed by location or nowhere, and communities
    that are called after an estate (小区).
    """
    said: list[Issue] = []
    for level, one in where.levels.items():
        if one.matched is not None:
            said += _matching(level, one, one.matched)
            said += _placing(level, one)
    wrong = [name for name in estates["community"].dropna().unique() if is_estate(name)]
    return (*said, *_said("areas.estate_for_community", "question", "community", wrong))


def _matching(level: str, one: Level, matched: Matched) -> list[Issue]:
    names = one.rows
    polygons = set(matched.polygons["area_id"])
    if matched.named.empty or not polygons:
        return []
    sizes = one.members["area_id"].value_counts()
    drawn = names["area_id"].isin(polygons)
    free = ~names["area_id"].isin(matched.pairs["area_id"])
    without, unclaimed = names[~drawn], names[drawn & free]
    return [
        *_said("areas.name_unmatched", "question", level, _like(without, unclaimed["name"], sizes)),
        *_said("areas.polygon_unmatched", "info", level, _like(unclaimed, without["name"], sizes)),
        *_said("areas.by_location", "question", level, _located(names, matched)),
        *_said("areas.elsewhere", "question", level, _elsewhere(one, matched)),
    ]


def _like(names: pd.DataFrame, others: "pd.Series[str]", sizes: "pd.Series[int]") -> list[str]:
    """Return each name with its estates, and the name it may be a spelling of."""
    found = []
    for area_id, name in names[["area_id", "name"]].itertuples(index=False, name=None):
        other = nearest(name, set(others))
        found.append(f"{name} ({sizes.get(area_id, 0)})" + (f" ≈ {other}" if other else ""))
    return found


def _located(names: pd.DataFrame, matched: Matched) -> list[str]:
    """Return the names matched by location, each with the name its polygon bears."""
    official = dict(zip(matched.polygons["area_id"], matched.polygons["text"], strict=True))
    by_place = names[names["matched"].eq("location")]
    paired = by_place[by_place["area_id"].isin(matched.pairs["area_id"])]
    return [
        f"{name} → {official[area_id] or area_id}"
        for area_id, name in paired[["area_id", "name"]].itertuples(index=False, name=None)
    ]


def _elsewhere(one: Level, matched: Matched) -> list[str]:
    """Return the areas matched by name most of whose estates on the map lie outside of them."""
    on_map = matched.named[matched.named["on_map"]].merge(matched.pairs, on=KEY)
    on_map = on_map[on_map["matched"].eq("name")]
    outside = on_map["polygon"].ne(on_map["area_id"]).groupby(on_map["area_id"])
    counts = outside.agg(["sum", "size"])
    odd = counts[counts["sum"] * 2 > counts["size"]]
    names = dict(zip(one.rows["area_id"], one.rows["name"], strict=True))
    rows = zip(odd.index, odd["sum"], odd["size"], strict=True)
    return [f"{names[area_id]} ({out}/{size})" for area_id, out, size in rows]


def _placing(level: str, one: Level) -> list[Issue]:
    """Say who was placed by location, and who belongs to no area though others do."""
    members = one.members
    if members["basis"].eq("").all():
        return []
    by_place = members.loc[members["basis"].eq("location"), "estate_id"]
    nowhere = members.loc[members["basis"].eq(""), "estate_id"]
    return [
        *_said("areas.placed_by_location", "info", level, by_place),
        *_said("areas.not_stated", "question", level, nowhere),
    ]


def _said(code: str, severity: Severity, level: str, names: Iterable[object]) -> list[Issue]:
    """Return the issue that lists `names`, about the column of `level`."""
    found = told(code, severity, names)
    return [
        Issue(code, severity, "estates", column=level, value=one.value, detail=one.detail)
        for one in found
    ]
