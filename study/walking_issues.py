"""What a planner should know of the streets, gates and facilities behind the walks."""

import functools

import geopandas as gpd
import pandas as pd

from geo.walking.ground import Ground
from geo.walking.off_streets import estates_off_streets, gates_off_streets, off_streets
from intake import Inputs
from study.off_network import categories_off
from tables import Issue

_NAMED = 5  # estates named in a sentence
_LISTED = 20  # facilities of one category named in a sentence
_WARNED = functools.partial(Issue, "study.facility_off_network", "warning")


def walking_issues(
    inputs: Inputs, gates: gpd.GeoDataFrame, ground: Ground, *, cap_m: float, detour: float
) -> tuple[Issue, ...]:
    """Return what is missing or off the streets, and what was derived.

    `gates` and the facilities of the `ground` lie at most `cap_m` from a street, or off them all.
    `detour`: what straight lines are multiplied by where there are no streets.

    Without streets, or without facilities, that one fact is said once and not for every row.
    """
    absent = [
        _absent(name, detour) for name in ("streets", "facilities") if name not in inputs.tables
    ]
    if "streets" in inputs.tables and not len(ground.network.u):
        rows = {"count": len(inputs.tables["streets"]), "detour": f"{detour:g}"}
        absent.insert(
            0, Issue("study.no_walkable_streets", "warning", table="streets", detail=rows)
        )
    if not len(ground.network.u):
        return tuple(absent)
    names = _names(inputs.tables.get("facilities"))
    astray = _astray(off_streets(ground), names, cap_m)
    return (
        *absent,
        *_unknown(ground, cap_m),
        *astray,
        *_unreached(ground),
        *_far(gates, ground, cap_m),
        *_derived(gates),
    )


def _absent(name: str, detour: float) -> Issue:
    told = {"streets": {"detour": f"{detour:g}"}}
    return Issue(f"study.no_{name}", "warning", table=name, detail=told.get(name, {}))


def _names(facilities: pd.DataFrame | None) -> dict[str, str]:
    """Return what each facility is called, where its row says so."""
    if facilities is None or "name" not in facilities:
        return {}
    named = facilities.loc[facilities["name"].notna(), ["facility_id", "name"]]
    return {str(one): str(name) for one, name in named.to_numpy()}


def _unknown(ground: Ground, cap_m: float) -> list[Issue]:
    """Return one issue that names the categories nobody can be judged by."""
    off = list(categories_off(ground))
    detail = {"count": len(off), "categories": off, "cap_m": f"{cap_m:g}"}
    code = "study.category_off_network"
    return [Issue(code, "warning", table="facilities", detail=detail)] * (len(off) > 0)


def _astray(astray: pd.DataFrame, names: dict[str, str], cap_m: float) -> list[Issue]:
    """Return one issue a category: the first by name and id, all of them in the detail."""
    told = []
    for category, rows in astray.groupby("category", sort=True):
        ids = rows["facility_id"].astype(str)
        named = [" ".join(filter(None, (names.get(one), one))) for one in ids]
        value = "、".join(named[:_LISTED]) + ("…" if len(named) > _LISTED else "")
        detail = {"category": category, "cap_m": f"{cap_m:g}", "count": len(named), "all": named}
        told.append(_WARNED(table="facilities", value=value, detail=detail))
    return told


def _unreached(ground: Ground) -> list[Issue]:
    return [
        Issue("study.estate_off_network", "warning", table="estates", estate_id=estate_id)
        for estate_id in estates_off_streets(ground)
    ]


def _far(gates: gpd.GeoDataFrame, ground: Ground, cap_m: float) -> list[Issue]:
    """Return one issue for the gates left out of estates that have others."""
    off = gates_off_streets(gates, ground)
    named = "、".join(map(str, off.index[:_NAMED])) + ("…" if len(off) > _NAMED else "")
    detail = {"count": int(off.sum()), "cap_m": f"{cap_m:g}"}
    told = Issue("study.gates_off_network", "warning", "entrances", value=named, detail=detail)
    return [told] * (len(off) > 0)


def _derived(gates: gpd.GeoDataFrame) -> list[Issue]:
    derived = gates.loc[gates["derived"] & gates["entrance_id"].notna(), "estate_id"].nunique()
    count = {"count": int(derived)}
    return [Issue("study.entrances_derived", "info", table="entrances", detail=count)] * (
        derived > 0
    )
