"""Who waits for a search: it goes on as long as anybody does."""

import threading
import time
from collections.abc import Callable

GRACE_S = 120.0  # as long as Streamlit keeps the session of a reader whose line broke


class Readers:
    """The readers that wait for one search, which all of them share.

    One who has enough leaves it; the last to leave ends it. One whose session ended waits no more,
    but may come back: only what nobody has waited for in `GRACE_S` seconds is given up.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody, as the search does: who started it is about to join."""
        self.stop = threading.Event()
        self._waiting = set["Reader"]()
        self._clock, self._since = clock, clock()
        self._lock = threading.Lock()

    def join(self, reader: "Reader") -> bool:
        """Let a reader wait; return whether it may: not for what is asked to end already."""
        with self._lock:
            if not self.stop.is_set():
                self._waiting.add(reader)
            return not self.stop.is_set()

    def part(self, reader: "Reader") -> None:
        """Count a reader no more that turned elsewhere, or whose session ended."""
        with self._lock:
            self._drop(reader)

    def leave(self, reader: "Reader") -> None:
        """Let a reader go that wants what there is: `stop` is set where it was the last."""
        with self._lock:
            self._drop(reader)
            if not self._waiting:
                self.stop.set()

    def done(self) -> bool:
        """Return whether the search is to end: the last reader left, or all are long gone."""
        with self._lock:
            if not self._waiting and self._clock() - self._since > GRACE_S:
                self.stop.set()
            return self.stop.is_set()

    def _drop(self, reader: "Reader") -> None:
        if reader in self._waiting:
            self._waiting.remove(reader)
            self._since = self._clock()


class Reader:
    """One session, as searches know it: it waits for one of them at a time."""

    def __init__(self) -> None:
        """Begin with none."""
        self._readers: Readers | None = None

    def waits(self, readers: Readers) -> bool:
        """Wait for a search and no other; return whether it may be waited for (`Readers.join`)."""
        if self._readers is not readers:
            self.turns()
            self._readers = readers
        return readers.join(self)

    def turns(self) -> None:
        """Wait for nothing any more."""
        if self._readers is not None:
            self._readers.part(self)
        self._readers = None
