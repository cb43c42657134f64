"""What is to be sited: which facility, how many or for how much, to what end."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from study.siting_choices import AIMS, SitingChoice
from study.siting_issues import REASONS
from ui.circle.what_if_choice import candidates, facilities, facility_box, usual
from ui.session.view import View
from ui.session.words import t

FACILITY = "siting.facility"
_BY, _SITES, _BUDGET, _AIM = "siting.by", "siting.sites", "siting.budget", "siting.aim"
_MOST_SITES, _MOST_WAN = 50, 1_000_000
_BUDGET_WAN, _SITES_FIRST = 200, 3


def asked(view: View) -> SitingChoice:
    """Draw the form; return what it asks for."""
    _start(view, facilities(view))
    facility = facility_box(view, FACILITY)
    aim = st.segmented_control(
        t("siting_page.aim"),
        AIMS,
        format_func=lambda name: t(f"siting_page.aim.{name}"),
        key=_AIM,
        required=True,
        persist_state="session",
    )
    by, much = st.columns([1.15, 1.0], vertical_alignment="bottom")
    with by:
        kind = st.segmented_control(
            t("siting_page.by"),
            ("sites", "budget"),
            format_func=lambda name: t(f"siting_page.by.{name}"),
            key=_BY,
            required=True,
            persist_state="session",
        )
    with much:
        number = _much(str(kind))
    st.caption(_free(view, facility))
    sites, budget_wan = (int(number), None) if kind == "sites" else (None, float(number))
    end: Literal["coverage", "mean_walk"] = "mean_walk" if aim == "mean_walk" else "coverage"
    return SitingChoice(facility, sites=sites, budget_wan=budget_wan, aim=end)


def _start(view: View, names: Mapping[str, str]) -> None:
    """Fill the form as study.yaml asks, else for three sites."""
    if st.session_state.get(FACILITY) in names:
        return
    stated = [one for one in view.choices.siting if one.facility in names]
    first = stated[0] if stated else SitingChoice(usual(view, names), sites=_SITES_FIRST)
    st.session_state[FACILITY] = first.facility
    st.session_state[_AIM] = first.aim
    st.session_state[_BY] = "budget" if first.sites is None else "sites"
    st.session_state[_SITES] = min(first.sites or _SITES_FIRST, _MOST_SITES)
    st.session_state[_BUDGET] = int(first.budget_wan or _BUDGET_WAN)


def _much(kind: str) -> float:
    """Draw the field for how many sites, or how much money."""
    key, most = (_SITES, _MOST_SITES) if kind == "sites" else (_BUDGET, _MOST_WAN)
    return float(
        st.number_input(
            t(f"siting_page.much.{kind}"),
            min_value=1,
            max_value=most,
            step=1 if kind == "sites" else 10,
            key=key,
            label_visibility="collapsed",
            persist_state="session",
        )
    )


def _free(view: View, facility: str) -> str:
    """Return how many idle rooms may be chosen, and why the others may not."""
    reasons = candidates(view, facility)["reason"]
    if reasons.empty:
        return t("siting_page.no_rooms")
    fit = int(reasons.eq("").sum())
    told = [
        t("siting_page.reason_count", reason=t(f"siting_reason.{reason}"), count=int(count))
        for reason in REASONS
        if (count := reasons.eq(reason).sum())
    ]
    first = t("siting_page.free", count=fit, whole=len(reasons))
    return first + (t("siting_page.others", reasons=t("ui.comma").join(told)) if told else "")
