"""How far each rank may move: bars for some, a table for all, the table as a file."""

from typing import Any

import pandas as pd
import streamlit as st

from layers.classes import classify, trust_classes
from layers.legend import legend
from ui.drawn.finding import table
from ui.drawn.one_of import one_of
from ui.drawn.picture import picture
from ui.drawn.table_file import csv_file
from ui.session import state
from ui.session.trials import first_k, trials, tried_estates
from ui.session.view import View
from ui.session.words import locale, t
from ui.templates import html
from ui.trust.rank_heat import rank_heat
from ui.trust.rank_ranges import WINDOWS, rank_ranges, window
from ui.trust.rank_words import told_shares

BARS, HEAT = "bars", "heat"
_COLUMNS = (
    "rank", "name", "street", "score", "rank_expected", "rank_p05", "rank_p95", "rank_best",
    "rank_worst", "top_share", "class",
)  # fmt: skip
_WIDTHS = {"name": 150, "street": 110, "class": 150, "top_share": 120}


def ranges_section(view: View) -> None:
    """Draw the section."""
    estates, k = tried_estates(view), first_k(view)
    keys = classify(estates["top_share"], trust_classes())
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        which = one_of(
            t("ui.trust.window"), WINDOWS, key="ranges_window", start=WINDOWS[1],
            said=lambda name: t(f"ui.trust.window_{name}"),
        )  # fmt: skip
    with right:
        drawn_as = one_of(
            t("ui.trust.drawn_as"), (BARS, HEAT), key="ranks_as", held="ranks_as",
            said=lambda name: t(f"ui.trust.drawn_{name}"),
        )  # fmt: skip
    shown = window(estates, which, k)
    if drawn_as == HEAT:
        st.caption(t("ui.trust.heat_note"))
        picture(rank_heat(shown, trials(view).found.found, chosen=state.selected()), key="heat")
    else:
        words = legend(keys, trust_classes(), locale=locale())
        st.html(html("ranges_key", rows=words[words["count"] > 0].to_dict("records")[::-1]))
        picture(rank_ranges(shown, k, chosen=state.selected()), key="ranges")
    _all(estates.assign(**{"class": _words(keys)}), k)


def _words(keys: pd.Series) -> pd.Series:
    labels = legend(keys, trust_classes(), locale=locale()).set_index("key")["label"]
    return keys.map(labels)


def _all(estates: pd.DataFrame, k: int) -> None:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    left.markdown(f"**{t('ui.trust.all_estates')}**")
    shown = estates.assign(top_share=told_shares(estates["top_share"])).sort_values("rank")
    shown = shown[list(_COLUMNS)]
    heads = [t(f"ui.trust.column.{name}", k=k) for name in _COLUMNS]
    right.download_button(
        t("ui.trust.download"),
        csv_file(shown.reset_index(), [t("ui.trust.column.estate_id"), *heads]),
        file_name=t("ui.trust.file_ranges"),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="file.ranges",
        width="stretch",
    )
    table(shown, dict(zip(_COLUMNS, map(_column, _COLUMNS, heads), strict=True)), key="ranges_all",
          height=420)  # fmt: skip


def _column(name: str, head: str) -> Any:  # noqa: ANN401 - Streamlit's own type
    if name == "top_share":
        return st.column_config.ProgressColumn(
            head, format="percent", min_value=0, max_value=1, width=_WIDTHS[name]
        )
    if name in _WIDTHS:
        return st.column_config.TextColumn(head, width=_WIDTHS[name])
    digits = "%.1f" if name in {"score", "rank_expected"} else "%d"
    return st.column_config.NumberColumn(head, format=digits, width=78)
