"""A file dropped in: looked at within limits beside the page, told at once, kept by nobody."""

import time
from pathlib import Path
from typing import Any

import streamlit as st

from study.results import Results
from tables import InputError
from ui.data.blank_form import blank_form
from ui.data.found import data_found
from ui.data.looked import Beside, Looked, look_at, main_files
from ui.data.make_study import FORM, make_study
from ui.frame.uploader import SIZE, uploader
from ui.session.own_folder import OwnFolder
from ui.session.reading import Given
from ui.session.words import number, plain, sentence, t
from ui.session.work import start

_EVERY_S = 0.5
_UPLOAD, _FOLDER, _JOB, _FOUND = "data.upload", "data.folder", "data.job", "data.found"
_OF_FILES = ("compare.", FORM)
_PROBLEM, _AT, _NEW = "data.look_problem", "data.at", "data.new"


def data_look(given: Given, results: Results | None) -> None:
    """Draw the place to drop files, the look under way, and what was found."""
    lead, form = st.columns([3.2, 1], vertical_alignment="center")
    lead.caption(t("data.look_lead"))
    with form:
        blank_form(key="data.blank.look")
    drop(Beside(given, results))
    came(given)


def drop(beside: Beside) -> None:
    """Draw the place to drop files: what is dropped is looked at, and held against a study."""
    with st.container(key="data_drop"):
        st.html(uploader(t("data.drop_hint", mb=st.get_option(SIZE)), within=".st-key-data_drop "))
        dropped = st.file_uploader(
            t("data.drop"),
            accept_multiple_files=True,
            key=_UPLOAD,
            on_change=_changed,
            label_visibility="collapsed",
        )
    if st.session_state.pop(_NEW, False):
        _drop()
        if dropped:
            _begin(dropped, beside)


def came(given: Given | None) -> None:
    """Draw the look under way, or what was found; `given` is the study that is open."""
    if _JOB in st.session_state:
        _follow()
    elif problem := st.session_state.get(_PROBLEM):
        st.error(problem, icon=":material/error:")
    elif found := st.session_state.get(_FOUND):
        _tell(given, found)


def looks() -> bool:
    """Return whether files were dropped that are looked at, or were."""
    return any(key in st.session_state for key in (_JOB, _PROBLEM, _FOUND))


def _changed() -> None:
    st.session_state[_NEW] = True


def _drop() -> None:
    """Forget the last look, stop one under way; its folder goes with it."""
    if job := st.session_state.get(_JOB):
        job.stop.set()
    for key in [_FOLDER, _JOB, _FOUND, _PROBLEM, _AT]:
        st.session_state.pop(key, None)
    for key in [key for key in st.session_state if str(key).startswith(_OF_FILES)]:
        del st.session_state[key]


def _begin(dropped: list[Any], beside: Beside) -> None:
    """Write the files into a folder of this session, which ends with it, and look at them."""
    folder = OwnFolder()
    st.session_state[_FOLDER] = folder
    names = []
    for file in dropped:
        name = Path(file.name.replace("\\", "/")).name or "file"
        (folder.path / name).write_bytes(file.getbuffer())
        names.append(name)
    paths = [folder.path / name for name in dict.fromkeys(main_files(names))]
    st.session_state[_JOB] = start(lambda job: look_at(job, paths, beside))


@st.fragment(run_every=_EVERY_S)
def _follow() -> None:
    job = st.session_state.get(_JOB)
    if job is None:
        return
    if job.future.done():
        _finish()
        st.rerun()
    seconds = number(time.monotonic() - job.told.since)
    doing, button = st.columns([5, 1], vertical_alignment="center")
    said = t("data.looking", file=plain(job.told.file), seconds=seconds)
    doing.info(said, icon=":material/hourglass_top:")
    button.button(t("data.stop"), on_click=job.stop.set, width="stretch", key="data.stop")


def _finish() -> None:
    job = st.session_state.pop(_JOB)
    try:
        st.session_state[_FOUND] = job.future.result()
    except InputError as error:
        st.session_state[_PROBLEM] = sentence(error)


def _tell(given: Given | None, found: tuple[Looked, ...]) -> None:
    """Draw the form of a new study, and what was found in one of the files, which can be chosen."""
    make_study(found, st.session_state[_FOLDER].path, first=given is None)
    at = 0
    if len(found) > 1:
        at = st.segmented_control(
            t("data.which"),
            range(len(found)),
            default=len(found) - 1,  # the file dropped last
            required=True,
            format_func=lambda place: plain(found[place].path.name),
            key=_AT,
            label_visibility="collapsed",
        )
    data_found(given, found[at])
