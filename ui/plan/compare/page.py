"""Proposals side by side: figures, two maps and what differs between them, estate by estate."""

from functools import partial

import streamlit as st

from ui.drawn.finding import table
from ui.drawn.one_of import one_of
from ui.drawn.table_file import csv_file
from ui.plan.compare.comparison import apart, differences, proposal_cards, tables
from ui.plan.compare.maps import (
    SWIPE,
    difference_map,
    moved_headings,
    moved_table,
    pair,
    shown_as,
    side_by_side,
    swiped,
)
from ui.plan.compare.sheet import compare_sheet
from ui.session.view import View
from ui.session.words import number, proposal, t
from ui.styles import style

_ROW_PX, _MOST_ROWS = 32, 10
_PAIR = 2
_MAP, _TABLE = 1.0, 1.0


def show(view: View) -> None:
    """Draw the part of the section that is chosen."""
    style("compare")
    if len(view.proposals) < _PAIR:
        st.info(t("ui.compare.one_only"), icon=":material/info:")
        _figures(view)
        return
    _PARTS[_part()](view)


def _part() -> str:
    """Draw the choice of what to look at and return it; the address carries it."""
    return one_of(
        t("ui.compare.part"), list(_PARTS), key="compare.part", held="shown",
        said=lambda name: t(f"ui.compare.part.{name}"),
    )  # fmt: skip


def _figures(view: View) -> None:
    """Draw every proposal in figures, one beside the other."""
    st.html(proposal_cards(view))
    st.html(tables(view))


def _maps(view: View) -> None:
    """Draw the two maps chosen, and below them the difference with the estates that differ."""
    left, right = pair(view)
    (swiped if shown_as() == SWIPE else side_by_side)(view, left, right)
    st.markdown(f"##### {t('ui.compare.difference')}")
    if left == right:
        st.info(t("ui.compare.same_plan"), icon=":material/info:")
        return
    map_column, table_column = st.columns([_MAP, _TABLE])
    with map_column:
        difference_map(view, left, right)
    with table_column:
        _moved(view, left, right)


def _moved(view: View, left: str, right: str) -> None:
    shown, heads = moved_table(view, left, right), moved_headings(left, right)
    if shown.empty:
        st.info(t("ui.compare.none_differ"), icon=":material/info:")
        return
    st.caption(t("ui.compare.count", count=number(len(shown)), all=number(len(view.estates))))
    height = (min(len(shown), _MOST_ROWS) + 1) * _ROW_PX + 4
    table(shown, heads, key=f"moved_{left}_{right}", height=height)
    named = [t("ui.compare.change"), t("ui.column.name"), t("ui.column.street")]
    named += [proposal(left), proposal(right), t("column.households"), t("ui.column.cost")]
    st.download_button(
        t("ui.compare.download"),
        csv_file(shown.reset_index(), ["estate_id", *named]),
        file_name=t("ui.compare.file", left=proposal(left), right=proposal(right)),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    st.download_button(
        t("ui.compare.sheet"),
        partial(compare_sheet, view, left, right),
        file_name=t("ui.compare.sheet_file", left=proposal(left), right=proposal(right)),
        mime="text/html",
        on_click="ignore",
        icon=":material/print:",
    )


def _all(view: View) -> None:
    """Draw the estates on which all proposals differ, each with its year in every one."""
    shown, names = differences(view), [plan.name for plan in view.proposals]
    if st.toggle(t("ui.only_different"), value=True, key="apart"):
        shown = apart(shown, names)
    config = {
        "rank": st.column_config.NumberColumn(t("ui.column.rank"), width=60),
        "name": st.column_config.TextColumn(t("ui.column.name"), width=200),
        "street": st.column_config.TextColumn(t("ui.column.street"), width=140),
        **{name: st.column_config.NumberColumn(proposal(name), format="%d") for name in names},
    }
    if shown.empty:
        st.info(t("ui.all_same"))
        return
    (wide,) = st.columns(1)  # in a column a table takes the height there is
    with wide, st.container(key="tall_differences"):
        table(shown, config, key="differences")


_PARTS = {"maps": _maps, "figures": _figures, "estates": _all}
