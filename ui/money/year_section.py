"""Who pays how much in which year: stacked columns, a table, what lapses, what comes later."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from layers.classes import NO_SOURCE
from phasing import Programme
from phasing.funds import NEXT_PLAN
from reports.money import by_source, colours, delays, sources
from ui.drawn.picture import picture
from ui.drawn.table_file import csv_file
from ui.money.basis import PAID, by_basis, years_of
from ui.money.choice import head, nothing_paid, said_together
from ui.money.lines import Line, exported, lines
from ui.money.stacks import stacks
from ui.session.view import View
from ui.session.words import number, payer, percent, plain, t, wan
from ui.templates import html


def show(view: View) -> None:
    """Draw the section."""
    plan, basis = head(view, basis=True)
    if nothing_paid(plan):
        return
    table = by_basis(plan, basis)
    horizon = view.plan.choices.horizon
    years = years_of(plan, table, horizon)
    st.markdown(plain(_said(plan, table, horizon, basis)))
    _drawn(view, plan, table, years, basis)
    found = lines(plan, table, years)
    st.html(html("money_table", **_table(view, found, years, basis, notes=_notes(plan, basis))))
    st.download_button(
        t("ui.download"),
        csv_file(*_file(found, years)),
        file_name=f"money_{basis}_{plan.name}.csv",
        on_click="ignore",
        icon=":material/download:",
        key="money.file",
    )


def _said(plan: Programme, table: pd.DataFrame, horizon: Sequence[int], basis: str) -> str:
    """Return what the choice of a year means, and that the total is the same either way."""
    inside = float(table.loc[table["year"].le(horizon[-1]), "amount_wan"].sum())
    total = float(table["amount_wan"].sum())
    pooled = table["source"].ne(NEXT_PLAN) & table["year"].gt(horizon[-1])
    late = float(table.loc[pooled, "amount_wan"].sum())
    told = t(
        f"money_page.said.{basis}",
        total=wan(total),
        inside=wan(inside),
        first=horizon[0],
        last=horizon[-1],
    )
    more = [told]
    if late:
        more.append(t("money_page.said.late", late=wan(late)))
    if plan.next_plan_wan > 0:
        more.append(t("money_page.said.next_plan", wan=wan(plan.next_plan_wan)))
    return said_together(more)


def _drawn(
    view: View, plan: Programme, table: pd.DataFrame, years: Sequence[int], basis: str
) -> None:
    fills = colours(view.proposals)
    budgets = _budgets(plan) if basis == PAID else None
    drawn = stacks(table, years, fills, last=view.plan.choices.horizon[-1], budgets=budgets)
    key = [
        {"name": payer(name), "fill": fills[name]}
        for name in sources([plan])
        if name in set(table["source"])
    ]
    label = t(f"money_page.basis.{basis}")
    with st.container(key="money_stacks"):
        picture(
            html("money_stacks", **drawn, key=key, label=label, outlined=budgets is not None),
            key="money_stacks_drawn",
        )


def _budgets(plan: Programme) -> dict[int, float]:
    """Return what may be spent in each year: what comes in and what an earlier year left over."""
    pots = by_source(plan)
    pots = pots[pots["source"].ne(NEXT_PLAN)]
    sums = (pots["budget_wan"] + pots["carried_in_wan"]).groupby(pots["year"]).sum()
    return dict(zip(map(int, sums.index), map(float, sums), strict=True))


def _table(
    view: View, found: Sequence[Line], years: Sequence[int], basis: str, *, notes: Sequence[str]
) -> Mapping[str, object]:
    fills = {**colours(view.proposals), NEXT_PLAN: NO_SOURCE}
    paid = basis == PAID
    total = found[-1].total
    more = [t("ui.money.budget"), t("ui.plan.used"), t("ui.money.lapsed")] if paid else []
    heads = [t("ui.plan.source"), *map(str, years), t("money_page.sum"), t("money_page.share")]
    return {
        "heads": [*heads, *more],
        "lines": [
            {
                "kind": line.kind,
                "name": _name(line),
                "fill": fills[line.name] if line.kind in {"source", "next_plan"} else "",
                "cells": [*_cells(line, total), *(_pot(line) if paid else [])],
            }
            for line in found
        ],
        "notes": notes,
    }


def _name(line: Line) -> str:
    return t("money.total") if line.kind == "total" else payer(line.name)


def _cells(line: Line, total: float) -> list[str]:
    share = percent(line.total / total, 1) if total else ""
    return [*(number(amount) for amount in line.years), number(line.total), share]


def _pot(line: Line) -> list[str]:
    """Return budget, share of it used, what lapses; of the total the next plan has no budget."""
    if line.budget is None:
        return ["", "", ""]
    if line.kind == "total":
        return [number(line.budget), "", number(line.lapsed)]
    used = percent(line.total / line.budget, 1) if line.budget else ""
    return [number(line.budget), used, number(line.lapsed)]


def _notes(plan: Programme, basis: str) -> list[str]:
    """Return what lapses and which sources pay late; both only where years of payment are told."""
    if basis != PAID:
        return [t("money_page.note.start")]
    lost = by_source(plan)
    lost = lost[lost["lapsed_wan"].gt(0) & lost["source"].ne(NEXT_PLAN)]
    told = [
        t("money_page.note.lapsed", source=payer(row["source"]), year=row["year"],
          wan=wan(row["lapsed_wan"]))
        for row in lost.to_dict("records")
    ]  # fmt: skip
    late = [
        t("money.paid_after", source=payer(name), years=years)
        for name, years in sorted(delays(plan).items())
    ]
    return [t("money_page.note.paid"), *late, *told]


def _file(found: Sequence[Line], years: Sequence[int]) -> tuple[pd.DataFrame, list[str]]:
    table = exported(found, years)
    kinds = [t(f"money_page.kind.{kind}") for kind in table["kind"]]
    named = [_name(line) for line in found]
    heads = [t("money_page.kind"), t("ui.plan.source"), *map(str, years), t("money_page.sum_wan")]
    heads += [t("money_page.budget_wan"), t("money_page.lapsed_wan")]
    return table.assign(kind=kinds, name=named), heads
