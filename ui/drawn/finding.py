"""Finding an estate by its row in a table."""

from collections.abc import Callable
from typing import Any, Literal

import pandas as pd
import streamlit as st

from ui.session import state


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
