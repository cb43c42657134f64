"""Shapes that are the same, lie inside others or lie over them: each pair named by its rows."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.shapes.overlaps import overlaps
from intake.doubts.figures import three_figures
from intake.places import FILE, ROW, issues_at, named
from tables import Issue, Table

# No standard says these. Two drawings of one plot differ by a line's width here and there: they
# share 98 % or more. Survey points of large-scale maps are good to some 10 cm: a narrower overlap
# is the drawing's. An overlap of a twentieth of an estate is a building or a yard claimed twice.
SAME, INSIDE, SLIVER = 0.98, 0.98, 0.05
DRAWN_M, LEAST_M2 = 0.1, 1.0
HOLDS_MANY = 5  # estates inside one shape: it is no estate but a district
MOST_PAIRS = 30_000  # measured: some 2 s; a layer with more is a heap, and said to be one
ONLY_SAME = ("buildings",)  # towers stand on podiums


def doubts(flat: gpd.GeoDataFrame, table: Table) -> list[Issue]:
    """Return the pairs of `flat` (metric, with places, sorted by them) a person must look at.

    Of the larger share that applies: the same shape (98 % of what both cover), one inside the
    other (98 % of the smaller; five or more inside one shape are said once, at that shape), an
    overlap (above 5 % of the smaller) or a sliver. Slivers narrower than 10 cm on average are
    only counted. Of buildings only the same shape is said: a tower stands on its podium.
    """
    found = overlaps(flat.geometry.to_numpy(), least_m2=LEAST_M2, most_pairs=MOST_PAIRS)
    kinds = _kinds(found.pairs, flat)
    if table.name in ONLY_SAME:
        kinds = kinds[kinds["kind"] == "same"]
    issues = [] if found.complete else [_crowded(flat, table)]
    drawn = kinds[kinds["kind"] == "drawn"]
    if len(drawn):
        issues.append(_slivers(drawn, flat, table))
    return [*issues, *_full(kinds, flat, table), *_pairs(kinds, flat, table)]


def _kinds(pairs: pd.DataFrame, flat: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the pairs with their kind, the larger shape and the smaller (the later of equals)."""
    area = flat.geometry.area.to_numpy()
    first, second = pairs["first"].to_numpy(), pairs["second"].to_numpy()
    greater = area[first] >= area[second]
    cases = [
        pairs["of_union"] > SAME,
        pairs["of_smaller"] > INSIDE,
        pairs["of_smaller"] > SLIVER,
        pairs["width_m"] >= DRAWN_M,
    ]
    kind = np.select(cases, ["same", "inside", "overlap", "sliver"], "drawn")
    return pairs.assign(
        kind=kind,
        outer=np.where(greater, first, second),
        inner=np.where(greater, second, first),
    )


def _full(kinds: pd.DataFrame, flat: gpd.GeoDataFrame, table: Table) -> list[Issue]:
    """Say the shapes that hold many others."""
    return [
        replace(issue, detail={"count": count})
        for at, count in _holders(kinds).items()
        for issue in issues_at(flat.iloc[[at]], "shapes.holds_many", "warning", table=table.name)
    ]


def _holders(kinds: pd.DataFrame) -> dict[int, int]:
    """Return the positions of shapes that hold many others, and how many."""
    inside = kinds.loc[kinds["kind"] == "inside", "outer"].to_numpy(np.int64)
    held, counts = np.unique(inside, return_counts=True)
    many = counts >= HOLDS_MANY
    return dict(zip(held[many].tolist(), counts[many].tolist(), strict=True))


def _pairs(kinds: pd.DataFrame, flat: gpd.GeoDataFrame, table: Table) -> list[Issue]:
    """Say each pair at the row of one of them, the other being named."""
    single = kinds[(kinds["kind"] != "drawn") & ~kinds["outer"].isin(list(_holders(kinds)))]
    single = single.reset_index(drop=True)
    inside = single["kind"] == "inside"
    here = single["inner"].where(inside, single["second"]).to_numpy()
    there = single["outer"].where(inside, single["first"]).to_numpy()
    rows = issues_at(flat.iloc[here], "", "warning", table=table.name)
    others = flat.iloc[there].to_dict("records")
    return [
        replace(issue, code=f"shapes.{pair['kind']}", detail=_detail(pair, issue, other, table))
        for issue, pair, other in zip(rows, single.to_dict("records"), others, strict=True)
    ]


def _detail(
    pair: Mapping[Hashable, Any], issue: Issue, other: Mapping[Hashable, Any], table: Table
) -> dict[str, object]:
    same_file = other[FILE] == issue.file
    return {
        "other": named(other, table.name) or "—",
        "other_file": str(other[FILE]),
        "other_row": int(other[ROW]),
        "rows": [int(other[ROW]), issue.row] if same_file else [issue.row],
        "area_m2": three_figures(pair["area_m2"]),
        "percent": three_figures(100 * pair["of_smaller"]),
        "width_m": three_figures(pair["width_m"]),
    }


def _slivers(drawn: pd.DataFrame, flat: gpd.GeoDataFrame, table: Table) -> Issue:
    detail = {
        "count": len(drawn),
        "area_m2": three_figures(drawn["area_m2"].max()),
        "centimetres": round(100 * DRAWN_M),
    }
    return Issue("shapes.drawn_over", "info", table.name, _files(flat), detail=detail)


def _crowded(flat: gpd.GeoDataFrame, table: Table) -> Issue:
    detail = {"count": len(flat), "pairs": MOST_PAIRS}
    return Issue("shapes.crowded", "warning", table.name, _files(flat), detail=detail)


def _files(flat: gpd.GeoDataFrame) -> str:
    return "、".join(sorted(set(flat[FILE])))
