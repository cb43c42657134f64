"""Many estates moved in one step: those of the plan that the table lists, to a year or to none."""

from collections.abc import Iterable
from functools import reduce
from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.standing import Standing
from study.plan_edits import Edit
from ui.plan.editing import draft as edit_draft
from ui.plan.editing.card import OUT
from ui.plan.editing.carried import Draft
from ui.ranking.narrowing import narrowing
from ui.session.view import View
from ui.session.words import number, t, year

MOST = 60  # edits of one step: each is a line of its own that is shown, priced and kept
_TO, _BAR = "plan.together.to", [1.0, 0.8, 1.7]


def together(view: View, proposal: str, stood: Standing) -> pd.Series:
    """Draw the filter and the way to move all it leaves; return who passes (index: estate_id)."""
    filters, to, button = st.columns(_BAR, vertical_alignment="center")
    with filters:
        passed = narrowing(view, proposal)
    listed = [str(one) for one in passed.index[passed] if one in stood.plan]
    wanted = to.selectbox(
        t("plan_edit.together_to"), [*stood.problem.years, OUT], index=None, key=_TO,
        format_func=lambda one: t("plan_edit.out") if one == OUT else year(one),
        placeholder=t("plan_edit.together_to"), label_visibility="collapsed", filter_mode=None,
    )  # fmt: skip
    many = len(listed) > MOST
    button.button(
        t("plan_edit.together", count=number(len(listed))),
        key="plan.together",
        icon=":material/move_down:",
        on_click=_move,
        args=(listed, wanted),
        disabled=wanted is None or many or not listed,
        help=t("plan_edit.together_many", most=MOST) if many else t("plan_edit.together_help"),
        width="stretch",
    )
    if not passed.all():
        told = {"shown": number(int(passed.sum())), "all": number(len(passed))}
        st.caption(t("ranking.shown", **told))
    return passed


def moved(draft: Draft, estates: Iterable[str], wanted: Any) -> Draft:  # noqa: ANN401 - year or OUT
    """Return a draft with each of `estates` in the year wanted, or left out.

    >>> left_out = Edit(OUT, {"estate_id": "E1"})
    >>> [edit.about["year"] for edit in moved((left_out,), ["E1", "E2"], 2029)]
    [2029, 2029]
    """
    return reduce(edit_draft.added, (_set(one, wanted) for one in estates), draft)


def _set(estate: str, wanted: Any) -> Edit:  # noqa: ANN401 - a year or OUT
    if wanted == OUT:
        return Edit(OUT, {"estate_id": estate})
    return Edit("pin", {"estate_id": estate, "year": int(wanted)})


def _move(estates: Iterable[str], wanted: Any) -> None:  # noqa: ANN401 - a year or OUT
    edit_draft.put(moved(edit_draft.drafted(), estates, wanted))
    st.session_state[_TO] = None
