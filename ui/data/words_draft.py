"""What this session says keywords of the ledger mean: chosen first, then taken over in one go."""

from collections.abc import Mapping

import streamlit as st

from scoring.facts.problems import NONE
from study.plain_yaml import values
from study.problems import ANSWER, ITEMS, answer_changes
from study.saving import opened
from tables import InputError
from ui.session import edits, unwritten
from ui.session.view import Opened, View
from ui.session.words import sentence

_TOPIC = "words"
_TURN = "problem_words.turn"
REFUSED = "problem_words.refused"

_KNOWN = (*ITEMS, NONE, "")


def draft() -> Mapping[str, str]:
    """Return what was chosen and not taken over yet: keyword → item, "" for an answer taken back.

    Choices that say what is answered already are none.
    """
    found = unwritten.held(_TOPIC)
    said = found if isinstance(found, Mapping) else {}
    return {word: item for word, item in said.items() if item in _KNOWN}


def field_key(word: str) -> str:
    """Return the key of a keyword's field; it changes when all fields are to be filled anew."""
    return f"problem_words.{st.session_state.get(_TURN, 0)}.{word}"


def choose(word: str, item: str, answered: str) -> None:
    """Remember what a keyword is said to mean; nothing where it is answered so already."""
    others = {key: value for key, value in draft().items() if key != word}
    unwritten.hold(_TOPIC, others if item == answered else {**others, word: item})


def adopt(suggested: Mapping[str, str]) -> None:
    """Choose what is suggested for each of these keywords."""
    unwritten.hold(_TOPIC, {**draft(), **suggested})
    _refill()


def forget() -> None:
    """Take back what was chosen and not taken over."""
    unwritten.hold(_TOPIC, {})
    _refill()


def apply(view: View, at: Opened) -> None:
    """Take the choices over into the session's edits; the next drawing measures with them."""
    try:
        file = opened(at.written.path)
        filed = (values(file.text).get("answers") or {}).get(ANSWER)
        now, rules = view.choices.answers.get(ANSWER), view.ranked.measured.rules
        laid = edits.put(answer_changes(filed, now, draft(), rules), file)
        edits.choices(at.written, laid)
    except InputError as error:
        st.session_state[REFUSED] = sentence(error)
        return
    edits.keep(laid, file)
    forget()


def _refill() -> None:
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
