"""Data: the study's files, the questions they raise, and a look at a file dropped in."""

from pathlib import Path

import streamlit as st

from study.open_questions import CODE
from study.results import Results
from tables import InputError
from ui import reading, turning
from ui.asked import asked
from ui.data_files import data_files, refused
from ui.data_look import data_look
from ui.data_questions import data_questions
from ui.problem_words import waiting
from ui.reading import Given
from ui.view import View
from ui.words import number, sentence, t

PART = "data.part"
FILES, QUESTIONS, LOOK = "files", "questions", "look"


def show(view: View) -> None:
    """Draw the page of a study that is open."""
    _head()
    given = Given(view.written, view.ranked.measured.inputs, view.issues)
    _parts(given, view.results)
    words = waiting(view) if st.session_state[PART] == QUESTIONS else 0
    if words:
        told, link = st.columns([4, 1], vertical_alignment="center")
        told.info(t("problem_words.asked", count=words), icon=":material/quiz:")
        with link:
            turning.link("issues", t("problem_words.go"), icon=":material/arrow_forward:")


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
    _head()
    if asks:
        count = number(sum(one.counts for one in asked(given.issues)))
        st.warning(t("data.first", count=count), icon=":material/quiz:")
        st.session_state.setdefault(PART, QUESTIONS)
    else:
        refused(given)
    _parts(given, None)


def _head() -> None:
    for sheet in ("criteria.css", "data.css"):
        st.html(Path(__file__).parent / sheet)
    st.subheader(t("ui.page.data"))


def _parts(given: Given, results: Results | None) -> None:
    """Draw the choice between the three parts and the one chosen."""
    open_ = len(asked(given.issues))
    code = "data.part.questions_open" if open_ else "data.part.questions"
    names = {
        FILES: t("data.part.files"),
        QUESTIONS: t(code, count=number(open_)),
        LOOK: t("data.part.look"),
    }
    st.session_state.setdefault(PART, FILES)
    chosen = st.segmented_control(
        t("ui.page.data"),
        list(names),
        required=True,
        format_func=names.__getitem__,
        key=PART,
        label_visibility="collapsed",
        persist_state="session",
    )
    if chosen == QUESTIONS:
        data_questions(given)
    elif chosen == LOOK:
        data_look(given, results)
    else:
        data_files(given)
