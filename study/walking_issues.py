"""What a planner should know of the streets, gates and facilities behind the walks."""

import geopandas as gpd
import pandas as pd

from geo.entrances import without_entrance
from intake import Inputs
from tables import Issue


def walking_issues(
    inputs: Inputs,
    gates: gpd.GeoDataFrame,
    astray: pd.DataFrame,
    *,
    cap_m: float,
    detour: float,
) -> tuple[Issue, ...]:
    """Return what is missing or off the streets, and what was derived.

    `detour`: what straight lines are multiplied by where there are no streets.

    Without streets, or without facilities, that one fact is said once and not for every row.
    """
    absent = [name for name in ("streets", "facilities") if name not in inputs.tables]
    told = {"streets": {"detour": f"{detour:g}"}}
    issues = [
        Issue(f"study.no_{name}", "warning", table=name, detail=told.get(name, {}))
        for name in absent
    ]
    if "streets" in absent:
        return tuple(issues)
    names = _names(inputs.tables.get("facilities"))
    return (*issues, *_astray(astray, names, cap_m), *_unreached(gates), *_derived(gates))


def _names(facilities: pd.DataFrame | None) -> dict[str, str]:
    """Return what each facility is called, where its row says so."""
    if facilities is None or "name" not in facilities:
        return {}
    named = facilities.loc[facilities["name"].notna(), ["facility_id", "name"]]
    return {str(one): str(name) for one, name in named.to_numpy()}


def _astray(astray: pd.DataFrame, names: dict[str, str], cap_m: float) -> list[Issue]:
    return [
        Issue(
            "study.facility_off_network",
            "warning",
            table="facilities",
            value=" ".join(filter(None, (names.get(str(row.facility_id)), str(row.facility_id)))),
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
