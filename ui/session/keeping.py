"""What a session keeps of what it chose: into study.yaml at once, with what was decided and why."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from study.decisions import Decision
from study.editing import edited
from study.merging import changed
from study.plain_yaml import values
from study.read import from_text
from study.saving import Written
from study.steps import REDO, UNDO, Steps, steps
from tables import InputError
from ui.session import burst, conflicts, edits, pending, seen, state
from ui.session.browser_mark import browser_mark
from ui.session.burst import QUIET_S, waits
from ui.session.conflicts import (
    Conflict,
    as_told,
    conflict,
    keep_aside,
    put_on_top,
    take_theirs,
)
from ui.session.keeper import keeper
from ui.session.putting import PROBLEM, put, saved_at, write
from ui.session.uncut import memory, uncut
from ui.session.words import sentence

if TYPE_CHECKING:
    from ui.session.view import Opened, View

__all__ = [
    "PROBLEM",
    "QUIET_S",
    "Conflict",
    "conflict",
    "keep",
    "keep_aside",
    "leave",
    "meet",
    "put_on_top",
    "redo",
    "restore",
    "saved_at",
    "settle",
    "take_theirs",
    "undo",
    "waits",
    "weights_back",
    "what_can_be_undone",
    "write",
]

RESTORE = "restore"

_REFUSED = "keeping.refused"


@uncut
def keep(view: "View", before: Written, text: str, decision: Decision) -> bool:
    """Write `text` over the study file and record the decision; False, and said, where it cannot.

    `before` is the file as it was when the change was made: where another person changed it since,
    nothing is written and this session is asked what shall hold (`conflict`).
    """
    path = view.written.path
    try:
        write(path, before, text, decision)
    except InputError as error:
        if error.code == "editing.changed_meanwhile":
            conflicts.ask(Conflict(before.text, text, decision, own=True))
        memory[PROBLEM] = sentence(error)
        return False
    return True


@uncut
def meet(path: Path, text: str, shares: Mapping[str, float]) -> None:
    """Take notice of what the file says now, before anything is drawn from it.

    Changed elsewhere while nothing of this session waits: the session turns to it and says so. What
    waits is never written over it unasked, nor lost: `conflict` holds both.
    """
    last = seen.seen(path)
    if last is None:
        seen.saw(path, text, shares)
    elif keeper().open(path).text != text:  # written since this run read it: the next one looks
        return
    elif last.text != text:
        _elsewhere(last, text, shares)
    seen.followed(shares)


def settle(at: "Opened") -> bool:
    """Write what this session chose, once a burst of changes is over; return whether some waits.

    A change after a time of rest is written at once, the others of its burst together when none
    came for `QUIET_S`.
    """
    st.session_state[_REFUSED] = at.refused is not None  # a run that is to end ends here
    waiting = _settled(at)
    if not waiting:
        burst.over()
    return waiting


@uncut
def leave() -> str | None:
    """Write what waits here before the session turns to another study.

    Where another person changed the study meanwhile, it is kept as a file beside it, whose name is
    returned: nobody is there any more to be asked. What does not fit the file is not written.
    """
    last = seen.latest()
    if last is None:
        return None
    found = conflict()
    mine = found.mine if found else _fitting(last)
    if mine is None or mine == last.text:
        return None
    try:
        file = keeper().open(last.path)
        if found or file.text != last.text:
            return keeper().aside(file, mine) if mine != file.text else None
    except InputError:  # the study is gone
        return None
    _autosaved(last.path, file, mine)
    return None


def _fitting(last: seen.Seen) -> str | None:
    """Return the text with what this session chose; None where a study cannot say so."""
    if memory.get(_REFUSED) or seen.follows():
        return None
    mine = _mine(last.text, last.shares)
    if mine is None:
        return None
    try:
        from_text(mine, last.path)
    except InputError:
        return None
    return mine


def what_can_be_undone(path: Path) -> Steps:
    """Return the steps this browser can take back and take again."""
    found = keeper()
    return steps(found.decisions(path), found.open(path).text, by=browser_mark())


@as_told
def undo(path: Path) -> None:
    """Take the last step back, where the file is what it left; what still waits is that step."""
    if waits():
        edits.discard()
        seen.follow()
        burst.over()
    elif step := what_can_be_undone(path).back:
        _turned(path, Decision(UNDO, {"of": step.kind, "at": step.at}), step.before)


@as_told
def redo(path: Path) -> None:
    """Take the step that was taken back again."""
    if step := what_can_be_undone(path).again:
        _turned(path, Decision(REDO, {"of": step.kind, "at": step.at}), step.after)


@as_told
def restore(path: Path) -> None:
    """Bring the file back to how it was when this session began; a step like others."""
    if first := seen.began(path):
        _turned(path, Decision(RESTORE), first.text)


@as_told
def weights_back(path: Path) -> None:
    """Bring the weights back to how they were when this session began; all else stays.

    To the last digit, as the file then said them. Where judgements say them the sliders only go
    back to these: they wrote nothing.
    """
    first, file = seen.began(path), keeper().open(path)
    text = _weights_of(first.text, file.text) if first else file.text
    if text != file.text:
        write(path, file, text, _decision(file.text, text))
    seen.follow()
    burst.over()


def _weights_of(first: str, now: str) -> str:
    """Return the text `now` with the weights of `first`; as it is where either judged them."""
    if not (pending.direct(first) and pending.direct(now)):
        return now
    then, there = values(first), values(now)["weights"]
    need = (then.get("ranking") or {}).get("need_share")
    changes: dict[tuple[str, ...], object] = {("ranking", "need_share"): need}
    changes |= {("weights", key): then["weights"].get(key) for key in [*there, *then["weights"]]}
    return edited(now, changes)


def _elsewhere(last: seen.Seen, text: str, shares: Mapping[str, float]) -> None:
    """Turn to what another person wrote, or ask where this session has changes of its own."""
    if (found := conflict()) and found.own:
        return
    mine = _mine(last.text, last.shares)
    if mine not in {None, last.text, text}:
        conflicts.ask(Conflict(last.text, str(mine), _decision(last.text, str(mine))))
        return
    conflicts.settled()
    seen.saw(last.path, text, shares)
    if mine != text:  # else both wrote the same
        seen.tell("elsewhere", places=tuple(changed(last.text, text)))
        seen.follow()


@uncut
def _settled(at: "Opened") -> bool:
    path = at.written.path
    if conflict() or at.refused or seen.follows():
        return False
    file = keeper().open(path)
    last = seen.seen(path)
    if last is None or last.text != file.text:  # changed since this run began: the next one asks
        return False
    text = _mine(file.text, at.shares)
    seen.saw(path, file.text, at.shares)
    if text is None:
        return False
    if text == file.text:
        edits.discard()
        return False
    if not burst.rests(text, saved_at=saved_at()):
        return True
    state.hold_weights(at.shares)
    _autosaved(path, file, text)
    return False


def _mine(text: str, shares: Mapping[str, float]) -> str | None:
    """Return `text` with what this session chose; None, and said, where only a person can edit it.

    The session then looks on with its choices, and nothing is saved.
    """
    try:
        return pending.written(text, shares)
    except InputError as error:
        memory[PROBLEM] = sentence(error)
        return None


def _turned(path: Path, decision: Decision, text: str) -> None:
    write(path, keeper().open(path), text, decision)
    edits.discard()


def _autosaved(path: Path, file: Written, text: str) -> None:
    try:
        put(path, file, text, _decision(file.text, text))
    except InputError as error:
        if error.code != "editing.changed_meanwhile":  # that one the next run asks about
            memory[PROBLEM] = sentence(error)
        return
    edits.discard()


def _decision(before: str, after: str) -> Decision:
    """Return a decision of the kind of the first place changed, about all places changed."""
    places = [".".join(one.path) for one in changed(before, after)]
    first = places[0].split(".")[0] if places else "text"
    return Decision(first, {"places": places})
