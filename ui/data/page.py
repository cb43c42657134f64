"""Data: the study's files, what was found in them, the questions they raise, a file looked at."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from study.open_questions import CODE
from study.results import Results
from tables import InputError
from ui.data import parts
from ui.data.asked import asked
from ui.data.files import data_files, refused
from ui.data.issue_list import OPEN
from ui.data.issues_page import issues
from ui.data.look import data_look
from ui.data.problem_words import problem_words, waiting
from ui.data.questions import data_questions
from ui.frame import turning
from ui.frame.sections import head
from ui.session import address, reading
from ui.session.reading import Given
from ui.session.view import View
from ui.session.words import number, sentence, t
from ui.styles import style


def show(view: View) -> None:
    """Draw the page of a study that is open."""
    given = Given(view.written, view.ranked.measured.inputs, view.issues)
    words = waiting(view)
    names = _names(given) | {
        parts.ISSUES: _counted(
            "data.part.issues", sum(one.severity in OPEN for one in view.issues)
        ),
        parts.WORDS: _counted("data.part.words", words),
    }
    chosen = _part({name: names[name] for name in _ORDER})
    if chosen == parts.ISSUES:
        _asked_words(words)
        issues(view)
    elif chosen == parts.WORDS and view.opened:
        problem_words(view, view.opened)
    else:
        _drawn(chosen, given, view.results)
        if chosen == parts.QUESTIONS:
            _asked_words(words)


def instead(path: Path, error: InputError, *, here: bool) -> None:
    """Draw what can be done about a study that cannot be opened; `here`: on the page of data."""
    given = reading.blocked(path, error)
    asks = error.code == CODE
    if given is None or not (asks or here):
        st.error(sentence(error), title=t("ui.error"), icon=":material/error:")
        st.caption(t("ui.error_next"))
        if given is not None:
            turning.link("data", t("data.go"), icon=":material/upload_file:")
        return
    if asks:
        count = number(sum(one.counts for one in asked(given.issues)))
        st.warning(t("data.first", count=count), icon=":material/quiz:")
        st.session_state.setdefault(parts.PART, parts.QUESTIONS)
    else:
        refused(given)
    _drawn(_part(_names(given)), given, None)


_ORDER = (parts.FILES, parts.ISSUES, parts.QUESTIONS, parts.WORDS, parts.LOOK)


def _names(given: Given) -> dict[str, str]:
    """Return what the parts are called that need no open study."""
    return {
        parts.FILES: t("data.part.files"),
        parts.QUESTIONS: _counted("data.part.questions", len(asked(given.issues))),
        parts.LOOK: t("data.part.look"),
    }


def _counted(code: str, count: int) -> str:
    return t(f"{code}_open", count=number(count)) if count else t(code)


def _part(names: Mapping[str, str]) -> str:
    """Draw the head of the page with the choice of parts, and return the one chosen."""
    style("criteria", "data")
    address.hold("section", parts.PART, names)
    return head("data", names)


def _drawn(chosen: str, given: Given, results: Results | None) -> None:
    if chosen == parts.QUESTIONS:
        data_questions(given)
    elif chosen == parts.LOOK:
        data_look(given, results)
    else:
        data_files(given)


def _asked_words(count: int) -> None:
    """Say how many keywords of the ledger wait to be confirmed, and how to get there."""
    if not count:
        return
    told, button = st.columns([4, 1], vertical_alignment="center")
    told.info(t("problem_words.asked", count=count), icon=":material/quiz:")
    button.button(
        t("problem_words.go"), on_click=parts.choose, args=(parts.WORDS,), key="problem_words.go",
        width="stretch",
    )  # fmt: skip
