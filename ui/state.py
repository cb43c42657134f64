"""What a session remembers: study, weights, proposal, one chosen estate, a solve under way."""

from collections.abc import Mapping

import streamlit as st

_FULL = 100
_CHOSEN = "estate"
_KEPT = {"locale", "study"}


def weight_key(criterion: str) -> str:
    """Return the key of a criterion's slider."""
    return f"weight.{criterion}"


def slider_start(shares: Mapping[str, float]) -> dict[str, int]:
    """Return where the sliders stand for given shares: whole per cent.

    >>> slider_start({"age": 0.2, "condition": 0.8})
    {'age': 20, 'condition': 80}
    """
    return {criterion: round(share * _FULL) for criterion, share in shares.items()}


def chosen_shares(own: Mapping[str, float]) -> dict[str, float]:
    """Return the shares the sliders ask for, adding up to 1; the study's `own` until one moves.

    All sliders at zero ask for nothing: the zeros are returned as they are, for scoring to refuse.
    """
    start = slider_start(own)
    asked = {name: int(st.session_state.get(weight_key(name), at)) for name, at in start.items()}
    if asked == start:
        return dict(own)
    total = sum(asked.values())
    return {name: value / total if total else 0.0 for name, value in asked.items()}


def reset_weights(shares: Mapping[str, float]) -> None:
    """Put the sliders back to `shares`."""
    for criterion, at in slider_start(shares).items():
        st.session_state[weight_key(criterion)] = at


def selected() -> str:
    """Return the `estate_id` whose sheet is open, "" for none."""
    return st.session_state.get(_CHOSEN) or ""


def select(estate_id: str | None) -> None:
    """Open the sheet of an estate; None closes it."""
    st.session_state[_CHOSEN] = estate_id


def forget() -> None:
    """Turn to another study: what was chosen for the old one does not fit the new one."""
    for key in set(st.session_state) - _KEPT:
        del st.session_state[key]
