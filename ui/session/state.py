"""What a session remembers: study, weights, proposal, one chosen estate, a solve under way."""

from collections.abc import Mapping

import streamlit as st

from ui.session.leaving import SEARCH, me
from ui.session.uncut import LOCK, memory, uncut

_FULL = 100
_PARTS = 1000  # a share is a whole number of thousandths: what is shown is what is saved
CHOSEN = "estate"
STUDY = "study"
_KEPT = {"locale", STUDY, LOCK}


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

    Whole thousandths, as a person would write them (`thousandths`; ui/frame/weight_sliders.js
    does the same). All sliders at zero ask for nothing: the zeros are returned as they are, for
    scoring to refuse.
    """
    start = slider_start(own)
    asked = {name: int(memory.get(weight_key(name), at)) for name, at in start.items()}
    if asked == start:
        return dict(own)
    return thousandths(asked) if any(asked.values()) else dict.fromkeys(asked, 0.0)


def thousandths(points: Mapping[str, int]) -> dict[str, float]:
    """Return shares in proportion to points, in whole thousandths that add up to 1.

    What is left over goes to the largest remainders, of equal ones to the first by name.

    >>> thousandths({"age": 90, "condition": 100})
    {'age': 0.474, 'condition': 0.526}
    >>> thousandths({"a": 1, "b": 1, "c": 1})
    {'a': 0.334, 'b': 0.333, 'c': 0.333}
    """
    total = sum(points.values())
    whole = {name: _PARTS * value // total for name, value in points.items()}
    rest = {name: _PARTS * value % total for name, value in points.items()}
    more = sorted(points, key=lambda name: (-rest[name], name))[: _PARTS - sum(whole.values())]
    return {name: (parts + (name in more)) / _PARTS for name, parts in whole.items()}


@uncut
def hold_weights(own: Mapping[str, float]) -> None:
    """Keep every slider where it stands, whatever the study's `own` shares become."""
    for criterion, at in slider_start(own).items():
        memory.setdefault(weight_key(criterion), at)


@uncut
def reset_weights(shares: Mapping[str, float]) -> None:
    """Put the sliders back to `shares`."""
    for criterion, at in slider_start(shares).items():
        memory[weight_key(criterion)] = at


def selected() -> str:
    """Return the `estate_id` whose sheet is open, "" for none."""
    return st.session_state.get(CHOSEN) or ""


def select(estate_id: str | None) -> None:
    """Open the sheet of an estate; None closes it."""
    st.session_state[CHOSEN] = estate_id


@uncut
def forget() -> None:
    """Turn to another study: what was chosen for the old one does not fit the new one.

    Nor does what the address says of the old one; a solve under way is for nobody any more.
    """
    if job := memory.get("job"):
        job.stop.set()
    if SEARCH in st.session_state:
        me().turns()
    for key in set(memory) - _KEPT:
        del memory[key]
    st.query_params.clear()
