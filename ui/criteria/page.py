"""Criteria: what each indicator counts, for whom, and how to change it in study.yaml."""

import streamlit as st

from scoring import side_weights
from study.criteria_lines import groups
from tables import InputError
from ui.criteria.changes import changes_bar
from ui.criteria.draft import accept
from ui.criteria.listed import tree
from ui.session import state
from ui.session.view import Opened, View
from ui.session.words import plain, sentence, t
from ui.styles import style

_HEADS = "criteria.heads"
_NEED = "criteria.need_share"
_FULL = 100
_REFUSED = "criteria.switch_refused"


def show(view: View) -> None:
    """Draw the page."""
    at = view.opened
    if at is None:
        return
    style("criteria")
    st.caption(t("criteria.lead", file=plain(at.written.path.name)))
    changes_bar(view, at)
    _switches(view, at)
    tree(view, groups(view.ranked, view.choices))


def _switches(view: View, at: Opened) -> None:
    """Draw how scores become ranks: by heads or by estates, how much need weighs."""
    heads, share = st.columns([1, 1.3], gap="large", vertical_alignment="center")
    st.session_state[_HEADS] = view.choices.ranking.by_population
    need = sum(view.ranked.weights.shares.get(key, 0.0) for key in view.ranked.tree.side("need"))
    st.session_state[_NEED] = round(need * _FULL)
    with heads:
        st.toggle(
            t("criteria.by_population"),
            key=_HEADS,
            help=t("criteria.by_population_help"),
            on_change=_counted,
            args=(view,),
        )
    with share:
        st.slider(
            t("criteria.need_share"),
            0,
            _FULL,
            key=_NEED,
            format="%d%%",
            help=t("criteria.need_share_help"),
            on_change=_divided,
            args=(view, at),
        )
    if refused := st.session_state.pop(_REFUSED, None):
        st.error(refused, icon=":material/error:")


def _counted(view: View) -> None:
    wanted = True if st.session_state[_HEADS] else None
    try:
        accept(view, {("ranking", "by_population"): wanted})
    except InputError as error:
        st.session_state[_REFUSED] = sentence(error)


def _divided(view: View, at: Opened) -> None:
    """Give need its share: the sliders follow; weights moved by hand keep their proportions."""
    share, keys = st.session_state[_NEED] / _FULL, view.ranked.tree.keys
    untouched = state.chosen_shares(at.shares) == at.shares
    try:
        need = view.ranked.tree.side("need")
        shared = side_weights(view.ranked.weights, need, need_share=share)
        accept(view, {("ranking", "need_share"): share})
    except InputError as error:
        st.session_state[_REFUSED] = sentence(error)
        return
    if not untouched:
        state.reset_weights({key: shared.shares.get(key, 0.0) for key in keys})
