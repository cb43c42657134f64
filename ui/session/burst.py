"""Changes that come one upon the other, written once when they rest."""

import time

from ui.session.uncut import memory

QUIET_S = 1.0  # what changes again within it is written once, when it rests

_BURST = "keeping.burst"


def waits() -> bool:
    """Return whether changes of this session wait for their burst to be over."""
    return _BURST in memory


def over() -> None:
    """End the burst: what it held is written, or is not to be."""
    memory.pop(_BURST, None)


def rests(text: str, *, saved_at: float | None) -> bool:
    """Return whether what waits may be written now: alone, or at the end of its burst."""
    now = time.time()
    held: tuple[str, float] = memory.get(_BURST, ("", now))
    waiting, since = held
    if waiting != text:
        memory[_BURST] = (text, now)
        return now - (saved_at or 0.0) >= QUIET_S
    return now - since >= QUIET_S
