"""A draft handed from the map of the plan to the page of prices, and from there to the map."""

import streamlit as st

from study.negotiation.keep import BY_HAND
from study.plan_edits import Edit
from ui.frame.turning import turn
from ui.negotiate import draft
from ui.plan.editing import draft as edit_draft
from ui.plan.editing.carried import Draft
from ui.session.words import t

_PIN, _OUT, _FREE = "pin", "out", "free"


def to_price() -> None:
    """Draw the way to the page of prices, where the years drafted here are tried too."""
    if not any(edit.kind in {_PIN, _OUT} for edit in edit_draft.drafted()):
        return
    if _taken("see_price", key="plan.see_price", icon=":material/balance:"):
        draft.put(tried(edit_draft.drafted(), draft.tried()))
        turn("negotiate", "price")


def to_map() -> None:
    """Draw the way to the map of the plan, where what is tried here is drafted too."""
    if not draft.tried():
        return
    if _taken("from_price", key="negotiate.to_map", icon=":material/edit_location_alt:"):
        edit_draft.put(drafted(draft.tried(), edit_draft.drafted()))
        turn("plan", "map")


def tried(edits: Draft, now: draft.Tried) -> draft.Tried:
    """Return what is tried now with the years that a draft asks for laid over it.

    >>> tried((Edit("pin", {"estate_id": "E1", "year": 2028}),), draft.Tried(out=("E1", "E2")))
    Tried(pins=(('E1', 2028),), out=('E2',), released=())
    """
    for edit in edits:
        if edit.kind == _PIN:
            now = now.pinned(str(edit.about["estate_id"]), int(edit.about["year"]))
        elif edit.kind == _OUT:
            now = now.left_out(str(edit.about["estate_id"]))
    return now


def drafted(now: draft.Tried, edits: Draft) -> Draft:
    """Return a draft with what is tried laid over it: who is let go is freed, then years are set.

    A rule let go that no person wrote has no edit: it stays where it is tried.

    >>> drafted(draft.Tried(out=("E2",)), ())
    (Edit(kind='out', about={'estate_id': 'E2'}),)
    """
    freed = dict.fromkeys(rule.estate_id for rule in now.released if isinstance(rule, BY_HAND))
    for estate in freed:
        edits = edit_draft.added(edits, Edit(_FREE, {"estate_id": estate}))
    for estate, year in now.pins:
        edits = edit_draft.added(edits, Edit(_PIN, {"estate_id": estate, "year": year}))
    for estate in now.out:
        edits = edit_draft.added(edits, Edit(_OUT, {"estate_id": estate}))
    return edits


def _taken(way: str, *, key: str, icon: str) -> bool:
    """Draw the way to the other page, and return whether it was taken."""
    return st.button(
        t(f"plan_edit.{way}"), key=key, icon=icon, type="tertiary", help=t(f"plan_edit.{way}_help")
    )
