"""Horizons side by side: what the same pool comes to in five, three and two years."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.horizons import Horizons
from study.negotiation.horizon_words import horizon_words
from ui.negotiate.why_words import said
from ui.session.words import gap, number, percent, plain, sentence, t, wan
from ui.templates import html

# What is told of each horizon, and how.
_ROWS: tuple[tuple[str, Callable[[Any], str]], ...] = (
    ("placed", number),
    ("households", number),
    ("residents", number),
    ("cost_wan", wan),
    ("money_wan", wan),
    ("brought_wan", wan),
    ("spend_wan", wan),
    ("due_later_wan", wan),
    ("of_long_share", percent),
    ("placed_by_then", number),
    ("residents_by_then", number),
    ("gap", gap),
)


def horizons_told(found: Horizons) -> None:
    """Draw the horizons as columns of one table, and the rules that change in shorter ones."""
    table = found.table
    heads = [
        t("negotiate_page.horizons.years", years=row["years"], first=row["first_year"],
          last=row["last_year"])
        for row in table.to_dict("records")
    ]  # fmt: skip
    st.html(html("negotiate_side", heads=heads, rows=[_row(table, *one) for one in _ROWS]))
    for horizon in found.each:
        if horizon.clash is not None:
            st.warning(sentence(horizon.clash), icon=":material/block:")
    with st.expander(t("negotiate_page.horizons.told")):
        st.markdown("\n".join(f"- {plain(one)}" for one in said(horizon_words(found))))


def _row(table: pd.DataFrame, name: str, told: Callable[[Any], str]) -> dict[str, Any]:
    cells = [
        t("negotiate_page.horizons.none") if none else told(value)
        for value, none in zip(table[name], table["code"].ne(""), strict=True)
    ]
    return {"name": t(f"negotiate_page.horizons.row.{name}"), "cells": cells}
