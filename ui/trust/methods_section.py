"""Second opinions: do other methods say the same, and whom does the choice of method decide."""

from typing import Any

import pandas as pd
import streamlit as st

from ui.drawn.finding import table
from ui.drawn.table_file import csv_file
from ui.session.trials import others, tried_estates
from ui.session.view import View
from ui.session.words import number, t
from ui.templates import html
from ui.trust.method_table import agreement, decided, left_out, matrices, method_name

_FIXED = ("name", "street", "inside", "methods_in")
_WIDTHS = {"name": 136, "street": 92, "inside": 56, "methods_in": 232}
_TYPICAL = "typical"


def methods_section(view: View) -> None:
    """Draw the section."""
    asked = others(view).found
    st.html(html("told", lead=agreement(asked), more=_notes(view)))
    st.html(matrices(asked))
    shown = decided(asked, tried_estates(view))
    heads = [
        *(t(f"ui.trust.column.{name}") for name in _FIXED),
        *(method_name(str(name)) for name in asked.ranks),
    ]
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    left.markdown(f"**{t('ui.trust.decided', count=len(shown), k=asked.top_k)}**")
    if shown.empty:
        return
    right.download_button(
        t("ui.trust.download"),
        csv_file(shown.reset_index(), [t("ui.trust.column.estate_id"), *heads]),
        file_name=t("ui.trust.file_methods"),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="file.methods",
        width="stretch",
    )
    columns = [str(name) for name in shown]
    config = {name: _column(name, head) for name, head in zip(columns, heads, strict=True)}
    table(shown, config, key="methods_decided", height=_height(shown))


def _notes(view: View) -> list[str]:
    """Return why the weighted sum stays, what was compared, what was filled, what was left out."""
    asked, weighing = others(view).found, view.choices.weighing
    typical = any(item.missing == _TYPICAL for item in view.ranked.tree.indicators)
    heads = view.choices.ranking.by_population and view.estates["residents"].isna().any()
    return [
        t("ui.trust.why_default"),
        *([t("ui.trust.typical_moves")] if typical else []),
        *([t("ui.trust.heads_move")] if heads else []),
        *([t("ui.trust.data_weights")] if weighing.kind not in {"stated", "equal"} else []),
        t(
            "ui.trust.filled",
            estates=number(asked.estates),
            cells=number(asked.filled),
            some=number(asked.filled_estates),
        ),
        *left_out(asked),
    ]


def _height(shown: pd.DataFrame) -> int:
    return min(420, 42 + 32 * len(shown))


def _column(name: str, head: str) -> Any:  # noqa: ANN401 - Streamlit's own type
    if name in _WIDTHS:
        return st.column_config.TextColumn(head, width=_WIDTHS[name])
    return st.column_config.NumberColumn(head, format="%d", width=84)
