"""Beside the map: what waits for a decision, how complete the data is, who comes first."""

import streamlit as st

from phasing import Programme
from ui.drawn.finding import table
from ui.frame.turning import turn
from ui.overview.completeness import completeness
from ui.overview.waiting import SOLVE, Waiting, waiting
from ui.ranking.ranked_table import ranking, short
from ui.session.view import View, solve
from ui.session.words import locale, percent, plain, t
from ui.templates import html

_LINES, _FIRST, _ROW = 6, 4, 33  # things in sight; the rest opens below them


def beside(view: View, plan: Programme) -> None:
    """Draw the three, one under the other."""
    _waits(view, plan)
    _known(view)
    st.html(html("overview_head", title=t("overview.first")))
    ranked = ranking(view, plan.name)
    table(*short(ranked.head(_FIRST)), key="overview_first", height=_ROW * (_FIRST + 1))
    _go()


def _known(view: View) -> None:
    with st.container(key="overview_known_head", horizontal=True, vertical_alignment="bottom"):
        st.html(html("overview_head", title=t("overview.known")), width="stretch")
        st.button(
            t("overview.to_data"),
            icon=":material/arrow_forward:",
            type="tertiary",
            key="overview.to_data",
            on_click=_ask,
            args=("data", ""),
        )
    st.html(html("overview_known", rows=known_rows(view)))


def known_rows(view: View) -> list[dict[str, object]]:
    """Return a row a criterion: name, share of values known, estates that lack one."""
    return [
        {
            "name": view.ranked.tree.name(locale(), one.criterion),
            "share": percent(one.share),
            "width": round(one.share * 100, 2) if one.asked else 0,
            "short": t("overview.short", count=one.estates_short) if one.estates_short else "",
        }
        for one in completeness(view)
    ]


def _waits(view: View, plan: Programme) -> None:
    found = waiting(view, plan)
    st.html(html("overview_head", title=t("overview.waits", count=len(found))))
    if not found:
        st.caption(t("overview.nothing"))
        return
    seen = _LINES if len(found) > _LINES + 1 else len(found)  # nobody opens a fold of one line
    with st.container(key="overview_waits"):
        for place, one in enumerate(found[:seen]):
            _line(view, one, first=place == 0)
        if more := found[seen:]:
            with st.expander(t("overview.waits_more", count=len(more))):
                for one in more:
                    _line(view, one, first=False)


def _line(view: View, one: Waiting, *, first: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(plain(t(f"overview.wait.{one.code}", **one.told)), width="stretch")
        solves = one.page == SOLVE
        st.button(
            t(f"overview.do.{one.code}"),
            key=f"overview.do.{one.code}",
            type="primary" if first else "secondary",
            on_click=solve if solves else _ask,
            args=(view,) if solves else (one.page, one.section),
        )


_ASKED = "overview.asked"


def _ask(page: str, section: str) -> None:
    """Remember where to turn: a page is left from its own run, not from what a click calls."""
    st.session_state[_ASKED] = (page, section)


def _go() -> None:
    if asked := st.session_state.pop(_ASKED, None):
        turn(*asked)
