"""How money and homes add up year after year: two curves, a line a proposal."""

import pandas as pd
import streamlit as st

from phasing import Programme
from ui.drawn.picture import picture
from ui.drawn.table_file import csv_file
from ui.money.choice import head, nothing_paid
from ui.money.curves import curves, served, spent
from ui.session.view import View
from ui.session.words import number, plain, proposal, t, wan
from ui.templates import html


def show(view: View) -> None:
    """Draw the section."""
    plan, basis = head(view, basis=True)
    if nothing_paid(plan):
        return
    horizon = view.plan.choices.horizon
    money, homes = spent(view.proposals, horizon, basis), served(view.proposals, horizon)
    st.markdown(plain(_said(plan, money, homes)))
    left, right = st.columns(2, gap="large")
    with left:
        title, unit = t(f"money_page.curve.money.{basis}"), t("ui.unit.wan_head")
        picture(
            html("money_curve", **curves(money, plan.name, wan), title=title, unit=unit),
            key="money_curve",
        )
    with right:
        title, unit = t("money_page.curve.homes"), t("ui.unit.households_head")
        drawn = curves(homes, plan.name, number)
        picture(html("money_curve", **drawn, title=title, unit=unit), key="homes_curve")
    st.caption(t("money_page.curve.note"))
    _unknown(plan)
    st.download_button(
        t("ui.download"),
        csv_file(*_file(money, homes)),
        file_name=f"curves_{basis}.csv",
        on_click="ignore",
        icon=":material/download:",
        key="money.curve_file",
    )


def _said(plan: Programme, money: pd.DataFrame, homes: pd.DataFrame) -> str:
    """Return by when half of the money and half of the homes are reached."""
    return t(
        "money_page.curve.said",
        plan=proposal(plan.name),
        money_year=_half(money[plan.name]),
        homes_year=_half(homes[plan.name]),
        money=wan(money[plan.name].iloc[-1]),
        homes=number(homes[plan.name].iloc[-1]),
    )


def _half(line: pd.Series) -> int:
    return int(line.index[line.ge(line.iloc[-1] / 2)][0])


def _unknown(plan: Programme) -> None:
    lost = int(plan.by_year["households_unknown"].sum())
    if lost:
        st.caption(t("money_page.curve.unknown", count=lost))


def _file(money: pd.DataFrame, homes: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    table = money.add_suffix("_wan").join(homes.add_suffix("_homes")).reset_index()
    named = [t("money_page.curve.file_wan", name=proposal(str(name))) for name in money]
    counted = [t("money_page.curve.file_homes", name=proposal(str(name))) for name in homes]
    return table, [t("ui.column.year"), *named, *counted]
