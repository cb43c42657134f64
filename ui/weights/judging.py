"""One expert's own judgements: an order, then one comparison at a time, as few as will do."""

from collections.abc import Sequence

import streamlit as st

from reports.expert_form_page import step_words
from scoring import Judgement
from scoring.weighting.questions import questions
from study.weight_issues import ratio_text, said_text
from ui.session.view import View
from ui.session.words import locale, percent, plain, t
from ui.templates import html
from ui.weights import panel_state
from ui.weights.in_force import judged
from ui.weights.own_judgements import (
    NAME,
    ORDER,
    ORGANISATION,
    Pair,
    again,
    answer,
    answers,
    clear,
    form,
    given,
    judgement,
    open_pair,
    ordered,
    own_form,
    rules,
)
from ui.weights.taking import take


def judging(view: View) -> None:
    """Draw the order, the question now open, and what the answers come to so far."""
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        _order(view)
        order = ordered(view)
        if len(order) > 1:
            _question(view, order)
            _answered(view, order)
    with right, st.container(border=True, key="judged"):
        _result(view, order)


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
        key=ORDER,
        persist_state="session",
    )
    left = len(tree.keys) - len(ordered(view))
    if left:
        st.caption(t("judging.order_left", count=left))


def _question(view: View, order: Sequence[str]) -> None:
    pair = open_pair(view, order)
    asked = len(questions(order))
    done = len(answers(order))
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
            on_change=answer,
            args=(pair, key, reverse),
        )


def _step_label(step: int) -> str:
    words = step_words(str(step), locale=locale())
    return words if step % 2 else str(step)


def _answered(view: View, order: Sequence[str]) -> None:
    """List the answers, each to be given again."""
    tree = view.ranked.tree
    with st.container(key="answers", gap=None):
        for pair, answer in answers(order).items():
            first, second = (plain(tree.name(locale(), key)) for key in pair)
            words = step_words(str(answer), locale=locale())
            _line(t("judging.said", first=first, second=second, answer=words), pair, "again")
    if answers(order):
        st.button(t("judging.clear"), on_click=clear, type="tertiary")


def _result(view: View, order: Sequence[str]) -> None:
    found = judgement(view, order)
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
            on_click=again,
            args=(pair,),
            type="tertiary",
        )


def _hand_in(view: View, found: Judgement | None) -> None:
    with st.container(horizontal=True):
        st.text_input(t("form.name"), key=NAME, persist_state="session")
        st.text_input(t("form.organisation"), key=ORGANISATION, persist_state="session")
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
