"""Ranking: every estate with its parts, range, grade, year and cost."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui.drawn.estate_sheet import sheet
from ui.drawn.estate_sheet_print import print_row
from ui.drawn.finding import table
from ui.drawn.search import search
from ui.drawn.table_file import csv_file
from ui.ranking.narrowing import narrowing
from ui.ranking.ranked_table import headings, ranking, tried
from ui.session import address
from ui.session.chosen import chosen_estate, proposal_box
from ui.session.view import View
from ui.session.words import number, t

_BAR = [0.85, 0.95, 1.15, 0.75, 0.95]
_PARTS = "show_parts"


def show(view: View) -> None:
    """Draw the page."""
    st.caption(t("ui.trust.ranking_lead"))
    filter_column, plan_column, search_column, parts_column, file_column = st.columns(
        _BAR, vertical_alignment="center"
    )
    with plan_column:
        proposal = proposal_box(view)
    with search_column:
        search(view)
    with parts_column:
        parts = _parts_toggle()
    with filter_column:
        passed = narrowing(view, proposal)
    ranked = tried(view, ranking(view, proposal), parts=parts)
    shown = ranked[passed.reindex(ranked.index)]
    heads = headings(view, ranked)
    with file_column:
        _download(shown, heads)
    if len(shown) < len(ranked):
        st.caption(t("ranking.shown", shown=number(len(shown)), all=number(len(ranked))))
    _listed(view, shown, heads, proposal)


def _listed(view: View, shown: pd.DataFrame, heads: Mapping[str, Any], proposal: str) -> None:
    chosen = chosen_estate(view)
    left, right = st.columns([2.2, 1]) if chosen else (st.columns(1)[0], None)
    with left, st.container(key="tall"):
        if shown.empty:
            st.info(t("ranking.none_left"), icon=":material/filter_alt_off:")
        else:
            table(shown, dict(heads), key="ranking")
    if right:
        with right, st.container(border=True, key="beside_ranking"):
            st.html(sheet(view, chosen, proposal))
            print_row(view, chosen)


def _parts_toggle() -> bool:
    address.hold("parts", _PARTS, [True])
    return st.toggle(t("ui.trust.show_parts"), key=_PARTS, persist_state="session")


def _download(shown: pd.DataFrame, heads: Mapping[str, Any]) -> None:
    """Offer the rows shown, with the number of each estate first."""
    labels = [str(heads[name]["label"]) for name in heads]
    st.download_button(
        t("ranking.file"),
        lambda: csv_file(shown.reset_index(), ["estate_id", *labels]),
        file_name=f"{t('ui.section.score.ranking')}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
