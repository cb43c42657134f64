"""What if: change a facility, a gate, a way, and see at once who gains and who loses."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from study.scenario_choices import Change
from study.scenario_compare import Comparison
from tables import InputError
from ui.circle import what_if_draft as draft
from ui.circle.tried import comparison
from ui.circle.what_if_choice import choice
from ui.circle.what_if_kept import keeping, kept, writing
from ui.circle.what_if_map import overlay, painting
from ui.circle.what_if_places import clicked
from ui.circle.what_if_tables import (
    estates_headings,
    estates_table,
    first_kind,
    kinds_headings,
    kinds_table,
    only_walks,
    optional_kinds,
)
from ui.circle.what_if_words import told
from ui.drawn.finding import table
from ui.map.live_map import live_map
from ui.map.painting import page
from ui.session import state
from ui.session.view import View
from ui.session.words import number, percent, plain, sentence, t, word

_MAP, _TABLE = 1.35, 1.0
_ROW_PX, _MOST_ROWS, _MOST_CHANGES, _LIST_PX = 32, 7, 6, 200
_TENTH, _FULL = 1, 100
_PLAIN: Mapping[str, Any] = {"delta_color": "off", "delta_arrow": "off", "border": True}


def show(view: View) -> None:
    """Draw the section."""
    if not len(view.ranked.measured.circle.ground.network.u):
        st.info(t("what_if.no_streets"), icon=":material/info:")
        return
    writing(view)
    left, right = st.columns([_MAP, _TABLE])
    with right:
        found = _found(view)
    with left:
        choice(view)
        with st.container(key="circle_map_what_if"):
            live_map(
                page(view),
                painting(view, found),
                selected=state.selected(),
                key="circle_what_if",
                overlay=overlay(view),
                spot=lambda lon, lat: clicked(view, lon, lat),
            )
    with right:
        if refused := draft.problem():
            st.warning(refused, icon=":material/error:")
        _figures(view, found)
        _made(view)
        keeping(view)
        _estates(view, found)
    kept(view)


def _found(view: View) -> Comparison:
    """Return what the changes come to; files that changed under them may refuse them."""
    try:
        return comparison(view, draft.changes())
    except InputError as error:
        st.warning(sentence(error), icon=":material/error:")
        return comparison(view, ())


def _figures(view: View, found: Comparison) -> None:
    """Draw who gains, who loses, and the coverage before and after."""
    totals = found.totals
    people, cover = st.columns([1.0, 1.15])
    _gaining(view, found, people)
    was, now = (totals[f"coverage_residents_{at}"] for at in ("before", "after"))
    pair = percent(was, _TENTH), percent(now, _TENTH)
    cover.metric(
        t("what_if.figure.coverage"),
        t("what_if.from_to", before=pair[0], after=pair[1]),
        t("what_if.points", points=_points(was, now)),
        help=t("what_if.figure.coverage_help"),
        **_PLAIN,
    )
    if totals["estates_losing"]:
        lost = {"people": number(totals["residents_losing"]), "estates": totals["estates_losing"]}
        st.error(t("what_if.losing", **lost), icon=":material/trending_down:")
    if optional := optional_kinds(found):
        st.info(t("what_if.optional", names=plain(optional)), icon=":material/info:")
    if totals["residents_unknown"]:
        st.caption(t("what_if.residents_unknown", count=totals["residents_unknown"]))


def _gaining(view: View, found: Comparison, beside: DeltaGenerator) -> None:
    """Draw who gains the kind of facility that is changed, else who gains any."""
    kind = first_kind(found)
    if kind is None:
        beside.metric(
            t("what_if.figure.gaining"),
            t("siting_page.people", people=number(found.totals["residents_gaining"])),
            t("what_if.estates", count=number(found.totals["estates_gaining"])),
            **_PLAIN,
        )
        return
    whole = view.estates["residents"].sum()
    was, now = (percent(kind[f"residents_{at}"] / whole, _TENTH) for at in ("before", "after"))
    share = t("what_if.from_to", before=was, after=now)
    beside.metric(
        t("what_if.figure.gaining_kind", name=word("category", kind["category"])),
        t("siting_page.people", people=number(kind["residents_gaining"])),
        t("what_if.share", share=share),
        help=t("what_if.figure.gaining_kind_help", metres=number(kind["radius_m"])),
        **_PLAIN,
    )


def _points(was: float | None, now: float | None) -> str:
    return number(None) if was is None or now is None else f"{_FULL * (now - was):+z.2f}"


def _made(view: View) -> None:
    """Draw the changes made so far, each with a way to leave it out."""
    made = draft.changes()
    title, back, clear = st.columns([1.5, 0.8, 0.8], vertical_alignment="center")
    title.markdown(f"**{t('what_if.changes', count=len(made))}**")
    back.button(t("what_if.undo"), on_click=draft.undo, disabled=not draft.past(), width="stretch")
    clear.button(
        t("what_if.clear"), on_click=draft.put, args=((),), disabled=not made, width="stretch"
    )
    if not made:
        st.caption(t("what_if.nothing_yet"))
        return
    height: int | Literal["content"] = _LIST_PX if len(made) > _MOST_CHANGES else "content"
    with st.container(key="what_if_changes", height=height, border=False):
        for place, change in enumerate(made):
            _change(view, place, change)


def _change(view: View, place: int, change: Change) -> None:
    text, away = st.columns([9, 1], vertical_alignment="center")
    said = told(view, change)
    text.markdown(f"{place + 1}\\. {plain(said.text)}")
    if said.doubt:
        text.warning(said.doubt, icon=":material/straighten:")
    away.button(
        ":material/close:",
        key=f"what_if.away.{place}",
        help=t("what_if.remove"),
        on_click=draft.drop,
        args=(place,),
        type="tertiary",
    )


def _estates(view: View, found: Comparison) -> None:
    """Draw the estates for which it changes, or say why there is none."""
    if not draft.changes():
        return
    shown = estates_table(view, found)
    near, far = only_walks(found)
    walks = {"near": number(near), "far": number(far)}
    if shown.empty:
        st.info(t("what_if.none_change" if near or far else "what_if.none_walk", **walks))
        return
    st.caption(t("what_if.walks", **walks))
    by_estate, by_kind = st.tabs(
        [t("what_if.by_estate"), t("what_if.by_kind")], key="what_if.tab", on_change="rerun"
    )
    with by_estate:
        table(shown, estates_headings(), key="what_if_estates", height=_height(shown))
    kinds = kinds_table(found)
    by_kind.dataframe(
        kinds,
        hide_index=True,
        column_config=kinds_headings(),
        height=_height(kinds),
        row_height=_ROW_PX,
    )


def _height(shown: pd.DataFrame) -> int:
    return (min(len(shown), _MOST_ROWS) + 1) * _ROW_PX + 4
