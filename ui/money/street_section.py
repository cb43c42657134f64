"""Where the money goes: a row a street, a household's cost, who pays there."""

from typing import Any

import pandas as pd
import streamlit as st

from ui.drawn.picture import picture
from ui.drawn.table_file import csv_file
from ui.money.choice import head, nothing_paid
from ui.money.payer_section import fills, party_name
from ui.money.shares import by_street
from ui.session.view import View
from ui.session.words import number, percent, plain, t, wan
from ui.templates import html

_WHOLE = 100
_COLUMNS = ("street", "planned", "estates", "households", "amount_wan", "household_yuan")


def show(view: View) -> None:
    """Draw the section."""
    plan, _ = head(view, basis=False)
    if nothing_paid(plan):
        return
    table = by_street(plan, pd.DataFrame(view.estates.drop(columns=view.estates.geometry.name)))
    st.markdown(plain(_said(table)))
    parties = [str(name) for name in table.columns if name not in _COLUMNS]
    colour = fills(view)
    key = [{"name": party_name(party), "fill": colour[party]} for party in parties]
    rows = [_row(row, parties, colour, table) for row in table.to_dict("records")]
    picture(html("money_streets", rows=rows, key=key), key="money_streets")
    heads = [t(f"money_page.street.{name}") for name in _COLUMNS]
    heads += [t("money_page.street.party", party=party_name(party)) for party in parties]
    st.download_button(
        t("ui.download"),
        csv_file(table, heads),
        file_name=f"streets_{plan.name}.csv",
        on_click="ignore",
        icon=":material/download:",
        key="money.street_file",
    )


def _said(table: pd.DataFrame) -> str:
    first = table.iloc[0]
    return t(
        "money_page.street.said",
        count=len(table),
        street=first["street"] or t("unknown"),
        wan=wan(first["amount_wan"]),
        share=percent(first["amount_wan"] / table["amount_wan"].sum()),
    )


def _row(
    row: dict[Any, Any], parties: list[str], colour: dict[str, str], table: pd.DataFrame
) -> dict[str, Any]:
    top = float(table["amount_wan"].max())
    return {
        "name": row["street"] or t("unknown"),
        "planned": f"{row['planned']:,} / {row['estates']:,}",
        "homes": number(row["households"]),
        "wan": number(row["amount_wan"]),
        "each": number(row["household_yuan"]),
        "pieces": [
            {
                "width": round(_WHOLE * row[party] / top, 3),
                "fill": colour[party],
                "tip": f"{row['street'] or t('unknown')} · {party_name(party)}\n"
                f"{wan(row[party])} · {percent(row[party] / row['amount_wan'], 1)}",
            }
            for party in parties
            if row[party] > 0
        ],
    }
