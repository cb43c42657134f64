"""Money: who pays how much in which year of a proposal, what lapses, what is left to pay."""

import streamlit as st

from reports.money_told import money_told
from ui.chosen import proposal_box
from ui.overview import programme
from ui.templates import html
from ui.view import View
from ui.words import locale, t


def show(view: View) -> None:
    """Draw the page."""
    st.subheader(t("ui.page.money"))
    text, plan_column = st.columns([3, 0.8], vertical_alignment="bottom")
    text.caption(t("ui.money_lead"))
    with plan_column:
        chosen = proposal_box(view)
    plan, horizon = programme(view, chosen), view.plan.choices.horizon
    st.html(html("money", **money_told(plan, view.proposals, horizon, locale=locale())))
