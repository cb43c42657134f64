"""The ledger with its outlines: what is surely one estate is joined, the rest is said."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from intake.joining.join_issues import said
from intake.joining.pairing import Pairs, pairs
from intake.places import issues_at
from tables import Issue


def with_outlines(
    estates: gpd.GeoDataFrame,
    outlines: gpd.GeoDataFrame,
    join: Sequence[str],
    answers: Mapping[str, Any] | None = None,
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    """Return the ledger with the outline of each estate, and what found no partner.

    Ledger rows without an outline are kept; an outline without a ledger row makes no estate;
    several outlines of one estate become one of several parts; what only may belong together is
    asked, not joined. Where no outline fits, a shape the ledger had stays.
    """
    found = pairs(estates, outlines, join, answers)
    drawn = estates.set_geometry(_shapes(estates, outlines, found))
    waiting = {candidate.ledger for candidate in found.to_confirm}
    bare = drawn.geometry.isna() & ~np.isin(np.arange(len(drawn)), list(waiting))
    return drawn, [
        *said(found, estates, outlines),
        *issues_at(drawn[bare], "intake.no_outline", "warning", table="estates"),
    ]


def _shapes(estates: gpd.GeoDataFrame, outlines: gpd.GeoDataFrame, found: Pairs) -> gpd.GeoSeries:
    """Return the shape of each estate: its outlines as one, or what the ledger had."""
    rows = pd.Series([p.ledger for p in found.matched], dtype="int64")
    parts = outlines.geometry.iloc[[p.outline for p in found.matched]].reset_index(drop=True)
    there = parts.notna()
    several = rows[there].duplicated(keep=False)
    shapes = estates.geometry.to_numpy(dtype=object).copy()
    single = several.index[~several]
    shapes[rows[single]] = parts[single].to_numpy(dtype=object)
    for row, pieces in parts[several.index[several]].groupby(rows):
        shapes[row] = pieces.union_all()
    return gpd.GeoSeries(shapes, index=estates.index, crs=estates.crs)
