"""The few reading processes of a program, lent to one reader at a time."""

import atexit
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from intake.worker.process import Child

MOST = 2  # one slow file does not keep the next reader waiting, and memory stays modest
_PAUSE_S = 0.1


class Pool:
    """At most `most` processes at work at once; each is started when first needed, and reused."""

    def __init__(self, most: int) -> None:
        """Start none yet."""
        self._most = most
        self.forget()

    def forget(self) -> None:
        """Begin anew without a process: after a fork they belong to the parent."""
        self._places = threading.BoundedSemaphore(self._most)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._working: set[Child] = set()

    @contextmanager
    def lent(self, waiting: Callable[[], None]) -> Iterator[Child]:
        """Lend a process; `waiting()` is called while all are lent, and may raise.

        When the work with it is broken off by an error, the process is ended, not lent again.
        """
        while not self._places.acquire(timeout=_PAUSE_S):
            waiting()
        try:
            child = self._taken()
            try:
                yield child
            except BaseException:
                child.end()
                raise
            finally:
                self._given_back(child)
        finally:
            self._places.release()

    def warm(self) -> None:
        """Start a process unless one is there already; does not wait for it."""
        with self._lock:
            self._bury()
            if not self._working and not self._idle:
                self._idle.append(Child())

    def close(self) -> None:
        """End every process."""
        with self._lock:
            children = [*self._idle, *self._working]
            self._idle = []
        for child in children:
            child.end()

    def _taken(self) -> Child:
        with self._lock:
            self._bury()
            child = self._idle.pop() if self._idle else Child()
            self._working.add(child)
        return child

    def _given_back(self, child: Child) -> None:
        with self._lock:
            self._working.discard(child)
            self._idle.append(child)
            self._bury()

    def _bury(self) -> None:
        """Keep the idle processes that live; a dead one leaves no zombie and no open pipe."""
        for child in self._idle:
            if not child.alive:
                child.end()
        self._idle = [child for child in self._idle if child.alive]


POOL = Pool(MOST)
atexit.register(POOL.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=POOL.forget)
