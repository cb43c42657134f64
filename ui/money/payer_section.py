"""Who pays: the share of each party and source, a household's cost, proposal beside proposal."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from layers.classes import NO_SOURCE, source_colours
from phasing import Programme
from phasing.entries import PARTIES
from phasing.funds import NEXT_PLAN
from reports.money import colours
from ui.drawn.picture import picture
from ui.drawn.table_file import csv_file
from ui.money.basis import START, by_basis
from ui.money.choice import head, nothing_paid, said_together
from ui.money.shares import household_yuan, party_shares
from ui.session.view import View
from ui.session.words import number, payer, percent, plain, proposal, t, wan
from ui.templates import html

_WHOLE = 100


def show(view: View) -> None:
    """Draw the section."""
    plan, _ = head(view, basis=False)
    if nothing_paid(plan):
        return
    st.markdown(plain(_said(view, plan)))
    left, right = st.columns([1, 1.15], gap="large")
    with left:
        rows = source_rows(view, plan)
        picture(html("money_shares", rows=rows, title=proposal(plan.name)), key="money_shares")
    with right:
        bars = [_bar(view, one, chosen=one is plan) for one in view.proposals]
        key = [{"name": party_name(party), "fill": fill} for party, fill in fills(view).items()]
        picture(html("money_parties", bars=bars, key=key), key="money_parties")
    table, heads = _file(view)
    st.download_button(
        t("ui.download"),
        csv_file(table, heads),
        file_name="shares.csv",
        on_click="ignore",
        icon=":material/download:",
        key="money.share_file",
    )


def source_rows(view: View, plan: Programme) -> list[dict[str, Any]]:
    """Return a row a source: name, 万元, share, yuan a household, and its bar; most money first."""
    table = by_basis(plan, START).groupby("source")["amount_wan"].sum()
    whole, top = float(table.sum()), float(table.max())
    colour = colours(view.proposals)
    each = household_yuan(plan.money, pd.DataFrame(view.estates))
    order = sorted(table.items(), key=lambda item: (item[0] == NEXT_PLAN, -item[1], item[0]))
    return [
        {
            "name": payer(str(name)),
            "fill": colour[str(name)],
            "width": round(_WHOLE * amount / top, 2),
            "wan": number(amount),
            "share": percent(amount / whole, 1),
            "each": number(each * amount / whole),
        }
        for name, amount in order
    ]


def fills(view: View) -> dict[str, str]:
    """Return a colour a party that pays in some proposal, and grey for the next plan."""
    paying = {party for plan in view.proposals for party in party_shares(plan)["party"]}
    return _party_fills(paying)


def party_name(party: str) -> str:
    """Return what a party is called; "" is the next plan."""
    return payer(party) if party else t("money.next_plan")


def _party_fills(paying: set[str]) -> dict[str, str]:
    named = source_colours(PARTIES) | {"": NO_SOURCE}
    return {party: fill for party, fill in named.items() if party in paying}


def _bar(view: View, plan: Programme, *, chosen: bool) -> Mapping[str, Any]:
    shares, colour = party_shares(plan), fills(view)
    return {
        "name": proposal(plan.name),
        "chosen": chosen,
        "total": wan(shares["amount_wan"].sum()),
        "pieces": [
            {
                "width": round(_WHOLE * row["share"], 3),
                "fill": colour[row["party"]],
                "text": percent(row["share"]),
                "tip": f"{proposal(plan.name)} · {party_name(row['party'])}\n"
                f"{wan(row['amount_wan'])} · {percent(row['share'], 1)}",
            }
            for row in shares.to_dict("records")
            if row["amount_wan"]
        ],
    }


def _said(view: View, plan: Programme) -> str:
    """Return the party that pays most, and what a household costs."""
    shares = party_shares(plan)
    most = shares.iloc[int(shares["share"].argmax())]
    each = household_yuan(plan.money, pd.DataFrame(view.estates))
    known = int(plan.by_year["households_unknown"].sum())
    told = t(
        "money_page.payer.said",
        party=party_name(str(most["party"])),
        share=percent(most["share"], 1),
        each=number(each),
        total=wan(shares["amount_wan"].sum()),
    )
    more = [t("money_page.payer.unknown", count=known)] if known else []
    return said_together([told, *more])


def _file(view: View) -> tuple[pd.DataFrame, Sequence[str]]:
    tables = [
        by_basis(plan, START)
        .groupby(["party", "source"], sort=False, as_index=False)["amount_wan"]
        .sum()
        .assign(proposal=proposal(plan.name))
        for plan in view.proposals
    ]
    table = pd.concat(tables, ignore_index=True)[["proposal", "party", "source", "amount_wan"]]
    named = table.assign(
        party=[party_name(party) for party in table["party"]],
        source=[payer(name) for name in table["source"]],
    )
    heads = ["ui.proposal", "money_page.party", "ui.plan.source", "money_page.sum_wan"]
    return named, [t(code) for code in heads]
