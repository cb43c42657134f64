"""The clusters of the open study with what is drafted of them: who is in which, who is near."""

from collections.abc import Sequence

import pandas as pd
import shapely
import streamlit as st

from geo import to_metric
from study.cluster_edits import CLUSTER_WAYS
from study.clustered import ALONE, BY_HAND, by_hand
from study.clusters import Clusters, parse
from study.plain_yaml import values
from study.plan_edits import Edit, with_edits
from study.saving import opened
from tables import InputError
from ui.plan.editing import draft as edit_draft
from ui.session.view import View
from ui.session.words import missing
from ui.session.work import Shelf

_FAR = float("inf")


def clusters_now(view: View) -> dict[str, str]:
    """Return the cluster of each estate by the file and the draft ("" for none), by estate_id."""
    return clusters_after(view, edit_draft.drafted())


def clusters_after(view: View, edits: Sequence[Edit]) -> dict[str, str]:
    """Return the cluster of each estate ("" for none) once the edits that are about clusters count.

    An edit that does not fit the file counts as not made: its price says why.
    """
    chosen = _said(view, edits)
    ids = view.estates["estate_id"].tolist()
    names, _ = by_hand(ids, _before(view), chosen)
    return {one: "" if missing(name) else str(name) for one, name in zip(ids, names, strict=True)}


def spoken(view: View) -> frozenset[str]:
    """Return the estates of whose cluster the file and the draft say something."""
    chosen = _said(view, edit_draft.drafted())
    return frozenset([*chosen.alone, *(one for ids in chosen.members.values() for one in ids)])


def members(now: dict[str, str]) -> dict[str, list[str]]:
    """Return the estates of each cluster, clusters and estates by id.

    >>> members({"E1": "P1", "E2": "", "E3": "P1"})
    {'P1': ['E1', 'E3']}
    """
    groups: dict[str, list[str]] = {}
    for one in sorted(now):
        if now[one]:
            groups.setdefault(now[one], []).append(one)
    return dict(sorted(groups.items()))


def neighbours(view: View, now: dict[str, str], name: str) -> list[str]:
    """Return the other clusters, the nearest first (from outline to outline, then by name)."""
    shapes = _metric(view)
    drawn = shapes[shapes.notna()]
    at = drawn.index.map(now)
    own = shapely.union_all(drawn[at == name].to_numpy(object))
    away_m = pd.Series(shapely.distance(drawn.to_numpy(object), own)).groupby(at).min().fillna(_FAR)
    others = [one for one in members(now) if one != name]
    return sorted(others, key=lambda one: (away_m.get(one, _FAR), one))


def _said(view: View, edits: Sequence[Edit]) -> Clusters:
    text = opened(view.written.path).text
    for edit in edits:
        if edit.kind in CLUSTER_WAYS:
            try:
                text = with_edits(text, [edit], ways=CLUSTER_WAYS)
            except InputError:
                continue
    return parse(values(text).get("clusters"))


def _before(view: View) -> list[object]:
    """Return the cluster of each estate before a person's word counts."""
    origins = view.estates["cluster_origin"]
    filed = view.ranked.measured.inputs.tables["estates"].set_index("estate_id")["cluster_id"]
    ledger = filed.reindex(view.estates["estate_id"]).to_numpy(object)
    spoken = origins.isin([BY_HAND, ALONE])
    return [
        own if said else given
        for own, given, said in zip(ledger, view.estates["cluster_id"], spoken, strict=True)
    ]


def _metric(view: View) -> "pd.Series[shapely.Geometry]":
    measured = view.ranked.measured

    def make() -> "pd.Series[shapely.Geometry]":
        outlines = to_metric(measured.estates[["estate_id", "geometry"]], measured.crs)
        return pd.Series(outlines.geometry.to_numpy(), index=outlines["estate_id"].to_numpy())

    return _outlines().keep(view.key, make)


@st.cache_resource(show_spinner=False)
def _outlines() -> Shelf["pd.Series[shapely.Geometry]"]:
    return Shelf(4)
