"""What a session saw of the study file last, and how the study was when the session began."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from study.stages import Ranked
from ui.session import state
from ui.session.uncut import memory

NO_PLAN = "problem"  # why no plan could be found: of the file as it was when it was solved
_SEEN, _BEGAN, _FOLLOW, _TOLD = (f"saving.{part}" for part in ("seen", "began", "follow", "told"))


@dataclass(frozen=True)
class Seen:
    """A study file as this session last read or wrote it, and the shares of its sliders then."""

    path: Path
    text: str
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Began:
    """The study as it was when this session began: its text and its ranking."""

    path: Path
    text: str
    ranked: Ranked


def seen(path: Path) -> Seen | None:
    """Return what this session saw of the file last; None where it never opened it."""
    found = latest()
    return found if found and found.path == path else None


def latest() -> Seen | None:
    """Return the study file this session saw last, whichever it is."""
    found: Seen | None = memory.get(_SEEN)
    return found


def saw(path: Path, text: str, shares: Mapping[str, float] | None = None) -> None:
    """Remember what the file says now, and at which shares the sliders count as not moved."""
    last = seen(path)
    if last is None or last.text != text:
        memory.pop(NO_PLAN, None)
    kept = shares if shares is not None else last.shares if last else {}
    memory[_SEEN] = Seen(path, text, dict(kept))


def began(path: Path) -> Began | None:
    """Return the study as it was when this session opened it."""
    found: Began | None = memory.get(_BEGAN)
    return found if found and found.path == path else None


def begin(path: Path, text: str, ranked: Ranked) -> None:
    """Remember how the study was when this session opened it."""
    memory[_BEGAN] = Began(path, text, ranked)


def follow() -> None:
    """Let the sliders stand, from the next look on, where the file then has them."""
    memory[_FOLLOW] = True


def follows() -> bool:
    """Return whether the sliders still stand where the file had them before."""
    return bool(memory.get(_FOLLOW))


def followed(shares: Mapping[str, float]) -> None:
    """Put the sliders to the shares of the file, where they are to follow it."""
    if memory.pop(_FOLLOW, False):
        state.reset_weights(shares)


def changed_here(path: Path) -> bool:
    """Return whether the file says something else than when this session began."""
    first, last = began(path), seen(path)
    return first is not None and last is not None and first.text != last.text


def tell(what: str, **about: object) -> None:
    """Keep a short word for the reader until it is drawn: a code of `saving.` and its values."""
    memory[_TOLD] = (what, about)


def told() -> tuple[str, dict[str, object]] | None:
    """Return the word kept for the reader, once."""
    found: tuple[str, dict[str, object]] | None = memory.pop(_TOLD, None)
    return found
