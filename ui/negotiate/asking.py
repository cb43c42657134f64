"""A question asked of a plan beside the page: a button, how far it is, a way to stop, an answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from phasing.solve import Hooks
from study.negotiation.questions import StoppedError
from tables import InputError
from ui.session.words import gap, number, t
from ui.session.work import Job, Shelf, start

_JOB, _STOPPED = "negotiate.job", "negotiate.stopped"
_AT_ONCE_S, _EVERY_S, _TICK_S = 0.8, 0.5, 0.02
_SPLIT = [2.6, 1.0]  # the sentence, the button


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked: its place on the page, a key of all it rests on, the work that answers it."""

    place: str
    key: str
    work: Callable[[Hooks], Any]


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found, or why nothing could be; `stopped`: a person ended the search early."""

    found: Any = None
    refused: InputError | None = None
    stopped: bool = False
    seconds: float = 0.0


def answer(question: Question) -> Answer | None:
    """Return what is known of a question, None where nobody asked it of this very plan."""
    own: dict[str, Answer] = st.session_state.get(_STOPPED, {})
    return _answers().get(question.key) or own.get(question.key)


def at_once(question: Question) -> Answer:
    """Return the answer to what is found within a moment, worked out here and now."""
    return _answers().keep(question.key, lambda: _worked(question, Hooks(), time.monotonic()))


def asked(question: Question, label: str, *, icon: str = ":material/calculate:") -> Answer | None:
    """Draw the button that asks, or how far the work is; return the answer there is."""
    if running(question):
        _follow(question)
        return None
    known = answer(question)
    if known is None or known.stopped:
        st.button(
            t("negotiate_page.anew") if known else label,
            key=f"negotiate.ask.{question.place}",
            type="secondary" if known else "primary",
            icon=icon,
            on_click=ask,
            args=(question,),
        )
    if known is not None and known.stopped:
        code = "stopped" if known.found is not None else "stopped_bare"
        st.info(t(f"negotiate_page.{code}"), icon=":material/front_hand:")
    return known


def ask(question: Question) -> None:
    """Start the work; what is done within a moment needs no waiting."""
    if (known := answer(question)) and not known.stopped:
        return
    stop(question.place)
    shelf = _answers()

    def work(job: Job[Answer]) -> Answer:
        done = _work(job, question)
        # Kept by the work itself: whoever closed the page finds the answer on coming back.
        return done if done.stopped else shelf.keep(question.key, lambda: done)

    job = start(work)
    st.session_state[f"{_JOB}.{question.place}"] = (job, question)
    end = time.monotonic() + _AT_ONCE_S
    while not job.future.done() and time.monotonic() < end:
        time.sleep(_TICK_S)
    if job.future.done():
        _finish(question)


def stop(place: str) -> None:
    """End what is being worked out in this place, without waiting for what it has."""
    if under_way := st.session_state.pop(f"{_JOB}.{place}", None):
        under_way[0].stop.set()


def running(question: Question) -> bool:
    """Return whether this very question is being worked out for this session."""
    under_way = st.session_state.get(f"{_JOB}.{question.place}")
    return under_way is not None and under_way[1].key == question.key


def _work(job: Job[Answer], question: Question) -> Answer:
    def heard(_bound: float, _value: float, proven: float) -> None:
        job.told.gap = proven

    hooks = Hooks(on_progress=heard, should_stop=job.stop.is_set)
    done = _worked(question, hooks, job.told.since)
    return replace(done, stopped=job.stop.is_set())


def _worked(question: Question, hooks: Hooks, since: float) -> Answer:
    try:
        found, refused = question.work(hooks), None
    except InputError as error:
        found, refused = None, error
    except StoppedError:
        found, refused = None, None
    return Answer(found, refused, seconds=time.monotonic() - since)


@st.fragment(run_every=_EVERY_S)
def _follow(question: Question) -> None:
    if not running(question):
        return
    job, _ = st.session_state[f"{_JOB}.{question.place}"]
    if job.future.done():
        _finish(question)
        st.rerun()
    told, button = st.columns(_SPLIT, vertical_alignment="center")
    told.info(_so_far(job), icon=":material/hourglass_top:")
    button.button(
        t(f"negotiate_page.{'stopping' if job.stop.is_set() else 'stop'}"),
        key=f"negotiate.stop.{question.place}",
        on_click=job.stop.set,
        disabled=job.stop.is_set(),
        width="stretch",
    )


def _so_far(job: Job[Answer]) -> str:
    seconds = number(time.monotonic() - job.told.since)
    proven = job.told.gap
    if proven is None:
        return t("negotiate_page.asking", seconds=seconds)
    return t("negotiate_page.asking_gap", seconds=seconds, gap=gap(proven))


def _finish(question: Question) -> None:
    job, asked_for = st.session_state.pop(f"{_JOB}.{question.place}")
    done: Answer = job.future.result()
    if done.stopped:
        own = dict(st.session_state.get(_STOPPED, {}))
        st.session_state[_STOPPED] = own | {asked_for.key: done}


@st.cache_resource(show_spinner=False)
def _answers() -> Shelf[Answer]:
    return Shelf(256)
