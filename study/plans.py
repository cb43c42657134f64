"""The plans of the city (规划、征收、棚改、更新范围) as a study reads them: part by part."""

from collections.abc import Mapping
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from standards import Rule
from study.plan_kinds import OTHER, kinds_of, planned_use
from study.told import told
from tables import Issue

LAND_USE = "land_use"

_TABLE = "plans"
_NO_CONFLICT = ("development_boundary",)  # an old estate is meant to lie within it
_CANCELLED = "cancelled"
_TOLD = ("plan", "plan_id", "land_use", "status", "year_from", "year_to", "document")


class Plans(NamedTuple):
    """`areas`: kind, key (the parts of one plan share it), `ATTRIBUTES`, geometry; and issues."""

    areas: gpd.GeoDataFrame
    issues: tuple[Issue, ...]


ATTRIBUTES = ("kind", *_TOLD)


def plans_read(plans: gpd.GeoDataFrame, rules: Mapping[str, Rule]) -> Plans:
    """Return the plans that an estate may be in conflict with, a row a part and kind.

    What is cancelled, what plans housing, and the city's development boundary are left out. `plan`
    is what the plan goes by: its name, else its number or document; of a planned use the use.
    """
    kinds, sources = _kinds(plans)
    rows = plans.assign(kind=kinds, source=sources).explode("kind", ignore_index=True)
    rows = rows.assign(plan=_labels(rows))
    gone = _listed(rows["status"]).map(lambda codes: _CANCELLED in codes).astype(bool)
    uses = [planned_use(use, rules) for use in rows["land_use"]]
    use = pd.Series(uses, index=rows.index, dtype=object).where(rows["kind"].eq(LAND_USE), "")
    kept = ~gone & ~rows["kind"].isin(_NO_CONFLICT) & ~use.isin(["residential", "unknown"])
    unread = rows.loc[~gone & use.eq("unknown"), "land_use"].fillna("—")
    issues = (
        *told("planning.cancelled", "info", _once(rows[gone]), table=_TABLE),
        *told("planning.use_unread", "warning", set(unread), table=_TABLE),
        *told("planning.kind_from_name", "repair", _once(rows, "name"), table=_TABLE),
        *told("planning.kind_unknown", "warning", _once(rows, "nothing"), table=_TABLE),
    )
    return Plans(_keyed(rows[kept]), issues)


def _kinds(plans: gpd.GeoDataFrame) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return the kinds of each row, and what told them: its kind, its use, its name, nothing."""
    found = [
        _kind(*cells) for cells in zip(plans["kind"], plans["land_use"], plans["name"], strict=True)
    ]
    return [kinds for kinds, _ in found], [source for _, source in found]


def _kind(kind: object, land_use: object, name: object) -> tuple[tuple[str, ...], str]:
    told_by = (
        (kinds_of(kind), "kind"),
        ((LAND_USE,) if isinstance(land_use, str) else (), "use"),
        (kinds_of(name), "name"),
    )
    return next(((kinds, source) for kinds, source in told_by if kinds), ((OTHER,), "nothing"))


def _labels(rows: pd.DataFrame) -> pd.Series:
    named = rows["name"].fillna(rows["plan_id"]).fillna(rows["document"])
    return named.where(rows["kind"].ne(LAND_USE), rows["land_use"]).astype(object)


def _listed(codes: pd.Series) -> pd.Series:
    return codes.fillna("").astype(str).str.split(",")


def _once(rows: pd.DataFrame, source: str = "") -> set[str]:
    """Return what the rows go by, of those that `source` told their kind."""
    chosen = rows[rows["source"].eq(source)] if source else rows
    return set(chosen["plan"].fillna("—").astype(str))


def _keyed(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the rows with a number each plan shares: all that is told of it is the same.

    A planned use is one plan however many parcels have it.
    """
    parcels = rows["kind"].eq(LAND_USE)
    columns = {
        name: rows[name].astype(object).where(~parcels | (name in {"plan", LAND_USE}), None)
        for name in _TOLD
    }
    kept = rows.assign(**columns)[["kind", *_TOLD, "geometry"]].reset_index(drop=True)
    text = kept[["kind", *_TOLD]].astype(object).fillna("").astype(str)
    key = text.groupby(list(text), sort=True).ngroup() if len(text) else np.empty(0, np.int64)
    return kept.assign(key=key)
