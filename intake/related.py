"""Tables of one study put together: outlines to ledger rows, rows that name an estate to its id."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from intake.doubts import plausible
from intake.drawn import layout
from intake.joining import by_name, joins
from tables import TABLES, Issue


def related(
    found: Mapping[str, pd.DataFrame], join: Sequence[str], answers: Mapping[str, Any]
) -> tuple[dict[str, pd.DataFrame], list[Issue]]:
    """Return the tables with what they know of one another, and what is odd about them together.

    Ledger rows get their outlines (`join` names the columns that tie them), rows of other tables
    the id of the estate they name; each layer is looked at as a whole; rows of unknown estates
    are said and kept.
    """
    tables = dict(found)
    issues: list[Issue] = []
    estates = found.get("estates")
    if estates is not None:
        for name in (n for n in found if plausible.refers_to_estates(TABLES[n])):
            tables[name], said = by_name.with_ids(found[name], TABLES[name], estates, answers)
            strange = plausible.strangers(tables[name], TABLES[name], set(estates["estate_id"]))
            issues += [*said, *strange]
    if isinstance(estates, gpd.GeoDataFrame) and "outlines" in found:
        outlines = gpd.GeoDataFrame(found["outlines"])
        tables["estates"], said = joins.with_outlines(estates, outlines, join, answers)
        issues += said
    return tables, issues + _layers(tables)


def _layers(tables: Mapping[str, pd.DataFrame]) -> list[Issue]:
    """Return what is odd about each layer; estates drawn by outlines are looked at once."""
    drawn = [name for name in tables if name != "estates" or "outlines" not in tables]
    return [
        issue
        for name in drawn
        if isinstance(frame := tables[name], gpd.GeoDataFrame)
        for issue in layout.doubts(frame, TABLES[name])
    ]
