"""What a change moves, drawn: the estates whose year changes, the money, the people concerned."""

from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.difference import Difference
from ui.drawn.finding import table
from ui.negotiate.estate import names
from ui.negotiate.price_tables import (
    estates_headings,
    estates_table,
    money_headings,
    money_table,
    people_headings,
    people_table,
    unknown_people,
)
from ui.session.view import View
from ui.session.words import number, t

_ROW_PX, _MOST_ROWS = 32, 7


def moved_tables(view: View, found: Difference, *, place: str) -> bool:
    """Draw a table each of estates, money and people; False, and nothing drawn, where none moves.

    `place` is the part of the app that shows them: each keeps its own tab and chosen row.
    """
    moved = estates_table(found, names(view))
    if moved.empty:
        return False
    titles = [t(f"negotiate_page.tab.{name}") for name in ("estates", "money", "people")]
    estates, money, people = st.tabs(titles, key=f"{place}.tab", on_change="rerun")
    with estates:
        table(moved, estates_headings(), key=f"{place}_moved", height=_height(moved))
    with money:
        _money(found)
    with people:
        _plain(people_table(found), people_headings())
        if unknown := unknown_people(found):
            st.caption(t("negotiate_page.residents_unknown", count=number(unknown)))
    return True


def _money(found: Difference) -> None:
    paid = money_table(found)
    if paid.empty:
        st.caption(t("negotiate_page.no_money_moves"))
    else:
        _plain(paid, money_headings(paid))


def _plain(shown: pd.DataFrame, headings: dict[str, Any]) -> None:
    st.dataframe(
        shown, hide_index=True, column_config=headings, height=_height(shown),
        row_height=_ROW_PX, placeholder="—",
    )  # fmt: skip


def _height(shown: pd.DataFrame) -> int:
    return (min(len(shown), _MOST_ROWS) + 1) * _ROW_PX + 4
