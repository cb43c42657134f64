"""Other plans nearly as good: how many, how near, how far apart; side by side and on the map."""

import streamlit as st

from phasing.negotiation.alternatives import Alternatives, alternatives
from phasing.negotiation.difference import difference
from phasing.negotiation.how_often import how_often
from phasing.negotiation.standing import Standing
from study.negotiation.alternatives_words import alternatives_words, firm_words
from study.negotiation.choices import AskAlternatives
from ui.drawn.finding import table
from ui.drawn.one_of import one_of
from ui.map.live_map import live_map
from ui.map.painting import page
from ui.negotiate.alternative_tables import (
    apart_table,
    estates_headings,
    estates_table,
    plan_name,
    plans_headings,
    plans_table,
)
from ui.negotiate.asking import Question, asked
from ui.negotiate.map import changed_overlay, years_painting
from ui.negotiate.standing import settings, standing_key
from ui.negotiate.why_words import said
from ui.negotiate.year_shares import year_shares_part
from ui.session.chosen import chosen_estate
from ui.session.view import View
from ui.session.words import plain, sentence, t

_MAP, _TABLE = 1.15, 1.0
_COUNT, _WITHIN, _APART = "negotiate.count", "negotiate.within", "negotiate.apart"
_SHOWN, _DIFFERENT = "negotiate.shown", "negotiate.different"
_MOST, _FULL = 20, 100
_ROW_PX, _LIST_PX = 32, 330
# Why there are fewer than were asked for.
_SHORT = tuple(f"alternatives.{one}" for one in ("no_more", "search_ended", "base_not_proven"))


def show(view: View, proposal: str, stood: Standing) -> None:
    """Draw the section."""
    left, right = st.columns([_MAP, _TABLE])
    with right:
        wanted = _asked_for(view)
        known = asked(
            _question(view, proposal, stood, wanted), t("negotiate_page.alternatives.find"),
            icon=":material/alt_route:",
        )  # fmt: skip
        found = known.found if known else None
        if known and known.refused:
            st.warning(sentence(known.refused), icon=":material/block:")
        if found:
            _summary(found)
    with left:
        _map(view, proposal, found)
    if found and len(found.plans) > 1:
        with right:
            _tables(view, found)
    year_shares_part(view, proposal, stood)


def _asked_for(view: View) -> AskAlternatives:
    """Draw what is asked for: how many plans, within what of the best, how far apart."""
    negotiate = view.plan.choices.negotiate
    usual = (negotiate.alternatives if negotiate else None) or AskAlternatives()
    st.session_state.setdefault(_COUNT, usual.count)
    st.session_state.setdefault(_WITHIN, usual.within * _FULL)
    st.session_state.setdefault(_APART, usual.apart * _FULL)
    count, within, apart = st.columns(3)
    return AskAlternatives(
        int(count.number_input(
            t("negotiate_page.alternatives.count"), 1, _MOST, key=_COUNT, persist_state="session"
        )),
        within.number_input(
            t("negotiate_page.alternatives.within"), 0.1, 20.0, step=0.5, key=_WITHIN,
            format="%.1f", persist_state="session",
            help=t("negotiate_page.alternatives.within_help"),
        ) / _FULL,
        apart.number_input(
            t("negotiate_page.alternatives.apart"), 1.0, 90.0, step=5.0, key=_APART,
            format="%.0f", persist_state="session",
            help=t("negotiate_page.alternatives.apart_help"),
        ) / _FULL,
    )  # fmt: skip


def _question(view: View, proposal: str, stood: Standing, wanted: AskAlternatives) -> Question:
    limits = settings(view)
    return Question(
        "alternatives",
        f"alternatives {wanted!r} {standing_key(view, proposal)}",
        lambda hooks: alternatives(
            stood,
            count=wanted.count,
            within=wanted.within,
            apart=wanted.apart,
            settings=limits,
            hooks=hooks,
        ),
    )


def _summary(found: Alternatives) -> None:
    """Say how many were found, why no more, and how many estates are in all of them."""
    sentences = [one for one in alternatives_words(found) if one.code != "alternatives.plan"]
    if len(found.plans) > 1:
        plans = [one.plan for one in found.plans]
        often = how_often(found.plans[0].problem, plans)
        sentences += firm_words(often, len(plans))
    for one, text in zip(sentences, said(sentences), strict=True):
        short = one.code in _SHORT
        (st.info if short else st.caption)(plain(text))


def _map(view: View, proposal: str, found: Alternatives | None) -> None:
    """Draw the years of one of the plans, with what is different from the plan that stands."""
    at = _shown(found) if found else 0
    other = found.plans[at] if found and at else None
    apart = difference(found.plans[0], other) if found and other else None
    with st.container(key="negotiate_map_alternatives"):
        live_map(
            page(view),
            years_painting(view, proposal, other.plan if other else None, title=plan_name(at)),
            selected=chosen_estate(view),
            key="negotiate_alternatives",
            overlay=changed_overlay(view, apart, own=False),
        )


def _shown(found: Alternatives) -> int:
    """Draw the choice of the plan on the map, and return its place."""
    places = range(len(found.plans))
    return one_of(t("negotiate_page.alternatives.on_map"), places, key=_SHOWN, said=plan_name)


def _tables(view: View, found: Alternatives) -> None:
    titles = [t(f"negotiate_page.alternatives.tab.{one}") for one in ("plans", "apart", "estates")]
    plans, apart, estates = st.tabs(titles, key="negotiate.alternatives_tab", on_change="rerun")
    with plans:
        st.dataframe(
            plans_table(found), hide_index=True, column_config=plans_headings(),
            row_height=_ROW_PX, placeholder="—",
        )  # fmt: skip
        st.caption(t("negotiate_page.alternatives.plans_note"))
    with apart:
        st.html(apart_table(found))
        st.caption(t("negotiate_page.alternatives.apart_note"))
    with estates:
        told = t("negotiate_page.alternatives.only_different")
        only = st.toggle(told, value=True, key=_DIFFERENT)
        shown = estates_table(view, found, only_different=only)
        table(shown, estates_headings(found), key="negotiate_often", height=_LIST_PX)
