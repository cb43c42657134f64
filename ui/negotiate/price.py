"""The price of a change: estates pinned to a year or left out, and what that costs the plan."""

from typing import Literal

import streamlit as st

from phasing.negotiation.difference import Difference
from phasing.negotiation.price import Price
from phasing.negotiation.standing import Standing
from ui.map.live_map import live_map
from ui.map.painting import page
from ui.negotiate import draft
from ui.negotiate.estate import head, names, rule_told, search_box, try_box
from ui.negotiate.keep import keeping, writing
from ui.negotiate.map import changed_overlay, side_box, years_painting
from ui.negotiate.moved import moved_tables
from ui.negotiate.priced import priced
from ui.plan.editing.handed import to_map
from ui.session.chosen import chosen_estate
from ui.session.view import View
from ui.session.words import plain, t, year

_MAP, _TABLE = 1.3, 1.0
_MOST_CHANGES, _LIST_PX = 5, 190


def show(view: View, proposal: str, stood: Standing) -> None:
    """Draw the section."""
    writing(view)
    left, right = st.columns([_MAP, _TABLE])
    with right:
        search_box(view)
        if estate := chosen_estate(view):
            head(view, stood, estate)
            try_box(view, stood, estate)
        _made(view)
        found = priced(view, proposal, stood)
        keeping(found)
        to_map()
    with left:
        _map(view, proposal, found)
    if found is not None and found.difference is not None:
        with right:
            _moved(view, found.difference)


def _map(view: View, proposal: str, found: Price | None) -> None:
    """Draw the years before or after, what changes marked."""
    after = found.after if found is not None and side_box() == "after" else None
    with st.container(key="negotiate_map_price"):
        live_map(
            page(view),
            years_painting(view, proposal, after.plan if after else None),
            selected=chosen_estate(view),
            key="negotiate_price",
            overlay=changed_overlay(view, found.difference if found else None),
        )


def _made(view: View) -> None:
    """Draw what is tried so far, each with a way to take it back."""
    now = draft.tried()
    count = len(now.estates) + len(now.released)
    title, back, clear = st.columns([1.5, 0.8, 0.9], vertical_alignment="center")
    title.markdown(f"**{t('negotiate_page.tried', count=count)}**")
    back.button(
        t("what_if.undo"), on_click=draft.undo, disabled=not draft.past(), width="stretch",
        key="negotiate.undo",
    )  # fmt: skip
    clear.button(
        t("what_if.clear"), on_click=draft.put, args=(draft.Tried(),), disabled=not now,
        width="stretch", key="negotiate.clear",
    )  # fmt: skip
    if not now:
        st.caption(t("negotiate_page.nothing_tried"))
        return
    height: int | Literal["content"] = _LIST_PX if count > _MOST_CHANGES else "content"
    with st.container(key="negotiate_tried", height=height, border=False):
        called = names(view)
        for estate, at in now.pins:
            text = t("negotiate_page.told.pin", name=called[estate], year=year(at))
            _one(estate, text, now.without(estate))
        for estate in now.out:
            text = t("negotiate_page.told.out", name=called[estate])
            _one(estate, text, now.without(estate))
        for place, rule in enumerate(now.released):
            text = t("negotiate_page.release", rule=rule_told(view, rule))
            _one(f"rule.{place}", text, now.letting_go(rule))


def _one(key: str, text: str, without: draft.Tried) -> None:
    told, away = st.columns([9, 1], vertical_alignment="center")
    told.markdown(plain(text))
    away.button(
        ":material/close:",
        key=f"negotiate.away.{key}",
        help=t("what_if.remove"),
        on_click=draft.put,
        args=(without,),
        type="tertiary",
    )


def _moved(view: View, found: Difference) -> None:
    if not moved_tables(view, found, place="negotiate"):
        st.success(t("negotiate_page.nothing_moves"), icon=":material/check_circle:")
