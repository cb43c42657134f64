"""Steps that nothing cuts in two.

Streamlit ends a run wherever it touches the state of its session, in a callback too, once a newer
one is asked for; and the newer one begins beside the one that is still ending. A step that was cut
after the file was written and before the session knew of it would look like another person's.

So a step works on a copy of what the session holds (`memory`), which no run ends at. What it
changed is noted whole before it is put in place; where the run is ended while it puts it there, the
next step has it all the same, and the next run puts it in place first (`finished`).
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from threading import Lock, RLock
from typing import Any, ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

LOCK = "uncut"
_GONE = object()  # the value of a key that is taken away
_MAKING = Lock()

Given = ParamSpec("Given")
Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class _Own:
    """What a session has for its steps: one at a time, and what an ended run did not put in place.

    `left` is changed in place: to fetch it from the session again would be to be cut there.
    """

    one_at_a_time: Any = field(default_factory=RLock)
    left: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class _Step:
    """What the session holds while a step is taken, and what of it the step said."""

    now: dict[str, Any]
    said: dict[str, Any] = field(default_factory=dict)


_OWN: ContextVar[_Own | None] = ContextVar("own", default=None)
_STEP: ContextVar[_Step | None] = ContextVar("step", default=None)


class Memory(MutableMapping[str, Any]):
    """What the session holds, by key: within a step its copy, else the state of the session."""

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - what was put there
        """Return what is kept under a key. Raises KeyError."""
        return _held()[key]

    def __setitem__(self, key: str, value: object) -> None:
        """Keep a value."""
        _held()[key] = value
        if step := _STEP.get():
            step.said[key] = value

    def __delitem__(self, key: str) -> None:
        """Take a key away. Raises KeyError."""
        del _held()[key]
        if step := _STEP.get():
            step.said[key] = _GONE

    def __iter__(self) -> Iterator[str]:
        """Return the keys there are now."""
        return iter(list(_held()))

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(_held())


memory = Memory()


def uncut(step: Callable[Given, Found]) -> Callable[Given, Found]:
    """Return `step` such that a run of this session takes it whole, and one after the other.

    Within it, `memory` stands for the state of the session. A newer run that is asked for meanwhile
    begins after it.
    """

    @wraps(step)
    def whole(*args: Given.args, **kwargs: Given.kwargs) -> Found:
        if _STEP.get() or get_script_run_ctx(suppress_warning=True) is None:
            return step(*args, **kwargs)  # part of a step, or no session: nobody to cut it
        with _alone():
            return step(*args, **kwargs)

    return whole


@uncut
def finished() -> None:
    """Put in place what a run could not that was ended after a step."""


@contextmanager
def _alone() -> Iterator[None]:
    own = _own()
    with own.one_at_a_time:
        step = _Step(_as_left(st.session_state.to_dict(), own.left))
        token = _STEP.set(step)
        try:
            yield
        finally:
            _STEP.reset(token)
            own.left.update(step.said)
            _put(own.left)


def _own() -> _Own:
    """Return what this session has for its steps; two runs that begin at once get the same."""
    found = _OWN.get() or st.session_state.to_dict().get(LOCK)  # no run ends here, as at `get`
    if found is None:
        with _MAKING:
            found = st.session_state.setdefault(LOCK, _Own())
    _OWN.set(found)  # a thread that runs a page runs it for one session
    return found


def _as_left(now: dict[str, Any], left: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the session will hold once what is left is put in place too."""
    laid = {**now, **left}
    return {key: value for key, value in laid.items() if value is not _GONE}


def _put(left: dict[str, Any]) -> None:
    """Put into the session what is left to be put there: what is put is left no more."""
    for key in list(left):
        try:
            if left[key] is _GONE:
                st.session_state.pop(key, None)
            else:
                st.session_state[key] = left[key]
        except Exception:  # refused for good, as a run that is ended is not
            del left[key]
            raise
        del left[key]


def _held() -> MutableMapping[Any, Any]:
    step = _STEP.get()
    return step.now if step else st.session_state
