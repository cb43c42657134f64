"""One expert's own judgements: an order, then one comparison at a time, as few as will do."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from intake.expert_forms import Form
from reports.expert_form import expert_form, step_words
from scoring import Judgement
from scoring.ahp import AhpRules, judge_by
from scoring.judgements import answered_matrix
from scoring.questions import next_question, questions
from standards import Standards, in_force
from study.judgement_rules import ahp_rules
from study.weight_issues import ratio_text, said_text
from tables import InputError
from ui import panel_state
from ui.taking import take
from ui.templates import html
from ui.view import View
from ui.weights_in_force import judged
from ui.words import locale, percent, plain, sentence, t

Pair = tuple[str, str]
_ORDER, _ANSWERS, _AGAIN = "judging.order", "judging.answers", "judging.again"
_NAME, _ORGANISATION = "judging.name", "judging.organisation"


def judging(view: View) -> None:
    """Draw the order, the question now open, and what the answers come to so far."""
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        _order(view)
        order = _ordered(view)
        if len(order) > 1:
            _question(view, order)
            _answered(view, order)
    with right, st.container(border=True, key="judged"):
        _result(view, order)


def given(view: View) -> Any:  # noqa: ANN401 - what stands under `weights:`
    """Return what stands under `weights:` for these answers; None while they make no weights."""
    order = _ordered(view)
    if _judgement(view, order) is None:
        return None
    cells = answered_matrix(order, _kept(order))
    matrix = [[_cell(cell) for cell in row] for row in cells]
    return {"ahp": {"order": list(order), "matrix": matrix}}


def form(view: View) -> Form:
    """Return what was said so far as a filled form."""
    order = _ordered(view)
    name = str(st.session_state.get(_NAME) or "")
    organisation = str(st.session_state.get(_ORGANISATION) or "")
    return Form(name, organisation, view.ranked.tree.keys, order, _kept(order))


def rules(view: View) -> Standards:
    """Return the standards in force on the study's day."""
    return in_force(view.choices.day_of_law, view.choices.city)


def _order(view: View) -> None:
    tree = view.ranked.tree
    st.markdown(f"**{t('judging.order')}**", help=t("judging.order_help"))
    st.multiselect(
        t("judging.order"),
        list(tree.keys),
        format_func=lambda key: tree.name(locale(), key),
        placeholder=t("judging.order_pick"),
        label_visibility="collapsed",
        select_all=False,
        key=_ORDER,
        persist_state="session",
    )
    left = len(tree.keys) - len(_ordered(view))
    if left:
        st.caption(t("judging.order_left", count=left))


def _ordered(view: View) -> tuple[str, ...]:
    picked = st.session_state.get(_ORDER) or []
    return tuple(key for key in picked if key in view.ranked.tree.keys)


def _kept(order: Sequence[str]) -> dict[Pair, object]:
    """Return the answers about criteria that are in the order."""
    said: Mapping[Pair, object] = st.session_state.get(_ANSWERS) or {}
    return {pair: answer for pair, answer in said.items() if set(pair) <= set(order)}


def _question(view: View, order: Sequence[str]) -> None:
    pair = _open(view, order)
    asked = len(questions(order))
    done = len(_kept(order))
    if pair is None:
        st.success(t("judging.done", count=done), icon=":material/check:")
        return
    first, second = (plain(view.ranked.tree.name(locale(), key)) for key in pair)
    with st.container(border=True, key="question"):
        st.caption(t("judging.count", place=done + 1, count=max(asked, done + 1)))
        st.markdown(f"##### {t('judging.question', first=first, second=second)}")
        reverse = st.toggle(
            t("judging.reverse", second=second), key=f"judging.reverse.{'.'.join(pair)}"
        )
        largest = int(rules(view)["largest_judgement"])
        key = f"judging.step.{'.'.join(pair)}"
        st.pills(
            t("judging.step"),
            list(range(1, largest + 1)),
            format_func=_step_label,
            label_visibility="collapsed",
            key=key,
            on_change=_answer,
            args=(pair, key, reverse),
        )


def _step_label(step: int) -> str:
    words = step_words(str(step), locale=locale())
    return words if step % 2 else str(step)


def _open(view: View, order: Sequence[str]) -> Pair | None:
    again: Pair | None = st.session_state.get(_AGAIN)
    if again is not None and set(again) <= set(order):
        return again
    try:
        return next_question(order, _kept(order), rules=_ahp(view))
    except InputError as error:
        st.warning(sentence(error))
        return None


def _answer(pair: Pair, key: str, reverse: bool) -> None:  # noqa: FBT001 - a callback's argument
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


def _again(pair: Pair) -> None:
    st.session_state[_AGAIN] = pair


def _clear() -> None:
    st.session_state.pop(_ANSWERS, None)
    st.session_state.pop(_AGAIN, None)


def _answered(view: View, order: Sequence[str]) -> None:
    """List the answers, each to be given again."""
    tree = view.ranked.tree
    with st.container(key="answers", gap=None):
        for pair, answer in _kept(order).items():
            first, second = (plain(tree.name(locale(), key)) for key in pair)
            words = step_words(str(answer), locale=locale())
            _line(t("judging.said", first=first, second=second, answer=words), pair, "again")
    if _kept(order):
        st.button(t("judging.clear"), on_click=_clear, type="tertiary")


def _ahp(view: View) -> AhpRules:
    return ahp_rules({}, rules(view), where="weights.ahp")


def _judgement(view: View, order: Sequence[str]) -> Judgement | None:
    if len(order) < 2:  # noqa: PLR2004 - one criterion is compared with nothing
        return None
    try:
        return judge_by(order, answered_matrix(order, _kept(order)), _ahp(view))
    except InputError:
        return None


def _result(view: View, order: Sequence[str]) -> None:
    found = _judgement(view, order)
    if found is None:
        st.markdown(f"**{t('judging.result')}**")
        st.caption(t("judging.not_yet"))
    else:
        _weights(view, found)
        _revisit(view, found)
    _hand_in(view, found)


def _weights(view: View, found: Judgement) -> None:
    tree, shares = view.ranked.tree, found.weights.shares
    most = max(shares.values())
    need = set(tree.side("need"))
    rows = [
        {
            "name": tree.name(locale(), key),
            "side": "need" if key in need else "readiness",
            "share": percent(share, 1),
            "width": share / most,
        }
        for key, share in shares.items()
    ]
    side = {"side": "", "name": t("judging.result"), "share": "", "criteria": rows}
    st.html(html("weights_now", lines=[judged(found)], sides=[side]))


def _revisit(view: View, found: Judgement) -> None:
    tree = view.ranked.tree
    for one in found.revisit:
        first, second = (plain(tree.name(locale(), key)) for key in (one.first, one.second))
        told = t(
            "weighing.revisit",
            first=first,
            second=second,
            said=said_text(one.said),
            implied=said_text(one.implied),
            value=ratio_text(one.consistency_ratio),
        )
        _line(told, (one.first, one.second), "revisit")


def _line(told: str, pair: Pair, why: str) -> None:
    """Draw a sentence about a pair with a button to compare it again."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(told, width="stretch")
        st.button(
            t("judging.change"),
            key=f"judging.{why}.{'.'.join(pair)}",
            on_click=_again,
            args=(pair,),
            type="tertiary",
        )


def _hand_in(view: View, found: Judgement | None) -> None:
    with st.container(horizontal=True):
        st.text_input(t("form.name"), key=_NAME, persist_state="session")
        st.text_input(t("form.organisation"), key=_ORGANISATION, persist_state="session")
    said = form(view)
    with st.container(horizontal=True):
        st.button(
            t("judging.take"),
            key="take.judged",
            disabled=found is None,
            on_click=take,
            args=(view, given(view), found.weights.shares if found else {}),
            type="primary",
        )
        st.button(
            t("judging.join"),
            disabled=not said.answers or not said.name,
            on_click=panel_state.join,
            args=(said,),
            help=t("judging.join_help"),
        )
        st.download_button(
            t("judging.download"),
            lambda: own_form(view, said),
            file_name=t("expert_group.file", name=said.name or t("judging.nameless")),
            on_click="ignore",
            icon=":material/download:",
            disabled=not said.order,
        )


def own_form(view: View, said: Form | None = None) -> bytes:
    """Return the expert form of the study, filled with what was `said`; blank without."""
    largest = int(rules(view)["largest_judgement"])
    name = view.choices.name
    return expert_form(view.ranked.tree, title=name, largest=largest, locale=locale(), filled=said)


def _cell(cell: object) -> object:
    return int(cell) if isinstance(cell, str) and cell.isdigit() else cell
