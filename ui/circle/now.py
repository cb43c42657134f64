"""The living circle as it is: what people reach on foot, what is missing, for whom."""

import pandas as pd
import streamlit as st

from ui.circle import measured as circle_measured
from ui.circle.figures import circle_figures
from ui.circle.overlay import overlay
from ui.circle.painting import circle_painting, circles, colourings
from ui.circle.tables import (
    estate_headings,
    estate_table,
    lines_headings,
    lines_table,
    reach_headings,
    reached,
)
from ui.drawn.finding import table
from ui.drawn.search import search
from ui.drawn.table_file import csv_file
from ui.map.live_map import live_map
from ui.map.painting import page
from ui.session import state
from ui.session.chosen import chosen_estate
from ui.session.view import View
from ui.session.words import locale, missing, number, percent, plain, t

_MAP, _TABLE = 1.35, 1.0
_BY = "circle_by"
_REACH_PX = 300


def show(view: View) -> None:
    """Draw the section."""
    circle_figures(view)
    by_column, search_column = st.columns([1.6, 1.0], vertical_alignment="center")
    with by_column:
        by = _by_box(view)
    with search_column:
        search(view)
    chosen = chosen_estate(view)
    left, right = st.columns([_MAP, _TABLE])
    with left, st.container(key="circle_map"):
        live_map(
            page(view),
            circle_painting(view, by),
            selected=chosen,
            key="circle_live",
            overlay=overlay(view, chosen),
        )
    with right:
        if chosen:
            _estate(view, chosen)
        else:
            _lines(view)


def _by_box(view: View) -> str:
    """Draw the choice of what the map shows; a row of the table chooses it too."""
    words = colourings(view)
    key = f"{_BY}.{locale()}"
    chosen = st.session_state.get(_BY)
    st.session_state[key] = chosen if chosen in words else next(iter(words))

    def taken() -> None:
        st.session_state[_BY] = st.session_state[key]

    return st.selectbox(
        t("circle.by"),
        list(words),
        format_func=lambda name: t("circle.by_named", name=words[name]),
        key=key,
        on_change=taken,
        label_visibility="collapsed",
    )


def _by(line: str | None) -> None:
    st.session_state[_BY] = line


def _lines(view: View) -> None:
    """Draw what is short where all live: a row a line of the catalogue."""
    shown = lines_table(circle_measured.measures(view).by_line)
    st.markdown(f"**{t('circle.lines_title')}**")
    with st.container(key="tall_circle"):
        table(shown, lines_headings(len(view.estates)), key="circle_lines", pick=_by)
    st.caption(t("circle.lines_note"))


def _estate(view: View, estate_id: str) -> None:
    """Draw one estate: its coverage, its lines, and everything it reaches."""
    row = view.estates.set_index("estate_id").loc[estate_id]
    name = t("ui.unnamed") if missing(row["name"]) else str(row["name"])
    head, back = st.columns([3, 1], vertical_alignment="center")
    head.markdown(f"**{plain(name)}**  \n{_covered(view, row)}")
    back.button(t("circle.back"), on_click=state.select, args=(None,), width="stretch")
    measures = circle_measured.measures(view)
    shown = estate_table(measures.lines, estate_id)
    table(shown, estate_headings(), key="circle_estate", height=_REACH_PX, pick=_by)
    st.caption(t("circle.walker_note", **_speeds(view)))
    everything = circle_measured.reach(view, estate_id)
    limit_m = f"{view.ranked.measured.circle.limit_m:,.0f}"
    with st.expander(t("circle.reach_title", count=len(everything), limit_m=limit_m)):
        told = reached(everything)
        st.dataframe(
            told, hide_index=True, column_config=reach_headings(), height=_REACH_PX, row_height=32
        )
        headers = [t(f"circle.csv.{column}") for column in told]
        st.download_button(
            t("circle.download"),
            csv_file(told.round(1), headers),
            file_name=f"{estate_id}_circle.csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _covered(view: View, row: pd.Series) -> str:
    parts = [
        t("circle.part", minutes=circle, share=percent(row[f"coverage_{circle}"]))
        for circle in circles(view)
    ]
    return t("ui.dot").join(parts)


def _speeds(view: View) -> dict[str, str]:
    walkers = view.ranked.measured.circle.rules["walkers"]
    return {name: number(given["speed_m_per_min"]) for name, given in walkers.items()}
