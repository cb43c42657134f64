"""A slider a criterion, need apart from readiness, and what they come to: always 100 % together."""

from collections.abc import Mapping

import streamlit as st

from scoring import Tree
from ui import state
from ui.words import locale, percent, plain, t

_TOP = 100
_SIDES = ("need", "readiness")


def weights(tree: Tree, own: Mapping[str, float]) -> None:
    """Draw a slider a criterion from the study's `own` shares, and the shares they come to."""
    shares = state.chosen_shares(own)
    st.markdown(f"**{t('ui.weights')}**", help=t("ui.weights_help"))
    for side in _SIDES:
        keys = [key for key in tree.side(side) if key in own]
        if not keys:
            continue
        share = percent(sum(shares[key] for key in keys), 1)
        st.caption(t(f"ui.weights.{side}", share=share))
        for key in keys:
            name = plain(tree.name(locale(), key))
            label = t("ui.weight", name=name, share=percent(shares[key], 1))
            _slider(key, label, state.slider_start(own)[key])
    if shares != dict(own):
        st.button(t("ui.weights_reset"), on_click=state.reset_weights, args=(own,), type="tertiary")


def _slider(key: str, label: str, at: int) -> None:
    st.slider(
        label,
        0,
        _TOP,
        at,
        key=state.weight_key(key),
        persist_state="session",
    )
