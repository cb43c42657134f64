"""The tables of a price: estates whose year changes, money by source and year, people."""

from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.difference import Difference
from ui.session.words import payer, t

_NONE = "—"


def estates_table(found: Difference, names: dict[str, str]) -> pd.DataFrame:
    """Return the estates whose year changes, most residents first (index: estate_id)."""
    rows = found.estates.sort_values(["residents", "estate_id"], ascending=[False, True])
    return pd.DataFrame({
        "name": [names.get(estate, estate) for estate in rows["estate_id"]],
        "change": [t(f"negotiate_page.change.{change}") for change in rows["change"]],
        "before": rows["year_before"].astype("Int64").array,
        "after": rows["year_after"].astype("Int64").array,
        "households": rows["households"].to_numpy(),
        "residents": rows["residents"].to_numpy(),
    }, index=rows["estate_id"].to_numpy(object))  # fmt: skip


def estates_headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of `estates_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "name": text(t("ui.column.name"), width=120),
        "change": text(t("negotiate_page.column.change"), width=62),
        "before": figure(t("negotiate_page.column.before"), format="%d", width=58),
        "after": figure(t("negotiate_page.column.after"), format="%d", width=58),
        "households": figure(t("negotiate_page.column.households"), format="%,.0f", width=58),
        "residents": figure(t("negotiate_page.column.residents"), format="%,.0f", width=64),
    }


def money_table(found: Difference) -> pd.DataFrame:
    """Return how much more or less each source pays in each year, in 万元; the last row sums."""
    rows = found.money[found.money["moved_wan"].round(4).ne(0)]
    if rows.empty:
        return pd.DataFrame()
    wide = rows.pivot_table("moved_wan", "source", "year", aggfunc="sum", sort=True)
    wide.columns = [str(year) for year in wide.columns]
    whole = wide.sum().to_frame().T.set_index(pd.Index([t("negotiate_page.all_sources")]))
    named = wide.set_axis([payer(str(source)) for source in wide.index], axis=0)
    return pd.concat([named, whole]).rename_axis("source").reset_index()


def money_headings(shown: pd.DataFrame) -> dict[str, Any]:
    """Return how Streamlit draws each column of `money_table`."""
    figure = st.column_config.NumberColumn
    named = [str(name) for name in shown if name != "source"]
    years = {name: figure(name, format="%+,.0f", width=64) for name in named}
    return {"source": st.column_config.TextColumn(t("negotiate_page.column.source"), width=110)} | (
        years
    )


def people_table(found: Difference) -> pd.DataFrame:
    """Return whom the changes concern: a row a kind of change that happens."""
    rows = found.people[found.people["estates"] > 0]
    return pd.DataFrame({
        "change": [t(f"negotiate_page.change.{change}") for change in rows["change"]],
        "estates": rows["estates"].to_numpy(),
        "households": rows["households"].to_numpy(),
        "residents": rows["residents"].to_numpy(),
        "resident_years": rows["resident_years"].to_numpy(),
    })  # fmt: skip


def people_headings() -> dict[str, Any]:
    """Return how Streamlit draws each column of `people_table`."""
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "change": text(t("negotiate_page.column.change"), width=70),
        "estates": figure(t("negotiate_page.column.estates"), format="%,.0f", width=60),
        "households": figure(t("negotiate_page.column.households"), format="%,.0f", width=70),
        "residents": figure(t("negotiate_page.column.residents"), format="%,.0f", width=70),
        "resident_years": figure(
            t("negotiate_page.column.resident_years"),
            format="%,.0f",
            width=80,
            help=t("negotiate_page.resident_years_help"),
        ),
    }


def unknown_people(found: Difference) -> int:
    """Return of how many estates that change the residents are unknown."""
    return int(found.people["residents_unknown"].sum())
