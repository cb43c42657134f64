"""Why estates wait, quickly answered for all: kept once a plan; who waits for what, as a table."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.asking import asking, obstacles
from phasing.negotiation.binding import asked_years, binding
from phasing.negotiation.obstacles import Obstacle
from phasing.negotiation.score_change import Scale
from phasing.negotiation.standing import Standing
from phasing.negotiation.why_not import why_not
from ui.negotiate.asking import Question
from ui.negotiate.estate import names
from ui.negotiate.standing import settings, standing_key
from ui.session.view import View
from ui.session.words import t
from ui.session.work import Shelf

# Scores run to 100 and are told in whole points.
_SCALE = Scale(top=100.0, step=1.0)


def reasons(view: View, proposal: str, stood: Standing) -> pd.DataFrame:
    """Return why no estate starts earlier (see `phasing.negotiation.binding`)."""
    return _reasons().keep(standing_key(view, proposal), lambda: binding(stood))


def all_reasons(
    view: View, proposal: str, stood: Standing, estate: str
) -> Mapping[int, tuple[Obstacle, ...]]:
    """Return all that keeps one estate from each year before its own, the first thing first."""
    key = f"{estate} {standing_key(view, proposal)}"
    return _every().keep(key, lambda: every_reason(stood, estate))


def every_reason(stood: Standing, estate: str) -> dict[int, tuple[Obstacle, ...]]:
    """Return the same, worked out anew (see `phasing.negotiation.binding` for the codes)."""
    asked = asking(stood)
    return {year: tuple(obstacles(asked, estate, year)) for year in asked_years(asked, estate)}


def exact_question(view: View, proposal: str, stood: Standing, estate: str) -> Question:
    """Return the question what it takes for one estate to start earlier."""
    limits = settings(view)
    return Question(
        "why",
        f"why {estate} {standing_key(view, proposal)}",
        lambda hooks: why_not(stood, estate, settings=limits, scale=_SCALE, hooks=hooks),
    )


def causes(rows: pd.DataFrame) -> "pd.Series[int]":
    """Return how many estates wait for what, the most first."""
    return _latest(rows).value_counts(sort=True)


def by_cause(rows: pd.DataFrame, wanted: str | None) -> pd.DataFrame:
    """Return the rows of the estates that wait for one cause; all where None is wanted."""
    if wanted is None:
        return rows
    latest = _latest(rows)
    return rows[rows["estate_id"].isin(latest.index[latest.eq(wanted)])]


def cause(code: str) -> str:
    """Return a cause in a word or two."""
    return t(f"negotiate_page.cause.{code}")


def waiting_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the estates that wait, best-ranked first (index: estate_id)."""
    latest = _latest(rows)
    now = rows.groupby("estate_id")["year_now"].first()
    estates = view.estates.set_index("estate_id").reindex(latest.index)
    called = names(view)
    shown = pd.DataFrame({
        "rank": pd.array(estates["rank"], dtype="Int64"),
        "name": [called[str(one)] for one in latest.index],
        "year": now.reindex(latest.index).array,
        "cause": [cause(one) for one in latest],
    }, index=latest.index)  # fmt: skip
    return shown.sort_values(["rank", "name"], kind="stable")


def waiting_headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of `waiting_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "rank": figure(t("ui.column.rank"), format="%,d", width=46),
        "name": text(t("ui.column.name"), width=130),
        "year": figure(t("negotiate_page.column.year_now"), format="%d", width=74),
        "cause": text(t("negotiate_page.column.cause"), width=150),
    }


def _latest(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return what keeps each estate from the year before its own; not placed: from the last year.

    The same row as `why_code` of the map layers (see `layers.negotiated`).
    """
    last = rows.sort_values(["estate_id", "year"]).drop_duplicates("estate_id", keep="last")
    return last.set_index("estate_id")["code"].map(cause_of).rename("cause")


def cause_of(code: str) -> str:
    """Return the cause a code belongs to: causes are few, so that people can choose among them.

    >>> cause_of("gate:consent_unknown"), cause_of("not_before:deposit"), cause_of("cap")
    ('consent', 'deposit', 'cap')
    """
    kind, _, test = code.partition(":")
    if kind in ("gate", "not_before") and test:
        return test.removesuffix("_unknown")
    if kind.startswith("cluster_"):
        return "cluster"
    return {"lock_out": "locked", "fits_better": "fits"}.get(kind, kind)


@st.cache_resource(show_spinner=False)
def _reasons() -> Shelf[pd.DataFrame]:
    return Shelf(16)


@st.cache_resource(show_spinner=False)
def _every() -> Shelf[dict[int, tuple[Obstacle, ...]]]:
    return Shelf(64)
