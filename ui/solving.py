"""Solving the proposals anew: a button, how far it is, and a way to stop."""

import time

import streamlit as st

from tables import InputError
from ui.view import View, solve, solved
from ui.words import gap, number, sentence, t

_EVERY_S = 0.5
_SPLIT = [5, 1]  # the sentence, the button


def solving(view: View) -> None:
    """Say above every page that the plan belongs to other weights; offer and follow a solve."""
    if "job" in st.session_state:
        _follow(view)
    elif view.stale:
        told, button = st.columns(_SPLIT, vertical_alignment="center")
        told.warning(t("ui.stale"), icon=":material/history:")
        button.button(t("ui.solve"), on_click=solve, args=(view,), type="primary", width="stretch")
        if problem := st.session_state.get("problem"):
            st.error(problem)
    elif view.plan.stopped:
        told, button = st.columns(_SPLIT, vertical_alignment="center")
        told.info(t("ui.stopped"), icon=":material/front_hand:")
        button.button(t("ui.solve"), on_click=solve, args=(view,), width="stretch")


@st.fragment(run_every=_EVERY_S)
def _follow(view: View) -> None:
    job = st.session_state.get("job")
    if job is None:
        return
    if job.future.done():
        _finish(view)
        st.rerun()
    proven, seconds = job.told.gap, number(time.monotonic() - job.told.since)
    code = "ui.solving" if proven is None else "ui.solving_gap"
    said = t(code, seconds=seconds, gap="" if proven is None else gap(proven))
    doing, button = st.columns(_SPLIT, vertical_alignment="center")
    doing.info(said, icon=":material/hourglass_top:")
    button.button(t("ui.stop"), on_click=job.stop.set, width="stretch", key="stop")


def _finish(view: View) -> None:
    try:
        solved(view, st.session_state["job"])
    except InputError as error:
        st.session_state["problem"] = sentence(error)
