"""The years of a proposal as a slider over a map: the browser repaints, the address remembers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from ui.map.live_map import codes
from ui.session import address
from ui.session.view import View
from ui.session.words import t

ALL, _UP_TO = "all", "to"
_NAME = "years"


def year_slider(
    view: View, proposal: str, key: str, *, plan: Mapping[str, int] | None = None
) -> dict[str, dict[str, Any]]:
    """Return what `live_map(tools=…)` needs for a slider of the years of a proposal.

    `plan`: another plan for the same estates, to be shown in its place.

    The value in the session under `key` is "all", "2029" (this year alone) or "to2029" (all up to
    it). Hand `years_heard(key)` to `live_map(heard=…)`; without it the address does not follow.
    """
    years = list(view.plan.choices.horizon)
    known = {value: value for value in values(years)}
    address.hold_read(_NAME, key, read=known.get, said=lambda at: "" if at == ALL else str(at))
    if st.session_state.get(key) not in known:
        st.session_state[key] = ALL
    words = {word: t(f"ui.years.{word}") for word in ("title", "all", "only", "play")}
    return {
        "year": {
            "years": years,
            "starts": starts(view, proposal, years, plan),
            "at": st.session_state[key],
            "words": words,
        }
    }


def years_heard(key: str) -> dict[str, Callable[[Any], None]]:
    """Return who listens to the slider of `key`: for `live_map(heard=…)`."""

    def heard(value: object) -> None:
        st.session_state[key] = str(value)

    return {"year": heard}


def values(years: Sequence[int]) -> list[str]:
    """Return all the slider can say.

    >>> values([2027, 2028])
    ['all', '2027', '2028', 'to2027', 'to2028']
    """
    return [ALL, *map(str, years), *(f"{_UP_TO}{year}" for year in years)]


def starts(
    view: View, proposal: str, years: Sequence[int], plan: Mapping[str, int] | None = None
) -> str:
    """Return one character an estate: "0" without a year, "1" the first year, and so on."""
    place = {year: at for at, year in enumerate(years, start=1)}
    named = f"year_{proposal}"
    if named not in view.estates:
        return codes([0] * len(view.estates))
    now = view.estates[named] if plan is None else view.estates["estate_id"].map(plan)
    found = now.astype("Int64").map(place).fillna(0)
    return codes([int(at) for at in found])
