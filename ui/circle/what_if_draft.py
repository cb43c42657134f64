"""What this session tries: the changes so far, how to take the last step back, what is pending."""

import streamlit as st

from study.scenario_choices import Change, LonLat, Scenario
from tables import InputError
from ui.circle.tried import comparison
from ui.session.view import View
from ui.session.words import sentence

Changes = tuple[Change, ...]
First = str | LonLat  # the facility that moves, or where the bridge begins

NAME = "what_if.name"
_CHANGES, _PAST, _FIRST = "what_if.changes", "what_if.past", "what_if.first"
_PROBLEM, _PENDING = "what_if.problem", "what_if.pending"


def changes() -> Changes:
    """Return the changes tried now, in the order they were made."""
    found: Changes = st.session_state.get(_CHANGES, ())
    return found


def attempt(view: View, change: Change) -> bool:
    """Try one change more; where it cannot be made, keep what there was and say why."""
    wanted = (*changes(), change)
    try:
        comparison(view, wanted)
    except InputError as error:
        refuse(sentence(error))
        return False
    put(wanted)
    return True


def put(wanted: Changes) -> None:
    """Try these changes; those before can be had back."""
    if wanted != changes():
        st.session_state[_PAST] = [*past(), changes()]
        st.session_state[_CHANGES] = wanted
        await_writing(None)  # what waits to be written is no longer what is tried
    begin(None)


def drop(place: int) -> None:
    """Leave one change out."""
    put((*changes()[:place], *changes()[place + 1 :]))


def past() -> list[Changes]:
    """Return what was tried before each step."""
    found: list[Changes] = st.session_state.get(_PAST, [])
    return found


def undo() -> None:
    """Take the last step back."""
    if steps := past():
        st.session_state[_CHANGES] = steps[-1]
        st.session_state[_PAST] = steps[:-1]
        await_writing(None)
    begin(None)


def first() -> First | None:
    """Return what the first of two clicks chose."""
    found: First | None = st.session_state.get(_FIRST)
    return found


def begin(chosen: First | None) -> None:
    """Remember what the first of two clicks chose."""
    st.session_state[_FIRST] = chosen


def refuse(reason: str) -> None:
    """Say, on the next drawing, why nothing was done."""
    st.session_state[_PROBLEM] = reason


def problem() -> str | None:
    """Return why nothing was done, once."""
    found: str | None = st.session_state.pop(_PROBLEM, None)
    return found


def pending() -> tuple[Scenario, ...] | None:
    """Return the scenarios study.yaml shall hold, None where nothing waits to be written."""
    found: tuple[Scenario, ...] | None = st.session_state.get(_PENDING)
    return found


def await_writing(wanted: tuple[Scenario, ...] | None) -> None:
    """Let a person look at what would be written before it is."""
    st.session_state[_PENDING] = wanted
