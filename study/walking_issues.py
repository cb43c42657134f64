"""What a planner should know of the streets, gates and facilities behind the walks."""

from collections.abc import Collection

import geopandas as gpd
import pandas as pd

from geo.entrances import without_entrance
from intake import Inputs
from tables import Issue

_MOST = 0.5  # of the facilities: more in no category of the catalogue, and coverage says little
_NAMED = 3


def walking_issues(
    inputs: Inputs,
    gates: gpd.GeoDataFrame,
    astray: pd.DataFrame,
    *,
    listed: Collection[str],
    cap_m: float,
) -> tuple[Issue, ...]:
    """Return what is missing or off the streets, and what was derived or not counted.

    Without streets, or without facilities, that one fact is said once and not for every row.
    """
    absent = [name for name in ("streets", "facilities") if name not in inputs.tables]
    issues = [Issue(f"study.no_{name}", "warning", table=name) for name in absent]
    issues += _unlisted(inputs, listed)
    if "streets" in absent:
        return tuple(issues)
    return (*issues, *_astray(astray, cap_m), *_unreached(gates), *_derived(gates))


def _unlisted(inputs: Inputs, listed: Collection[str]) -> list[Issue]:
    given = inputs.tables.get("facilities")
    if given is None:
        return []
    unlisted = given.loc[~given["category"].isin(listed), "category"]
    counts = unlisted.value_counts().sort_index()
    few = len(unlisted) <= _MOST * len(given)
    return ([] if few else [_unknown(counts, len(unlisted), len(given))]) + [
        Issue(
            "study.unlisted_category",
            "info",
            table="facilities",
            column="category",
            value=str(category),
            detail={"count": int(count)},
        )
        for category, count in counts.items()
    ]


def _unknown(counts: pd.Series, count: int, total: int) -> Issue:
    """Say once that most facilities are not counted; of categories as frequent, the lower first."""
    most = counts.sort_values(ascending=False, kind="stable").head(_NAMED)
    value = "、".join(f"{category} ({number})" for category, number in most.items()) or "—"
    return Issue(
        "study.facilities_unknown",
        "warning",
        table="facilities",
        column="category",
        value=value,
        detail={"count": count, "total": total},
    )


def _astray(astray: pd.DataFrame, cap_m: float) -> list[Issue]:
    return [
        Issue(
            "study.facility_off_network",
            "warning",
            table="facilities",
            value=str(row.facility_id),
            detail={"category": row.category, "cap_m": f"{cap_m:g}"},
        )
        for row in astray.itertuples()
    ]


def _unreached(gates: gpd.GeoDataFrame) -> list[Issue]:
    return [
        Issue("study.estate_off_network", "warning", table="estates", estate_id=estate_id)
        for estate_id in without_entrance(gates)
    ]


def _derived(gates: gpd.GeoDataFrame) -> list[Issue]:
    derived = gates.loc[gates["derived"] & gates["entrance_id"].notna(), "estate_id"].nunique()
    count = {"count": int(derived)}
    return [Issue("study.entrances_derived", "info", table="entrances", detail=count)] * (
        derived > 0
    )
