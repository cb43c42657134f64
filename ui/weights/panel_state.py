"""The experts of this session: filled forms brought in, and judgements given on the page."""

from collections.abc import Sequence

import streamlit as st

from intake.forms.expert_forms import Form, read_forms
from tables import InputError, Issue

_JOINED, _TOLD, UPLOADED = "panel.joined", "panel.told", "panel.files"


def join(form: Form) -> None:
    """Add an expert's judgements to the group; those given before under the name are replaced."""
    st.session_state[_JOINED] = [*(old for old in joined() if old.name != form.name), form]


def joined() -> list[Form]:
    """Return the experts of this session, in the order they came in."""
    return list(st.session_state.get(_JOINED) or [])


def leave(name: str) -> None:
    """Take an expert out."""
    st.session_state[_JOINED] = [form for form in joined() if form.name != name]


def take_in(largest: int) -> None:
    """Read the files just brought in: forms join the group, what was unclear is kept to be told."""
    files: Sequence[object] = st.session_state.get(UPLOADED) or []
    st.session_state[_TOLD] = []
    names: set[str] = set()
    for file in files:
        try:
            forms, issues = _read(file.getvalue(), file.name, largest)  # type: ignore[attr-defined]
        except InputError as error:
            told().append(error)
            continue
        told().extend(issues)
        for form in forms:
            if form.name in names:
                told().append(InputError("experts.name_twice", expert=form.name))
            else:
                told().extend(_replaced(form))
                join(form)
            names.add(form.name)


def _replaced(form: Form) -> list[Issue]:
    again = any(old.name == form.name for old in joined())
    detail = {"expert": form.name}
    return [Issue("experts.replaced", "info", table="weights", detail=detail)] * again


def told() -> list[Issue | InputError]:
    """Return what was unclear in the files brought in last, and which could not be read."""
    found: list[Issue | InputError] = st.session_state.setdefault(_TOLD, [])
    return found


@st.cache_data(show_spinner=False, max_entries=64)
def _read(content: bytes, name: str, largest: int) -> tuple[tuple[Form, ...], tuple[Issue, ...]]:
    return read_forms(content, file=name, largest=largest)
