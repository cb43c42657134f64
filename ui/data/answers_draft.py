"""What this session answers to questions of the importer: chosen first, then written in one go."""

from collections.abc import Mapping

import streamlit as st

from study.decisions import Decision
from study.editing import Changes, Path, edited
from study.saving import Written
from tables import InputError
from ui.session import keeping, plans, unwritten
from ui.session.words import sentence

SAVED, PROBLEM = "data.saved", "data.problem"

_TOPIC, _TURN = "answers", "data.turn"


def draft() -> Mapping[Path, str | None]:
    """Return what was chosen and not written yet: place → answer, None for one taken back."""
    found = unwritten.held(_TOPIC)
    return dict(filter(None, map(_entry, found))) if isinstance(found, list) else {}


def field_key(path: Path, part: str = "field") -> str:
    """Return the key of a question's field; it changes when all fields are to be filled anew."""
    return f"data.{part}.{st.session_state.get(_TURN, 0)}.{'/'.join(path)}"


def choose(path: Path, answer: str | None) -> None:
    """Remember the answer to a question; None takes it back."""
    others = {place: said for place, said in draft().items() if place != path}
    _put(others if answer is None else {**others, path: answer})


def take_back(path: Path) -> None:
    """Ask again what study.yaml has answered."""
    _put({**draft(), path: None})


def adopt(proposed: Mapping[Path, str]) -> None:
    """Choose what is proposed for each of these questions."""
    _put({**draft(), **proposed})
    _refill()


def forget() -> None:
    """Take back what was chosen and not written."""
    _put({})
    _refill()


def changes() -> Changes:
    """Return the draft as changes of study.yaml."""
    return {("answers", *path): answer for path, answer in draft().items()}


def write(file: Written) -> None:
    """Save the draft into study.yaml; the next drawing reads the files with the answers."""
    places = [".".join(("answers", *path)) for path in draft()]
    try:
        text = edited(file.text, changes())
        keeping.write(file.path, file, text, Decision("answers", {"places": places}))
    except InputError as error:
        st.session_state[PROBLEM] = sentence(error)
        return
    st.session_state[SAVED] = file.path.name
    plans.drop()  # other answers are another town: it is solved with them
    forget()


def _put(chosen: Mapping[Path, str | None]) -> None:
    unwritten.hold(_TOPIC, [[list(path), answer] for path, answer in chosen.items()])


def _entry(said: object) -> tuple[Path, str | None] | None:
    """Return an answer as it was drafted; None for what a hand made of it."""
    match said:
        case [[_, *_] as path, str() | None as answer]:
            whole = tuple(one for one in path if isinstance(one, str))
            return (whole, answer) if len(whole) == len(path) else None
    return None


def _refill() -> None:
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
