"""The list of drafted edits: each with a way to take it out; undo, redo, clear."""

from collections.abc import Callable, Sequence

import streamlit as st

from phasing.negotiation.standing import Standing
from study.plan_edits import Edit
from ui.plan.editing import draft as edit_draft
from ui.plan.editing.guide import edit_guide
from ui.plan.editing.words import told
from ui.session.chosen import chosen_estate
from ui.session.view import View
from ui.session.words import plain, t

_MOST_PX, _MOST = 176, 4
_ICONS = {"undo": "undo", "redo": "redo", "clear": "delete_sweep"}


def listed(view: View, stood: Standing, edits: Sequence[Edit]) -> None:
    """Draw the drafted edits in the order they are applied, and the steps back and forth."""
    _steps(len(edits))
    if not edits:
        if chosen_estate(view):
            st.caption(t("plan_edit.nothing"))
        else:
            edit_guide(view, stood)
        return
    with st.container(height=_MOST_PX if len(edits) > _MOST else "content", border=False):
        for place, edit in enumerate(edits):
            _one(place, told(view, stood, edit))


def _steps(count: int) -> None:
    title, *columns = st.columns([2.6, 0.5, 0.5, 0.5], vertical_alignment="center")
    title.markdown(f"**{t('plan_edit.drafted', count=count)}**")
    for column, (name, step, able) in zip(columns, _buttons(count), strict=True):
        column.button(
            f":material/{_ICONS[name]}:",
            key=f"plan.{name}",
            help=t(f"plan_edit.{name}"),
            on_click=step,
            disabled=not able,
            width="stretch",
        )


def _buttons(count: int) -> tuple[tuple[str, Callable[[], None], bool], ...]:
    return (
        ("undo", edit_draft.undo, edit_draft.undoable()),
        ("redo", edit_draft.redo, edit_draft.redoable()),
        ("clear", edit_draft.clear, bool(count)),
    )


def _one(place: int, text: str) -> None:
    words, away = st.columns([9, 1], vertical_alignment="center")
    words.markdown(plain(text))
    away.button(
        ":material/close:",
        key=f"plan.drop.{place}",
        help=t("plan_edit.drop", edit=plain(text)),
        on_click=edit_draft.drop,
        args=(place,),
        type="tertiary",
    )
