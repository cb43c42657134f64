"""What the sections of the page look at: which proposal, by which year the money is counted."""

from collections.abc import Sequence

import streamlit as st

from phasing import Programme
from ui.drawn.key_figures import programme
from ui.drawn.one_of import one_of
from ui.frame.turning import turn
from ui.money.basis import BASES, START
from ui.session import address
from ui.session.chosen import proposal_box
from ui.session.view import View
from ui.session.words import locale, t


def plan_box(view: View) -> Programme:
    """Draw the choice of a proposal and return it."""
    address.hold("proposal", "proposal", [plan.name for plan in view.proposals])
    return programme(view, proposal_box(view))


def basis_box() -> str:
    """Draw the choice by which year money is counted and return it."""
    return one_of(
        t("money_page.basis"), BASES, key="money.basis", start=START, held="basis",
        said=lambda basis: t(f"money_page.basis.{basis}"), help=t("money_page.basis_help"),
    )  # fmt: skip


def head(view: View, *, basis: bool) -> tuple[Programme, str]:
    """Draw both choices in a row; without `basis` only that of the proposal."""
    left, right = st.columns([2.6, 0.9], vertical_alignment="center")
    with right:
        plan = plan_box(view)
    with left:
        return plan, basis_box() if basis else START


def said_together(sentences: Sequence[str]) -> str:
    """Return sentences one after the other, as the language sets them."""
    return ("" if locale() == "zh" else " ").join(sentences)


def nothing_paid(plan: Programme) -> bool:
    """Say so where a plan pays nothing, and offer the page where that is changed."""
    if len(plan.money):
        return False
    st.info(t("money_page.nothing"), icon=":material/info:")
    if st.button(t("money_page.to_plan"), icon=":material/arrow_forward:", type="primary"):
        turn("plan")
    return True
