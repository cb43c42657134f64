"""Two who changed one study: what waits for a choice, and the three ways on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

from study.decisions import Decision
from study.merging import merged
from tables import InputError
from ui.session import edits, seen
from ui.session.keeper import keeper
from ui.session.putting import PROBLEM, write
from ui.session.uncut import memory, uncut
from ui.session.words import sentence

_CONFLICT = "keeping.conflict"


@dataclass(frozen=True)
class Conflict:
    """A change of this session made on `base` while another person changed the file."""

    base: str
    mine: str
    decision: Decision
    own: bool = False  # handed over by a page; else the edits and sliders that are still here


def conflict() -> Conflict | None:
    """Return what waits for a choice between this session and another one."""
    found: Conflict | None = memory.get(_CONFLICT)
    return found


def ask(found: Conflict) -> None:
    """Let the person choose between this change and what is written now."""
    memory[_CONFLICT] = found


def settled() -> None:
    """Take the question back: there is nothing to choose any more."""
    memory.pop(_CONFLICT, None)


def as_told(step: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return a step of a person that ends with a sentence where the file does not allow it."""

    @wraps(step)
    @uncut
    def taken(path: Path) -> None:
        try:
            step(path)
        except InputError as error:
            memory[PROBLEM] = sentence(error)

    return taken


@as_told
def take_theirs(path: Path) -> None:
    """Let what the other person wrote hold; what waits here is dropped."""
    own, theirs = conflict(), keeper().open(path).text
    settled()
    if own is None or not own.own:
        edits.discard()
    seen.saw(path, theirs)
    seen.follow()


@as_told
def put_on_top(path: Path) -> None:
    """Write what this session changed on top of what the other person wrote."""
    if not (found := conflict()):
        return
    file = keeper().open(path)
    write(path, file, merged(found.base, found.mine, file.text), found.decision)
    settled()
    if not found.own:
        edits.discard()


@as_told
def keep_aside(path: Path) -> None:
    """Keep what this session would have written as a file of its own, and take theirs."""
    if not (found := conflict()):
        return
    name = keeper().aside(keeper().open(path), found.mine)
    take_theirs(path)
    seen.tell("aside", name=name)
