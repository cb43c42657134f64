"""Finding an estate: by typing its name, street or number, or by its row in a table."""

from collections.abc import Callable
from typing import Any, Literal

import pandas as pd
import streamlit as st

from ui import state
from ui.view import View
from ui.words import t


def search(view: View) -> None:
    """Draw the search box; what is chosen there is the estate the whole session looks at."""
    rows = view.estates[["name", "street", "estate_id"]].fillna("").astype(str)
    labels = {row[-1]: t("ui.dot").join(filter(None, row)) for row in rows.to_numpy()}
    st.selectbox(
        t("ui.search"),
        list(labels),
        index=None,
        format_func=lambda estate_id: labels[estate_id],
        key="estate",
        placeholder=t("ui.search"),
        filter_mode="contains",
        label_visibility="collapsed",
        persist_state="session",
    )


def table(
    shown: pd.DataFrame,
    config: dict[str, Any],
    *,
    key: str,
    height: int | Literal["stretch"] = "stretch",
    pick: Callable[[str | None], None] = state.select,
) -> None:
    """Draw a table an estate a row (its index is the estate_id); a chosen row opens the sheet.

    `pick` is called with the index of the chosen row, where the rows are none of estates.
    """

    def picked() -> None:
        cells = st.session_state[key]["selection"]["cells"]
        pick(str(shown.index[cells[0][0]]) if cells else None)

    st.dataframe(
        shown,
        hide_index=True,
        column_config=config,
        height=height,
        key=key,
        on_select=picked,
        selection_mode="single-cell",
        row_height=32,
        placeholder="—",
    )
