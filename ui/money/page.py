"""Money: who pays what, and when; how it adds up; where it goes."""

import streamlit as st

from ui.frame.sections import head, sections
from ui.frame.turning import turn
from ui.money import curve_section, payer_section, street_section, year_section
from ui.session.view import View
from ui.session.words import t
from ui.styles import style

_SECTIONS = {
    "year": year_section.show,
    "payer": payer_section.show,
    "curve": curve_section.show,
    "street": street_section.show,
}


def show(view: View) -> None:
    """Draw the page."""
    style("money")
    if not view.proposals:
        head("money")
        st.info(t("money_page.nothing"), icon=":material/info:")
        if st.button(t("money_page.to_plan"), icon=":material/arrow_forward:", type="primary"):
            turn("plan")
        return
    sections("money", _SECTIONS, view)
