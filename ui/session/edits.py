"""What this session would write into study.yaml: changes by path, and what the file said before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

import streamlit as st

import study
from study.editing import Changes, Path, edited
from study.read import from_text
from study.saving import Written, opened
from ui.session.uncut import memory
from ui.session.work import Shelf

_KEPT = "edits"


@dataclass(frozen=True)
class Edits:
    """Changes by their path in study.yaml, and a digest of the file they were made on."""

    changes: Changes = field(default_factory=dict)
    base: str = ""


@st.cache_resource(show_spinner=False)
def _texts() -> Shelf[tuple[str, study.Choices]]:
    return Shelf(32)


def now() -> Edits:
    """Return the edits of this session."""
    found: Edits = memory.get(_KEPT) or Edits()
    return found


def keep(changes: Changes, file: Written) -> None:
    """Keep `changes`; the first ones remember what the file said."""
    memory[_KEPT] = Edits(dict(changes), now().base or digest(file))


def put(changes: Changes, file: Written) -> Changes:
    """Return the changes of this session with others laid over; what says nothing new is gone."""
    laid = {**now().changes, **changes}
    text = file.text
    return {path: value for path, value in laid.items() if edited(text, {path: value}) != text}


def rebase(file: Written) -> None:
    """Take the file as it is now for the one the changes were made on."""
    memory[_KEPT] = replace(now(), base=digest(file))


def discard() -> None:
    """Forget the changes."""
    memory.pop(_KEPT, None)


def choices(written: study.Study, changes: Changes) -> study.Choices:
    """Return what the file would say with the changes in it. Raises InputError as loading does."""
    return _told(opened(written.path), changes)[1]


def digest(file: Written) -> str:
    """Return a fingerprint of what the file said when it was opened."""
    return sha256(file.content).hexdigest()


def _told(file: Written, changes: Mapping[Path, object]) -> tuple[str, study.Choices]:
    key = f"{file.path}{digest(file)}{sorted(changes.items(), key=repr)!r}"

    def make() -> tuple[str, study.Choices]:
        new = edited(file.text, changes)
        return new, from_text(new, file.path).choices

    return _texts().keep(key, make)
