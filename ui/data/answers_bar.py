"""What the answers of this session would change in study.yaml: the lines, save, take, drop."""

import streamlit as st

from study.editing import difference, edited
from study.saving import Written, opened
from tables import InputError
from ui.criteria.changes import marked
from ui.data import answers_draft
from ui.drawn.take_file import take_file
from ui.session.reading import Given
from ui.session.words import number, plain, sentence, t
from ui.templates import html


def answers_bar(given: Given) -> None:
    """Draw what would be written, and the ways out; nothing where nothing was chosen."""
    if problem := st.session_state.pop(answers_draft.PROBLEM, None):
        st.error(problem, icon=":material/error:")
    if saved := st.session_state.pop(answers_draft.SAVED, None):
        st.success(t("data.saved", copy=plain(saved)), icon=":material/check_circle:")
    if not answers_draft.draft():
        return
    try:
        file = opened(given.written.path)
        text = edited(file.text, answers_draft.changes())
    except InputError as error:
        st.error(sentence(error), icon=":material/error:")
        st.button(t("data.forget"), on_click=answers_draft.forget, key="data.forget")
        return
    with st.container(key="criteria_changes", border=True):
        _pending(file, text)


def told_elsewhere() -> None:
    """Say on another page that the answers were saved: the study opened with them."""
    if saved := st.session_state.pop(answers_draft.SAVED, None):
        st.toast(t("data.saved", copy=plain(saved)), icon=":material/check_circle:")


def _pending(file: Written, text: str) -> None:
    told, save, take, drop = st.columns([2.2, 1.3, 0.9, 1], vertical_alignment="center")
    told.markdown(t("data.pending", count=number(len(answers_draft.draft()))))
    save.button(
        t("data.save"),
        key="data.save",
        type="primary",
        on_click=answers_draft.write,
        args=(file,),
        width="stretch",
    )
    take_file(take, file, text, key="data.take")
    drop.button(t("data.forget"), key="data.forget", on_click=answers_draft.forget, width="stretch")
    lines = difference(file.text, text, name=file.path.name)
    st.html(html("criteria_diff", lines=[marked(line) for line in lines[2:]]))
