"""Issues: what was found in the inputs, what was repaired, what a person must answer."""

import streamlit as st

from ui.issue_list import OPEN, counts, headings, listed
from ui.problem_words import problem_words, waiting
from ui.view import View
from ui.words import t, word

_ROW_HEIGHT = 34
_PART = "issues.part"
_LIST, _WORDS = "list", "words"


def show(view: View) -> None:
    """Draw the page."""
    st.subheader(t("ui.page.issues"))
    open_words = waiting(view)
    if _part(open_words) == _WORDS and view.opened:
        problem_words(view, view.opened)
        return
    st.caption(t("ui.issues_lead"))
    if open_words:
        told, button = st.columns([4, 1], vertical_alignment="center")
        told.info(t("problem_words.asked", count=open_words), icon=":material/quiz:")
        button.button(
            t("problem_words.go"), on_click=_turn, key="problem_words.go", width="stretch"
        )
    _issues(view)


def _part(open_words: int) -> str:
    """Draw the choice between the log and the keywords, with how many wait."""
    words = t("problem_words.tab_open" if open_words else "problem_words.tab", count=open_words)
    names = {_LIST: t("problem_words.tab_list"), _WORDS: words}
    st.session_state.setdefault(_PART, _LIST)
    chosen = st.segmented_control(
        t("ui.page.issues"),
        list(names),
        required=True,
        format_func=names.__getitem__,
        key=_PART,
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(chosen)


def _turn() -> None:
    st.session_state[_PART] = _WORDS


def _issues(view: View) -> None:
    found = counts(view.issues)
    if not found:
        st.success(t("ui.no_issues"))
        return
    wanted = st.segmented_control(
        t("ui.severity"),
        list(found),
        selection_mode="multi",
        default=[severity for severity in found if severity in OPEN] or list(found),
        format_func=lambda severity: f"{word('severity', severity)} {found[severity]}",
        key="severities",
        label_visibility="collapsed",
    )
    table = listed(view.issues, wanted)
    (whole,) = st.columns(1)
    with whole, st.container(key="tall"):
        st.dataframe(
            table,
            hide_index=True,
            column_config=headings(),
            height="stretch",
            row_height=_ROW_HEIGHT,
        )
