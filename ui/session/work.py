"""Long work beside the page: jobs that tell how far they are and can be asked to stop."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from ui.session.readers import Readers

Value = TypeVar("Value")


class Moment(NamedTuple):
    """What a search knew after some seconds: no plan is worth more than `bound`."""

    seconds: float
    bound: float
    value: float


@dataclass
class Told:
    """When the work began and what it last said: stage, file, how far (0–1), gap proven so far.

    Of a search: the aim it is at, as which of how many, the nodes done, its moments so far, and
    `plans`, the years by estate found for the aims before. One thread tells, others read: `moments`
    and `plans` are never changed, only others put in their place.
    """

    since: float = field(default_factory=time.monotonic)
    stage: str = "read"
    file: str = ""
    share: float = 0.0
    gap: float | None = None
    aim: str = ""
    turn: int = 0
    turns: int = 0
    nodes: int = 0
    moments: tuple[Moment, ...] = ()
    plans: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Job(Generic[Value]):
    """Work under way. `told` changes while it runs; `stop` asks it to end with what it has.

    `readers` are the sessions that wait for it, where it is shared.
    """

    future: "Future[Value]" = field(default_factory=Future)
    told: Told = field(default_factory=Told)
    readers: Readers = field(default_factory=Readers)

    @property
    def stop(self) -> threading.Event:
        """Return what is set once the work is to end."""
        return self.readers.stop


def start(work: Callable[[Job[Value]], Value]) -> Job[Value]:
    """Return a job that runs `work` in a thread which does not keep the server from ending.

    >>> start(lambda job: 6 * 7).future.result()
    42
    """
    job: Job[Value] = Job()

    def run() -> None:
        try:
            job.future.set_result(work(job))
        except BaseException as error:  # noqa: BLE001 - whoever waits for the job gets it
            job.future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return job


class Shelf(Generic[Value]):
    """A store of the few values asked for last, by key, safe to share between sessions.

    Keys name content (files and choices), values are never changed: what one session finds here
    another could have computed from the same files.
    """

    def __init__(self, room: int) -> None:
        """Keep at most `room` values."""
        self._room = room
        self._values: OrderedDict[str, Value] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[str, threading.Lock] = {}

    def get(self, key: str) -> Value | None:
        """Return the value of `key`, which is then the latest; None when there is none."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, key: str, make: Callable[[], Value]) -> Value:
        """Return the value of `key`, made now if it is new; the oldest leaves when room is short.

        >>> shelf = Shelf(1)
        >>> shelf.keep("a", lambda: 1), shelf.keep("a", lambda: 2), shelf.keep("b", lambda: 3)
        (1, 1, 3)
        >>> shelf.get("a") is None
        True

        Sessions that ask for one key wait for one making of it; others are not held up.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            alone = self._making.setdefault(key, threading.Lock())
        with alone:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
                self._put(key, value)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return value

    def _put(self, key: str, value: Value) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._room:
                self._values.popitem(last=False)

    def drop(self, key: str, only: Value | None = None) -> None:
        """Forget the value of `key`, if there is one; with `only`, if it is that very one."""
        with self._lock:
            if only is None or self._values.get(key) is only:
                self._values.pop(key, None)
