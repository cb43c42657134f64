"""One estate of the plan that is edited: its year now, what can be done with it."""

from typing import Any

import streamlit as st

from phasing.negotiation.standing import Standing
from study.plan_edits import Edit
from ui.negotiate.estate import head
from ui.plan.editing import draft as edit_draft
from ui.session.view import View
from ui.session.words import t, year

OUT = "out"


def card(view: View, stood: Standing, estate: str, *, freeable: frozenset[str]) -> None:
    """Draw what the plan does with an estate and the ways to change it.

    `freeable`: the estates of whose year the file says something.
    """
    with st.container(border=True, key="plan_edit_card"):
        head(view, stood, estate)
        _years(stood, estate)
        _ways(stood, estate, fixed=estate in freeable)


def year_asked(estate: str) -> Any:  # noqa: ANN401 - a year, OUT, or None
    """Return the year a draft asks for an estate, OUT where none, None where it says nothing."""
    for edit in edit_draft.drafted():
        if edit.about.get("estate_id") == estate and edit.kind in {"pin", OUT}:
            return OUT if edit.kind == OUT else int(edit.about["year"])
    return None


def move(estate: str, wanted: Any) -> None:  # noqa: ANN401 - a year, OUT, or None
    """Draft an estate in a year or in none; None takes back what was drafted of it."""
    if wanted is None:
        edit_draft.put(edit_draft.without(edit_draft.drafted(), estate))
    elif wanted == OUT:
        edit_draft.add(Edit(OUT, {"estate_id": estate}))
    else:
        edit_draft.add(Edit("pin", {"estate_id": estate, "year": int(wanted)}))


def _years(stood: Standing, estate: str) -> None:
    key = f"plan.move.{estate}"
    st.session_state[key] = year_asked(estate)
    st.segmented_control(
        t("plan_edit.move_to"),
        [*stood.problem.years, OUT],
        format_func=lambda one: t("plan_edit.out") if one == OUT else year(one),
        key=key,
        on_change=lambda: move(estate, st.session_state[key]),
        help=t("plan_edit.move_help"),
    )


def _ways(stood: Standing, estate: str, *, fixed: bool) -> None:
    lock, free = st.columns(2)
    now = stood.plan.get(estate)
    lock.button(
        t("plan_edit.lock_here"),
        key="plan.lock",
        icon=":material/lock:",
        on_click=move,
        args=(estate, now),
        disabled=now is None or year_asked(estate) == now,
        help=t("plan_edit.lock_help"),
        width="stretch",
    )
    freed = Edit("free", {"estate_id": estate}) in edit_draft.drafted()
    free.button(
        t("plan_edit.free"),
        key="plan.free",
        icon=":material/lock_open:",
        on_click=edit_draft.release,
        args=(estate,),
        disabled=freed or not fixed,
        help=t("plan_edit.free_help"),
        width="stretch",
    )
