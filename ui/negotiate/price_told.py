"""A price, drawn: its figures, how it compares, who comes along with a cluster or leaves one."""

import streamlit as st

from phasing.negotiation.price import Price
from study.negotiation.trial import ANEW
from ui.negotiate.estate import names
from ui.negotiate.figures import figures
from ui.session.view import View
from ui.session.words import plain, t

_TOLD = ("not_told_apart", "better", "as_planned", "cluster_broken")


def price_told(view: View, found: Price, *, proven: bool) -> None:
    """Draw a price that a plan was found for; `proven` once the search for it has ended."""
    figures(found, proven=proven)
    if found.code == ANEW:
        st.caption(t("plan_edit.measured_anew"))
    if found.code in _TOLD:
        st.caption(t(f"negotiate_page.code.{found.code}"))
    called = names(view)
    left = [estate for estate, _ in found.left_cluster]
    for code, estates in (("with_cluster", found.with_cluster), ("left_cluster", left)):
        if estates:
            listed = t("ui.comma").join(called.get(one, one) for one in estates)
            st.caption(t(f"price.{code}", names=plain(listed)))
