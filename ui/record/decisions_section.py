"""Every decision with its reason: listed, filtered, looked at closely, taken back."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from reports.plain_table import plain_table
from study.decisions import Decision
from study.editing import difference
from ui.criteria.changes import marked
from ui.drawn.guide import guide
from ui.frame.turning import turn
from ui.negotiate.estate import names
from ui.record.decided import COLUMNS, decided
from ui.session import address, keeping
from ui.session.keeper import keeper
from ui.session.view import View
from ui.session.words import locale, plain, t
from ui.styles import style
from ui.templates import html

_KIND, _WORDS, _TABLE = "record.kind", "record.words", "record.table"
_WIDTHS = {"when": 150, "kind": 110, "what": 380, "reason": 300, "price": 220}
_ROW, _MOST = 36, 12
_WAYS = ("weights", "rules", "plan", "data")  # what leaves a decision
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(view: View) -> None:
    """Draw the section."""
    found = keeper().decisions(view.written.path)
    if not found:
        guide("record", _WAYS)
        if st.button(
            t("guide.record.go"),
            icon=":material/arrow_forward:",
            type="primary",
            key="record.to_plan",
        ):
            turn("plan", "map")
        return
    table = decided(found, names(view))
    left, middle, right = st.columns([1, 1.4, 1.6], vertical_alignment="center")
    shown = _filtered(table, left, middle)
    with right:
        _download(shown)
    if shown.empty:
        st.info(t("record.no_match"), icon=":material/filter_alt_off:")
        return
    picked = _listed(shown)
    if picked is not None:
        _closely(view, found[picked], table.loc[[picked]].iloc[0])


def _filtered(table: pd.DataFrame, left: DeltaGenerator, right: DeltaGenerator) -> pd.DataFrame:
    """Draw what to filter by in two columns and return the rows left."""
    kinds = list(dict.fromkeys(table["kind"]))
    address.hold("kind", _KIND, kinds)
    chosen = left.selectbox(
        t("record.column.kind"),
        kinds,
        index=None,
        key=_KIND,
        placeholder=t("record.every_kind"),
        label_visibility="collapsed",
        filter_mode=None,
    )
    words = right.text_input(
        t("record.words"),
        key=_WORDS,
        placeholder=t("record.words"),
        label_visibility="collapsed",
    )
    kept = table if chosen is None else table[table["kind"].eq(chosen)]
    lines = kept.astype(str).agg(" ".join, axis=1) if len(kept) else pd.Series(dtype=str)
    for word in words.casefold().split():
        hit = lines.str.casefold().str.contains(word, regex=False)
        kept, lines = kept[hit], lines[hit]
    return kept


def _listed(shown: pd.DataFrame) -> int | None:
    """Draw the table and return which decision was chosen in it."""
    chosen = st.dataframe(
        shown,
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(t(f"record.column.{name}"), width=_WIDTHS[name])
            for name in COLUMNS
        },
        height=_ROW * (min(len(shown), _MOST) + 1),
        row_height=_ROW,
        key=_TABLE,
        on_select="rerun",
        selection_mode="single-row",
    )
    rows = chosen["selection"]["rows"]
    return int(shown.index[rows[0]]) if rows and rows[0] < len(shown) else None


def _closely(view: View, one: Decision, row: pd.Series) -> None:
    """Draw one decision: all of its words, the lines it changed, and the way back from it."""
    path = view.written.path
    with st.container(border=True, key="record_one"):
        told, button = st.columns([4, 1], vertical_alignment="top")
        told.markdown(f"**{plain(row['kind'])}** · {plain(row['when'])}")
        told.markdown(plain(row["reason"] or t("record.no_reason")))
        if row["price"]:
            told.caption(plain(row["price"]))
        able = keeping.what_can_be_undone(path).back == one
        button.button(
            t("record.take_back"),
            on_click=keeping.undo,
            args=(path,),
            disabled=not able,
            help=None if able else t("record.cannot_take_back"),
            icon=":material/undo:",
            key="record.take_back",
            width="stretch",
        )
        style("criteria")
        lines = difference(one.before, one.after, name=path.name)[2:]
        if lines:
            st.html(html("criteria_diff", lines=[marked(line) for line in lines]))


def _download(shown: pd.DataFrame) -> None:
    heads = [t(f"record.column.{name}") for name in COLUMNS]
    rows = [[str(cell) for cell in row] for row in shown.to_numpy().tolist()]
    title = t("ui.section.record.decisions")
    st.download_button(
        t("record.download"),
        lambda: plain_table(heads, rows, ".xlsx", name=title, title=title, locale=locale()),
        file_name="decisions.xlsx",
        mime=_XLSX,
        on_click="ignore",
        icon=":material/download:",
        key="record.file",
    )
