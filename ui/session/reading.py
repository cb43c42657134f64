"""The files of a study as they were read, kept apart from what is calculated with them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

import study
from intake.inputs import Inputs
from study.open_questions import check_answered
from tables import InputError, Issue
from ui.session import opened
from ui.session.work import Shelf


@dataclass(frozen=True)
class Given:
    """A study as far as it could be read: its files, what they came to, what there is to say.

    `inputs` is None, and `error` says why, where a file could not be read.
    """

    written: study.Study
    inputs: Inputs | None
    issues: tuple[Issue, ...]
    error: InputError | None = None


@st.cache_resource(show_spinner=False)
def _readings() -> Shelf[Inputs]:
    return Shelf(4)


def answered(found: study.Study, progress: Callable[[str, float], None]) -> Inputs:
    """Return the inputs of a study, read when nobody read these files before.

    Raises InputError where they cannot be read, and while a question that counts is open.
    """
    shelf, key = _readings(), opened.readings(found)
    inputs = shelf.get(key)
    if inputs is None:
        fresh = study.read_inputs(found, ask=True, progress=progress)
        inputs = shelf.keep(key, lambda: fresh)
    check_answered(inputs.issues)
    return inputs


def blocked(path: Path, error: InputError) -> Given | None:
    """Return what is known of a study that `error` keeps shut; None where its file is unread."""
    try:
        found = study.load(path)
        inputs = _readings().get(opened.readings(found))
    except InputError:
        return None
    return Given(found, inputs, inputs.issues if inputs else (), error)
