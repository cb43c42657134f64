"""Where studies are kept: a folder on this machine today, the workspace's database later."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

import streamlit as st

from study import decisions, saving
from study.decisions import Decision
from study.saving import Written
from tables import InputError
from ui.session.work import Shelf


class Keeper(Protocol):
    """What the app asks of a place that keeps studies; `key` names a study there."""

    def open(self, key: Path) -> Written:
        """Return the study as it is now. Raises InputError where there is none."""

    def save(self, before: Written, text: str, decision: Decision) -> Written:
        """Put `text` in the place of `before`, record the decision and return what was put there.

        Raises InputError `editing.changed_meanwhile`, and leaves all as it is, where another
        person changed it since, other InputErrors where it cannot be kept; `saving.not_recorded`
        alone says that the text was put there and only the decision was not recorded.
        """

    def aside(self, before: Written, text: str) -> str:
        """Keep `text` beside the study and return the name it goes by."""

    def decisions(self, key: Path) -> list[Decision]:
        """Return what was decided about a study, oldest first."""


class FolderKeeper:
    """Keeps a study as `study.yaml` in its folder, the decisions in `decisions.jsonl` beside it."""

    def open(self, key: Path) -> Written:
        """Return the file as it is now."""
        return saving.opened(key)

    def save(self, before: Written, text: str, decision: Decision) -> Written:
        """Replace the file at once; the line of the decision follows it."""
        saving.save(before, text)
        try:
            decisions.record(before.path, decision)
        except OSError as error:
            told = {"file": decisions.NAME, "reason": error.strerror}
            raise InputError("saving.not_recorded", **told) from None
        return replace(before, text=text, content=before.encoded(text))

    def aside(self, before: Written, text: str) -> str:
        """Write the text beside the file under a free name."""
        return saving.aside(before, text).name

    def decisions(self, key: Path) -> list[Decision]:
        """Return the decisions in the file beside the study, read anew when it changed."""
        try:
            state = key.with_name(decisions.NAME).stat()
        except OSError:
            return []
        name = f"{key.resolve()} {state.st_mtime_ns} {state.st_size}"
        return list(_journals().keep(name, lambda: tuple(decisions.recorded(key))))


@st.cache_resource(show_spinner=False)
def _journals() -> Shelf[tuple[Decision, ...]]:
    return Shelf(4)


def keeper() -> Keeper:
    """Return the place where the studies of this app are kept."""
    return FolderKeeper()
