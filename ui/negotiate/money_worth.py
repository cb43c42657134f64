"""What more money of each source and year is worth, as a table shaded by worth."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from study.negotiation.money_words import worth_words
from study.negotiation.outward import SHARE_DIGITS, down, up
from ui.drawn.picture import picture
from ui.negotiate.why_words import said
from ui.session.words import payer, percent, t, year
from ui.templates import html

_DIGITS, _MOST_SHADE, _FULL = 2, 90, 100


def worth_told(found: pd.DataFrame, value: float) -> None:
    """Draw a row a source, a column a year; the darker, the more the money is worth."""
    if found.empty:
        st.info(t("negotiate_page.worth.no_money"), icon=":material/info:")
        return
    years = sorted(found["year"].unique())
    most = found["share_found"].max()
    most = float(most) if most > 0 else 1.0
    tips = said(worth_words(found, value))[: len(found)]
    cells = {
        (row["source"], row["year"]): _cell(row, most, tip)
        for row, tip in zip(found.to_dict("records"), tips, strict=True)
    }
    rows = [
        {"name": payer(source), "cells": [cells.get((source, one)) for one in years]}
        for source in dict.fromkeys(found["source"])
    ]
    heads = [year(one) for one in years]
    picture(html("negotiate_worth", heads=heads, rows=rows), key="negotiate_worth")
    st.caption(t("negotiate_page.worth.note"))
    if found["code"].eq("batches_recut").any():
        st.caption(t("negotiate_page.worth.recut"))


def _cell(row: Mapping[Hashable, Any], most: float, tip: str) -> dict[str, Any]:
    """Return how a source and year is drawn: its worth, its range, what hovering tells."""
    code = str(row["code"])
    if code == "stopped":
        text = t("negotiate_page.worth.stopped")
        return {"text": text, "range": "", "shade": 0, "tip": tip, "code": code}
    share = row["share_found"]
    whole = row["found"] / share if share else 0.0
    least = down(row["at_least"] / whole, SHARE_DIGITS) if whole else None
    highest = up(row["at_most"] / whole, SHARE_DIGITS) if whole else None
    told = {"least": percent(least, _DIGITS), "most": percent(highest, _DIGITS)}
    sure = code != "not_told_apart"
    return {
        "text": f"{share * _FULL:+.{_DIGITS}f}%" if sure else "—",
        "range": t("negotiate_page.worth.range", **told) if whole else "",
        "shade": round(_MOST_SHADE * max(0.0, share) / most) if sure else 0,
        "tip": tip,
        "code": code,
    }
