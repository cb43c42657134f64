"""The demo: one button makes the made-up town beside the page, and the session opens it."""

import time
from functools import partial
from pathlib import Path

import streamlit as st

from study.made_demo import SIZES, make_demo
from tables import InputError
from ui.data.look import looks
from ui.drawn.picture import picture
from ui.session import opened, state
from ui.session.words import number, sentence, t
from ui.session.work import Job, Shelf, start
from ui.templates import html

_EVERY_S = 1.0
_SIZE, _JOB, _PROBLEM = (f"first.{part}" for part in ("size", "job", "problem"))
_TOWN = Path(__file__).with_name("town.svg")


def example() -> None:
    """Draw the town from above, the choice of its size, and the button; or how far it is made."""
    picture(_TOWN.read_text(encoding="utf-8"), key="first.town")
    if _making() is not None:
        _follow()
        return
    st.segmented_control(
        t("first.size"),
        SIZES,
        default=SIZES[0],
        required=True,
        format_func=lambda estates: t(f"first.size.{SIZES.index(estates)}", count=number(estates)),
        key=_SIZE,
        label_visibility="collapsed",
        width="stretch",
    )
    st.button(
        t("first.see"), on_click=_make, icon=":material/map:", width="stretch", key="first.see",
        type="secondary" if looks() else "primary",
    )  # fmt: skip
    if problem := st.session_state.get(_PROBLEM):
        st.error(problem, icon=":material/error:")


@st.cache_resource(show_spinner=False)
def _makings() -> Shelf[Job[Path]]:
    return Shelf(1)


def _making() -> Job[Path] | None:
    """Return the making this session waits for: its own, or one that another session began."""
    job = _makings().get(str(opened.studies()))
    if job and not job.future.done():
        st.session_state.setdefault(_JOB, job)
    found: Job[Path] | None = st.session_state.get(_JOB)
    return found


def _make() -> None:
    """Begin to make the town, once for all who ask while it is made."""
    folder, estates = opened.studies(), int(st.session_state[_SIZE])
    st.session_state.pop(_PROBLEM, None)
    last = _makings().get(str(folder))
    if last and last.future.done():  # it failed, or what it made is gone since
        _makings().drop(str(folder))
    work = partial(_made, folder, estates)
    st.session_state[_JOB] = _makings().keep(str(folder), lambda: start(work))


def _made(folder: Path, estates: int, job: Job[Path]) -> Path:
    return make_demo(folder, estates, partial(setattr, job.told, "stage"))


@st.fragment(run_every=_EVERY_S)
def _follow() -> None:
    job: Job[Path] | None = st.session_state.get(_JOB)
    if job is None:
        return
    if job.future.done():
        _finish(job)
        st.rerun()
    stage = "files" if job.told.stage == "files" else "town"
    seconds = number(time.monotonic() - job.told.since)
    st.html(html("first_making", stage=stage, seconds=seconds))


def _finish(job: Job[Path]) -> None:
    """Open what was made; what kept it from being made is said beside the button."""
    del st.session_state[_JOB]
    try:
        path = job.future.result()
    except InputError as error:
        taken = error.code == "new_study.exists"
        st.session_state[_PROBLEM] = t("first.taken") if taken else sentence(error)
        return
    state.forget()
    st.session_state[state.STUDY] = path
