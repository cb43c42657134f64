"""Two files of one town: what the place of each says of the other, and of the pairs matched."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.coordinates.crs import metric_crs
from intake.joining.pairing import Pair
from intake.places import FILE, ROW, SHEET, UNPLACED
from intake.placing import whereabouts
from intake.placing.coordinates import Placed
from intake.questions import answered
from tables import Issue

APART_M = 1000.0  # an estate and its point, or two drawings of it, lie nearer


class Laid(Protocol):
    """A file as it was read: where its rows lie and what was said of it."""

    @property
    def label(self) -> str:
        """The name of the file."""

    @property
    def table(self) -> str:
        """The table it was read as."""

    @property
    def rows(self) -> pd.DataFrame:
        """Its rows, traced."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was said of it."""

    @property
    def crs(self) -> str:
        """The CRS its coordinates came in."""


def by_place(
    first: Laid, second: Laid, answers: Mapping[str, Any]
) -> tuple[list[Issue], list[Issue]]:
    """Return what two files say of each other's place, and the issues which that replaces.

    A layer far from the other is asked about, and so is an unplaced one with the proposal that
    brings it to the other. One file given twice says nothing.
    """
    if first.label == second.label:
        return [], []
    placed = {(one.table, one.label, _sheet(one)): _placed(one, answers) for one in (first, second)}
    before = [*first.issues, *second.issues]
    after = whereabouts.between(placed, before)
    known = {id(issue) for issue in before}
    still = {id(issue) for issue in after}
    return [i for i in after if id(i) not in known], [i for i in before if id(i) not in still]


def pairs_apart(
    pairs: Sequence[Pair], ledger: pd.DataFrame, drawn: pd.DataFrame, table: str
) -> list[Issue]:
    """Return the pairs whose places lie more than `APART_M` apart: one issue, all its rows.

    Distances between the nearest edges, in metres, in the projection of the place.
    """
    if "geometry" not in ledger or "geometry" not in drawn or not pairs:
        return []
    mine = _shapes(ledger, [pair.ledger for pair in pairs])
    theirs = _shapes(drawn, [pair.outline for pair in pairs])
    there = ~(mine.isna() | mine.is_empty | theirs.isna() | theirs.is_empty)
    if not there.any():
        return []
    flat = metric_crs(gpd.GeoDataFrame(geometry=mine[there]))
    gap_m = shapely.distance(*(s[there].to_crs(flat).to_numpy() for s in (mine, theirs)))
    apart = np.flatnonzero(gap_m > APART_M)
    if not len(apart):
        return []
    kept = [pair for pair, here in zip(pairs, there, strict=True) if here]
    rows = ledger.iloc[[kept[place].ledger for place in apart]]
    detail = {
        "count": len(apart),
        "rows": sorted({int(row) for row in rows[ROW]}),
        "distance_km": f"{np.max(gap_m[apart]) / 1000:.1f}",
        "other_file": str(drawn[FILE].iloc[0]),
    }
    return [Issue("join.places_apart", "warning", table, str(rows[FILE].iloc[0]), detail=detail)]


def drawn(rows: pd.DataFrame) -> bool:
    """Return whether a file has any shape, whether or not anybody knows where it lies."""
    return any(name in rows and bool(rows[name].notna().any()) for name in ("geometry", UNPLACED))


def _placed(one: Laid, answers: Mapping[str, Any]) -> Placed:
    settled = answered(answers, "crs", one.label, one.table) is not None
    shapes = _shapes(one.rows) if "geometry" in one.rows else None
    if shapes is not None and shapes.notna().any():
        return Placed(shapes, one.crs, settled=settled)
    if UNPLACED not in one.rows or one.rows[UNPLACED].isna().all():
        return Placed(None)
    return Placed(None, unplaced=gpd.GeoSeries(one.rows[UNPLACED].to_numpy()), settled=settled)


def _sheet(one: Laid) -> str:
    return str(one.rows[SHEET].iloc[0]) if len(one.rows) else ""


def _shapes(rows: pd.DataFrame, places: Sequence[int] | None = None) -> gpd.GeoSeries:
    shapes = rows["geometry"].to_numpy()
    return gpd.GeoSeries(shapes if places is None else shapes[list(places)], crs="EPSG:4326")
