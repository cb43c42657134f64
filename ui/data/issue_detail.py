"""One issue in full: what was found, what was done, what to do, and where it is on the map."""

from typing import Any

import streamlit as st

from intake.questions import PATH
from layers.classes import classify, score_classes
from layers.small_map import small_map, svg
from tables import Issue
from ui.data.parts import QUESTIONS, WORDS, choose
from ui.drawn.picture import picture
from ui.frame import turning
from ui.session import state
from ui.session.view import View
from ui.session.words import t
from ui.templates import html

_KEYWORD = "facts.problem_word"  # answered on this page, keyword by keyword
_SIZE = (96.0, 64.0)  # mm


def issue_detail(view: View, issue: Issue, row: dict[Any, Any]) -> None:
    """Draw an issue, the way to answer or mend it, and its place."""
    drawn = _place(view, issue.estate_id) if issue.estate_id else ""
    st.html(html("issue", row=row, severity=issue.severity))
    if PATH in issue.detail and issue.severity == "question":
        st.button(
            t("issues.answer"),
            icon=":material/quiz:",
            type="primary",
            on_click=choose,
            args=(QUESTIONS,),
            key="issues.answer",
            width="stretch",
        )
    if issue.code == _KEYWORD:
        st.button(
            t("problem_words.go"),
            on_click=choose,
            args=(WORDS,),
            key="issues.words_go",
            width="stretch",
        )
    if drawn:
        picture(f'<div class="issue-map">{drawn}</div>', key="issues.map")
        opened = st.button(
            t("issues.open_estate"),
            icon=":material/map:",
            on_click=state.select,
            args=(issue.estate_id,),
            key="issues.open_estate",
            width="stretch",
        )
        if opened:
            turning.turn("overview")
    elif issue.estate_id:
        st.caption(t("issues.no_place"))


def _place(view: View, estate_id: str) -> str:
    """Return the small map around an estate, neighbours in the classes of their scores."""
    estates = view.estates[["estate_id", "rank", "name", "geometry"]]
    if estate_id not in set(estates["estate_id"]):
        return ""
    shown = small_map(
        estates.assign(**{"class": classify(view.estates["score"], score_classes())}),
        view.ranked.measured.inputs.tables,
        estate_id,
        classes=score_classes(),
        numbered={},
        size=_SIZE,
    )
    return svg(shown, label=estate_id) if shown else ""
