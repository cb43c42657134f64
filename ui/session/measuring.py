"""A study read and measured: once for all sessions, anew only where what it rests on changed."""

import time
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import study
from geo.walking.walk import compiles
from study.choices import Choices
from study.measured_anew import measured_anew
from study.stages import Measured
from ui.frame.opening_card import SEARCH, opening_card
from ui.session import opened, reading
from ui.session.leaving import leave
from ui.session.words import t
from ui.session.work import Job, Shelf, start
from ui.styles import style
from ui.templates import html

_PAUSE_S = 0.2
_APART_S = 5.0  # two waits nearer than this are one opening
_SPAN = "opening.span"


@st.cache_resource(show_spinner=False)
def _measures() -> Shelf[Job[Measured]]:
    return Shelf(8)


@st.cache_resource(show_spinner=False)
def _walked() -> Shelf[tuple[Measured, Choices]]:
    return Shelf(8)


def measured(key: str, found: study.Study) -> Measured:
    """Return a study as it is measured; `key` names all it rests on (`opened.ground`).

    Measured in a thread beside the page, which says how far it is; what one session measured
    another finds. Raises InputError where the files or the answers do not allow it.
    """
    job = _measures().keep(key, lambda: start(partial(_measured, found=found)))
    try:
        wait(job, found.choices.name)
        return job.future.result()
    except BaseException:
        if job.future.done():
            _measures().drop(key)
        raise


def wait(job: Job[Any], name: str) -> None:
    """Show how far the opening of the study `name` is until a job is done.

    A search can be left for what there is so far.
    """
    if job.future.done():
        return
    style("opening")
    places = card, below, outline = st.empty(), st.empty(), st.empty()
    began = _began(job)
    outline.html(html("opening_outline"))
    offered = False
    while not job.future.done():
        card.html(opening_card(job.told, name, began))
        if job.told.stage == SEARCH and not offered:
            offered = True
            _offer(job, below)
        time.sleep(_PAUSE_S)
    st.session_state[_SPAN] = began, time.monotonic()
    for place in places:
        place.empty()


def _began(job: Job[Any]) -> float:
    """Return when the opening began: what follows at once on another wait belongs to it."""
    began, ended = st.session_state.get(_SPAN, (0.0, float("-inf")))
    return float(began if 0 <= job.told.since - ended < _APART_S else job.told.since)


def _offer(job: Job[Any], place: DeltaGenerator) -> None:
    asked = job.stop.is_set()
    place.button(
        t("plan_page.solve.stopping" if asked else "ui.stop"),
        on_click=leave,
        args=(job,),
        key="opening_stop",
        icon=":material/front_hand:",
        help=t("plan_page.solve.stop_help"),
        disabled=asked,
    )


def _measured(job: Job[Measured], found: study.Study) -> Measured:
    """Return what is measured; other clusters on ground that was walked before walk no step."""
    walked, choices = _walked().keep(opened.walked(found), lambda: _walk(job, found))
    return measured_anew(walked, choices, found.choices)


def _walk(job: Job[Measured], found: study.Study) -> tuple[Measured, Choices]:
    inputs = reading.answered(found, lambda file, _: setattr(job.told, "file", file))
    job.told.stage, job.told.share, job.told.file = "measure", 1 / 4, ""
    if compiles():
        job.told.stage = "compile"
    return study.measure(inputs, found.choices), found.choices
