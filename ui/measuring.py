"""What an answer of this session changes on the ground: estates measured anew, once for all."""

import time

import streamlit as st

import study
from study.stages import Measured
from ui.words import number, t
from ui.work import Job, Shelf, start

_PAUSE_S = 0.1


@st.cache_resource(show_spinner=False)
def _measures() -> Shelf[Job[Measured]]:
    return Shelf(4)


def measured(key: str, filed: Measured, own: study.Choices, chosen: study.Choices) -> Measured:
    """Return the estates as the answers of `chosen` measure them; `filed` where those are `own`.

    `key` names the files. Measured in a thread beside the page, which says how long it takes; what
    one session measured another finds. Raises InputError where an answer does not fit.
    """
    if chosen.answers == own.answers:
        return filed
    name = key + repr(chosen.answers)
    job = _measures().keep(name, lambda: start(lambda _: study.measure(filed.inputs, chosen)))
    _wait(job)
    try:
        return job.future.result()
    except BaseException:
        _measures().drop(name)
        raise


def _wait(job: Job[Measured]) -> None:
    if job.future.done():
        return
    place = st.empty()
    while not job.future.done():
        seconds = number(time.monotonic() - job.told.since)
        place.info(t("problem_words.measuring", seconds=seconds), icon=":material/hourglass_top:")
        time.sleep(_PAUSE_S)
    place.empty()
