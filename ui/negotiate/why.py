"""Why not earlier: what stands in an estate's way year by year, and what would move it."""

import pandas as pd
import streamlit as st

from phasing.negotiation.standing import Standing
from ui.drawn.finding import table
from ui.map.live_map import live_map
from ui.map.painting import page
from ui.negotiate.asking import asked
from ui.negotiate.estate import head, names, search_box
from ui.negotiate.map import years_painting
from ui.negotiate.reasons import (
    all_reasons,
    by_cause,
    cause,
    causes,
    exact_question,
    reasons,
    waiting_headings,
    waiting_table,
)
from ui.negotiate.why_exact import exact
from ui.negotiate.why_words import as_one, year_rows
from ui.session.chosen import chosen_estate
from ui.session.view import View
from ui.session.words import plain, sentence, t
from ui.templates import html

_MAP, _TABLE = 1.3, 1.0
_CAUSE = "negotiate.cause"


def show(view: View, proposal: str, stood: Standing) -> None:
    """Draw the section."""
    left, right = st.columns([_MAP, _TABLE])
    with left, st.container(key="negotiate_map_why"):
        live_map(
            page(view),
            years_painting(view, proposal),
            selected=chosen_estate(view),
            key="negotiate_why",
        )
    with right:
        search_box(view)
        rows = reasons(view, proposal, stood)
        if estate := chosen_estate(view):
            _estate(view, proposal, stood, estate, rows)
        else:
            _waiting(view, rows)


def _waiting(view: View, rows: pd.DataFrame) -> None:
    """Draw who waits, the best-ranked first, and what mostly for."""
    counts = causes(rows)
    if counts.empty:
        st.success(t("negotiate_page.nobody_waits"), icon=":material/check_circle:")
        return
    st.selectbox(
        t("negotiate_page.cause"),
        [None, *counts.index],
        format_func=lambda one: _cause(one, counts),
        key=_CAUSE,
        label_visibility="collapsed",
    )
    shown = waiting_table(view, by_cause(rows, st.session_state.get(_CAUSE)))
    with st.container(key="tall_waiting"):
        table(shown, waiting_headings(), key="negotiate_waiting")
    st.caption(t("negotiate_page.waiting_note"))


def _cause(one: str | None, counts: "pd.Series[int]") -> str:
    if one is None:
        return t("negotiate_page.all_causes", count=int(counts.sum()))
    return t("negotiate_page.cause_count", cause=cause(one), count=int(counts[one]))


def _estate(view: View, proposal: str, stood: Standing, estate: str, rows: pd.DataFrame) -> None:
    """Draw one estate: each earlier year in a sentence, then what is worked out exactly."""
    head(view, stood, estate)
    mine = rows[rows["estate_id"].eq(estate)]
    if mine.empty:
        st.success(t("negotiate_page.first_year"), icon=":material/check_circle:")
        return
    if together := as_one(view, stood, estate):
        st.caption(plain(together))
    found = all_reasons(view, proposal, stood, estate)
    st.html(html("negotiate_years", rows=year_rows(names(view), found)))
    known = asked(
        exact_question(view, proposal, stood, estate), t("negotiate_page.exact"),
        icon=":material/troubleshoot:",
    )  # fmt: skip
    if known is None:
        st.caption(t("negotiate_page.exact_lead"))
        return
    if known.refused:
        st.warning(sentence(known.refused), icon=":material/block:")
        return
    exact(view, known.found)
