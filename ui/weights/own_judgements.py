"""One expert's own judgements in this session: the order, the answers, what they come to."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from intake.forms.expert_forms import Form
from reports.expert_form import expert_form
from scoring import Judgement
from scoring.weighting.ahp import AhpRules, judge_by
from scoring.weighting.judgements import answered_matrix
from scoring.weighting.questions import next_question
from standards import Standards, in_force
from study.judgement_rules import ahp_rules
from tables import InputError
from ui.session.view import View
from ui.session.words import locale, sentence

Pair = tuple[str, str]
ORDER, NAME, ORGANISATION = "judging.order", "judging.name", "judging.organisation"
_ANSWERS, _AGAIN = "judging.answers", "judging.again"


def given(view: View) -> Any:  # noqa: ANN401 - what stands under `weights:`
    """Return what stands under `weights:` for these answers; None while they make no weights."""
    order = ordered(view)
    if judgement(view, order) is None:
        return None
    cells = answered_matrix(order, answers(order))
    matrix = [[_cell(cell) for cell in row] for row in cells]
    return {"ahp": {"order": list(order), "matrix": matrix}}


def form(view: View) -> Form:
    """Return what was said so far as a filled form."""
    order = ordered(view)
    name = str(st.session_state.get(NAME) or "")
    organisation = str(st.session_state.get(ORGANISATION) or "")
    return Form(name, organisation, view.ranked.tree.keys, order, answers(order))


def rules(view: View) -> Standards:
    """Return the standards in force on the study's day."""
    return in_force(view.choices.day_of_law, view.choices.city)


def ordered(view: View) -> tuple[str, ...]:
    """Return the criteria in the order picked, the most important first."""
    picked = st.session_state.get(ORDER) or []
    return tuple(key for key in picked if key in view.ranked.tree.keys)


def answers(order: Sequence[str]) -> dict[Pair, object]:
    """Return the answers about criteria that are in the order."""
    said: Mapping[Pair, object] = st.session_state.get(_ANSWERS) or {}
    return {pair: answer for pair, answer in said.items() if set(pair) <= set(order)}


def open_pair(view: View, order: Sequence[str]) -> Pair | None:
    """Return the pair to ask about now; None when there is no more to ask."""
    again: Pair | None = st.session_state.get(_AGAIN)
    if again is not None and set(again) <= set(order):
        return again
    try:
        return next_question(order, answers(order), rules=ahp(view))
    except InputError as error:
        st.warning(sentence(error))
        return None


def answer(pair: Pair, key: str, reverse: bool) -> None:  # noqa: FBT001 - a callback's argument
    """Keep the step just picked for a pair; a callback."""
    step = st.session_state.get(key)
    if step is None:
        return
    said = {
        old: answer
        for old, answer in (st.session_state.get(_ANSWERS) or {}).items()
        if set(old) != set(pair)
    }
    st.session_state[_ANSWERS] = {**said, pair: f"1/{step}" if reverse and step > 1 else str(step)}
    st.session_state.pop(_AGAIN, None)
    st.session_state.pop(key, None)


def again(pair: Pair) -> None:
    """Ask about a pair once more; a callback."""
    st.session_state[_AGAIN] = pair


def clear() -> None:
    """Forget the answers; a callback."""
    st.session_state.pop(_ANSWERS, None)
    st.session_state.pop(_AGAIN, None)


def ahp(view: View) -> AhpRules:
    """Return how comparisons are weighed."""
    return ahp_rules({}, rules(view), where="weights.ahp")


def judgement(view: View, order: Sequence[str]) -> Judgement | None:
    """Return what the answers come to; None while they make no weights."""
    if len(order) < 2:  # noqa: PLR2004 - one criterion is compared with nothing
        return None
    try:
        return judge_by(order, answered_matrix(order, answers(order)), ahp(view))
    except InputError:
        return None


def own_form(view: View, said: Form | None = None) -> bytes:
    """Return the expert form of the study, filled with what was `said`; blank without."""
    largest = int(rules(view)["largest_judgement"])
    name = view.choices.name
    return expert_form(view.ranked.tree, title=name, largest=largest, locale=locale(), filled=said)


def _cell(cell: object) -> object:
    return int(cell) if isinstance(cell, str) and cell.isdigit() else cell
