"""A text put in the place of the study file, and what the session then knows of it."""

import time
from dataclasses import replace
from pathlib import Path

from study.decisions import Decision
from study.saving import Written
from tables import InputError
from ui.session import burst, edits, seen
from ui.session.browser_mark import browser_mark
from ui.session.keeper import keeper
from ui.session.uncut import memory, uncut
from ui.session.words import sentence

PROBLEM = "keeping.problem"

_SAVED_AT = "keeping.saved_at"


@uncut
def put(path: Path, before: Written, text: str, decision: Decision) -> Written:
    """Write `text` over the study file, record the decision, and return what the file is now.

    Raises InputError, and nothing is written, where another person changed it since `before`, or
    where it cannot be written; a decision that alone could not be recorded is said (`PROBLEM`).
    """
    told = replace(decision, before=before.text, after=text, by=browser_mark())
    memory.pop(PROBLEM, None)
    unrecorded: InputError | None = None
    try:
        now = keeper().save(before, text, told)
    except InputError as error:
        if error.code != "saving.not_recorded":
            raise
        unrecorded = error  # written all the same
        now = replace(before, text=text, content=before.encoded(text))
    seen.saw(path, now.text)
    burst.over()
    memory[_SAVED_AT] = time.time()
    if unrecorded:
        memory[PROBLEM] = sentence(unrecorded)
    return now


@uncut
def write(path: Path, before: Written, text: str, decision: Decision) -> None:
    """Write and record; the sliders follow the file from the next look on. Raises InputError."""
    now = put(path, before, text, decision)
    seen.follow()
    if edits.now().base == edits.digest(before):
        edits.rebase(now)


def saved_at() -> float | None:
    """Return when this session last wrote (seconds since 1970); None for never."""
    found: float | None = memory.get(_SAVED_AT)
    return found
