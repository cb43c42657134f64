"""Solving the proposals anew: a button, how far it is, a way to stop, and what came of it."""

import streamlit as st

from tables import InputError
from ui.drawn.picture import picture
from ui.frame.own_words import own_words
from ui.frame.saved import saved
from ui.frame.turning import turn
from ui.plan.solving_shown import card
from ui.session.leaving import leave, me
from ui.session.place_words import stale_parts
from ui.session.view import Plan, View, solve, solved
from ui.session.words import gap, number, proposal, sentence, t
from ui.styles import style

_EVERY_S = 0.5
_SPLIT = [5, 1]  # the sentence, the button
_NEWS = "solving.news"


def solving(view: View) -> None:
    """Say above every page that the plan belongs to other choices; offer and follow a solve.

    A place is kept for it: what lies below, the map above all, stays mounted when it comes or goes.
    """
    with st.container(key="solving"):
        _told(view)
    own_words()


def _told(view: View) -> None:
    saved(view)
    if "job" in st.session_state or view.stale or view.plan.stopped:
        _searched(view)
    elif news := st.session_state.get(_NEWS):
        _news(news)


@st.fragment
def _searched(view: View) -> None:
    """Offer a solve, or follow it.

    By itself: a page that is drawn anew while the search begins would keep the stop waiting.
    """
    if "job" in st.session_state:
        style("progress")
        _follow(view)
    elif st.session_state.get("plan", view.plan) is not view.plan:  # it was solved before
        st.rerun()
    elif view.stale:
        _stale(view)
    else:
        told, button = st.columns(_SPLIT, vertical_alignment="center")
        told.info(t("ui.stopped"), icon=":material/front_hand:")
        button.button(t("ui.solve"), on_click=solve, args=(view,), width="stretch")


def _stale(view: View) -> None:
    st.session_state.pop(_NEWS, None)
    told, button = st.columns(_SPLIT, vertical_alignment="center")
    told.warning(t("ui.stale", parts=stale_parts(view.outdated)), icon=":material/history:")
    button.button(t("ui.solve"), on_click=solve, args=(view,), type="primary", width="stretch")
    if problem := st.session_state.get("problem"):
        st.error(problem)


@st.fragment(run_every=_EVERY_S)
def _follow(view: View) -> None:
    job = st.session_state.get("job")
    if job is None:
        return
    if job.future.done():
        _finish(view)
        st.rerun()
    me().waits(job.readers)
    doing, button = st.columns(_SPLIT, vertical_alignment="center")
    with doing:  # a component: Streamlit's own HTML lets no SVG through
        picture(card(job.told), key="solving.card")
    asked = job.stop.is_set()
    label = t("plan_page.solve.stopping" if asked else "ui.stop")
    button.button(
        label, on_click=leave, args=(job,), width="stretch", key="stop", disabled=asked,
        help=t("plan_page.solve.stop_help"),
    )  # fmt: skip


def _finish(view: View) -> None:
    try:
        solved(view, st.session_state["job"])
    except InputError as error:
        st.session_state["problem"] = sentence(error)
        return
    st.session_state[_NEWS] = news(view.plan, st.session_state["plan"])


def news(before: Plan, after: Plan) -> str:
    """Return what a new solve came to, in a sentence: who changed year in the first proposal."""
    plan = after.proposed.proposals[0]
    told = {"name": proposal(plan.name), "gap": gap(plan.gap)}
    old = next((one for one in before.proposed.proposals if one.name == plan.name), None)
    if old is None:
        return t("plan_page.solve.done", **told)
    moved = [e for e in {*old.plan, *plan.plan} if old.plan.get(e) != plan.plan.get(e)]
    code = "plan_page.solve.done_moved" if moved else "plan_page.solve.done_same"
    return t(code, count=number(len(moved)), **told)


def _news(said: str) -> None:
    told, compare, close = st.columns([5, 1, 0.6], vertical_alignment="center")
    told.success(said, icon=":material/check_circle:")
    if compare.button(t("plan_page.solve.compare"), key="solving.compare", width="stretch"):
        turn("plan", "compare")
    close.button(
        t("plan_page.solve.seen"), key="solving.seen", type="tertiary",
        on_click=st.session_state.pop, args=(_NEWS, None),
    )  # fmt: skip
