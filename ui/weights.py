"""Four sliders for the weights, and what they come to: always 100 % together."""

from collections.abc import Mapping

import streamlit as st

from ui import state
from ui.words import percent, t, word

_TOP = 100


def weights(own: Mapping[str, float]) -> None:
    """Draw a slider a criterion from the study's `own` shares, and the shares they come to."""
    st.markdown(f"**{t('ui.weights')}**", help=t("ui.weights_help"))
    for criterion, at in state.slider_start(own).items():
        st.slider(
            word("criterion", criterion),
            0,
            _TOP,
            at,
            key=state.weight_key(criterion),
            persist_state="session",
        )
    shares = state.chosen_shares(own)
    st.caption(t("ui.shares", shares=t("ui.plus").join(percent(v, 1) for v in shares.values())))
    if shares != dict(own):
        st.button(t("ui.weights_reset"), on_click=state.reset_weights, args=(own,), type="tertiary")
