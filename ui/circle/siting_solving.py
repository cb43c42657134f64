"""Solving a siting beside the page: a button, how long it takes, a way to stop, what came of it."""

import time
from functools import partial

import streamlit as st

from study.siting import Sited, sited
from study.siting_choices import SitingChoice
from study.siting_town import Town
from study.whereabouts import table
from tables import InputError
from ui.circle.measured import study_key
from ui.session.view import View
from ui.session.words import number, sentence, t
from ui.session.work import Job, Shelf, start

_JOB, _ASKED, _PROBLEM = "siting.job", "siting.asked", "siting.problem"
_AT_ONCE_S, _EVERY_S = 1.0, 0.5


def button(view: View, wanted: SitingChoice) -> None:
    """Draw the button that solves, or how long the work goes on and the button that stops it."""
    if _JOB in st.session_state:
        _follow(view)
        return
    solved = st.session_state.get(_ASKED) == wanted
    st.button(
        t("siting_page.solve"),
        key="siting.solve",
        type="secondary" if solved else "primary",
        on_click=_begin,
        args=(view, wanted),
        width="stretch",
    )
    if problem := st.session_state.get(_PROBLEM):
        st.error(problem, icon=":material/error:")


def found(view: View) -> Sited | None:
    """Return what was found last on this study, None where nothing was asked yet."""
    wanted = st.session_state.get(_ASKED)
    return _found().get(_key(view, wanted)) if wanted else None


@st.cache_resource(show_spinner=False)
def _found() -> Shelf[Sited]:
    return Shelf(32)


def _begin(view: View, wanted: SitingChoice) -> None:
    """Start the work; what is done within a second needs no waiting."""
    st.session_state.pop(_PROBLEM, None)
    if _found().get(_key(view, wanted)):
        st.session_state[_ASKED] = wanted
        return
    job = start(partial(_solve, view=view, wanted=wanted))
    st.session_state[_JOB] = (job, wanted)
    end = time.monotonic() + _AT_ONCE_S
    while not job.future.done() and time.monotonic() < end:
        time.sleep(0.02)
    if job.future.done():
        _finish(view)


def _solve(_job: Job[Sited], view: View, wanted: SitingChoice) -> Sited:
    measured = view.ranked.measured
    town = Town(view.estates, measured.circle, table(measured.inputs, "idle_assets"))
    (found,) = sited(town, [wanted], view.choices.solver)
    return found


@st.fragment(run_every=_EVERY_S)
def _follow(view: View) -> None:
    if _JOB not in st.session_state:
        return
    job, _ = st.session_state[_JOB]
    if job.future.done():
        _finish(view)
        st.rerun()
    told, stop = st.columns([2.2, 1], vertical_alignment="center")
    seconds = number(time.monotonic() - job.told.since)
    told.info(t("siting_page.solving", seconds=seconds), icon=":material/hourglass_top:")
    if stop.button(t("ui.stop"), key="siting.stop", width="stretch"):
        st.session_state.pop(_JOB)  # its thread ends by the solver's own limit of nodes
        st.rerun()


def _finish(view: View) -> None:
    job, wanted = st.session_state.pop(_JOB)
    try:
        done = job.future.result()
    except InputError as error:
        st.session_state[_PROBLEM] = sentence(error)
        return
    _found().keep(_key(view, wanted), lambda: done)
    st.session_state[_ASKED] = wanted


def _key(view: View, wanted: SitingChoice) -> str:
    return f"{study_key(view)}{wanted!r}{view.choices.solver!r}"
