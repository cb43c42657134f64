"""A step of the disk that another program holds up for a moment: tried again until it lets go."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

_PAUSES_S = (0.05, 0.1, 0.2, 0.4, 0.8)


def patiently(step: Callable[[], Found]) -> Found:
    """Return what `step` returns; where it is not permitted, it is tried again for 1.5 seconds.

    Windows lets nobody move a folder while a virus scanner reads what was just written into it.
    Raises PermissionError where it is never permitted; other errors at once.
    """
    for pause_s in _PAUSES_S:
        try:
            return step()
        except PermissionError:
            time.sleep(pause_s)
    return step()
