"""What it takes for an estate to start earlier, worked out exactly: who moves, money, score."""

import streamlit as st

from phasing.negotiation.room import Room
from phasing.negotiation.shortage import Shortage
from phasing.negotiation.why_not import WhyNot
from study.negotiation.why_not_words import room_words, score_words, shortage_words
from ui.negotiate.address import SECTION
from ui.negotiate.estate import names, set_to
from ui.negotiate.why_words import said
from ui.session.view import View
from ui.session.words import plain, sentence, t, year


def exact(view: View, found: WhyNot) -> None:
    """Draw the exact answer of one estate."""
    if found.cluster:
        called = [names(view).get(one, one) for one in found.cluster]
        st.caption(t("negotiate_page.why.cluster", names=plain(t("ui.comma").join(called))))
    if not found.rooms:
        st.info(t("negotiate_page.why.all_shut"), icon=":material/lock:")
    for room in found.rooms:
        _room(view, room)
    if found.shortages:
        _money(min(found.shortages, key=lambda one: (one.short_wan, one.year)))
    if found.score_change is not None:
        with st.container(border=True):
            st.markdown(f"**{t('negotiate_page.why.score')}**")
            st.markdown(plain(said([score_words(found.score_change)])[0]))


def _room(view: View, room: Room) -> None:
    """Draw what it takes to start in one year, and a way to try it."""
    with st.container(border=True, key=f"negotiate_room_{room.year}"):
        title, button = st.columns([3, 1.2], vertical_alignment="center")
        title.markdown(f"**{t('negotiate_page.why.room', year=year(room.year))}**")
        button.button(
            t("negotiate_page.why.try"),
            key=f"negotiate.room.{room.year}",
            on_click=_try,
            args=(room.estate_id, room.year),
            disabled=room.moved is None,
            width="stretch",
        )
        first, *others = said(room_words(room, names(view))) or [""]
        st.markdown(plain(first))
        st.markdown("\n".join(f"- {plain(one)}" for one in others))
        if room.clash is not None:
            st.markdown(sentence(room.clash))


def _try(estate: str, at: int) -> None:
    set_to(estate, at)
    st.session_state[SECTION] = "price"


def _money(short: Shortage) -> None:
    """Draw the least money that makes room without moving anybody, and who could give it."""
    with st.container(border=True):
        st.markdown(f"**{t('negotiate_page.why.money')}**")
        first, *others = said(shortage_words(short))
        st.markdown(plain(first))
        st.markdown("\n".join(f"- {plain(one)}" for one in others))
