"""What this session answers to questions of the importer: chosen first, then written in one go."""

from collections.abc import Mapping

import streamlit as st

from study.editing import Changes, Path, edited
from study.saving import Written, opened, save
from tables import InputError
from ui import edits
from ui.words import sentence

SAVED, PROBLEM = "data.saved", "data.problem"

_DRAFT, _TURN = "data.draft", "data.turn"


def draft() -> Mapping[Path, str | None]:
    """Return what was chosen and not written yet: place → answer, None for one taken back."""
    found: Mapping[Path, str | None] = st.session_state.get(_DRAFT, {})
    return found


def field_key(path: Path, part: str = "field") -> str:
    """Return the key of a question's field; it changes when all fields are to be filled anew."""
    return f"data.{part}.{st.session_state.get(_TURN, 0)}.{'/'.join(path)}"


def choose(path: Path, answer: str | None) -> None:
    """Remember the answer to a question; None takes it back."""
    others = {place: said for place, said in draft().items() if place != path}
    st.session_state[_DRAFT] = others if answer is None else {**others, path: answer}


def take_back(path: Path) -> None:
    """Ask again what study.yaml has answered."""
    st.session_state[_DRAFT] = {**draft(), path: None}


def adopt(proposed: Mapping[Path, str]) -> None:
    """Choose what is proposed for each of these questions."""
    st.session_state[_DRAFT] = {**draft(), **proposed}
    _refill()


def forget() -> None:
    """Take back what was chosen and not written."""
    st.session_state.pop(_DRAFT, None)
    _refill()


def changes() -> Changes:
    """Return the draft as changes of study.yaml."""
    return {("answers", *path): answer for path, answer in draft().items()}


def write(file: Written) -> None:
    """Save the draft into study.yaml; the next drawing reads the files with the answers."""
    try:
        kept = save(file, edited(file.text, changes()))
    except InputError as error:
        st.session_state[PROBLEM] = sentence(error)
        return
    if edits.now().base == edits.digest(file):
        edits.rebase(opened(file.path))
    st.session_state[SAVED] = kept.name
    st.session_state.pop("plan", None)
    forget()


def _refill() -> None:
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
