"""Files from outside are read in a child process with limits: no file takes the program with it."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from intake.inputs import Inputs
from intake.read import read as read_here
from intake.source import Source
from intake.worker.child import Done, Fault, Job, Message, Told, packed
from intake.worker.limits import limits, size_of
from intake.worker.pool import POOL
from intake.worker.process import Child
from tables import InputError

Progress = Callable[[str, float], None]

_PAUSE_S = 0.1
_BUSY = 6  # so many at work at once: a good file then needs as many times the clock
_SWOLLEN = 1024**3
_START_S = 120.0  # a cold disk and a virus scanner


def read(
    sources: Mapping[str, Sequence[Source]],
    *,
    crs: str | None = None,
    answers: Mapping[str, object] | None = None,
    year: int | None = None,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Inputs:
    """Return what `intake.read` returns, read in a process of its own: see `run`."""
    given = {name: tuple(map(_absolute, listed)) for name, listed in sources.items()}
    job = partial(read_here, given, crs=crs, answers=answers, year=year)
    every = [source for listed in given.values() for source in listed]
    found = run(job, every, progress=progress, should_stop=should_stop)
    assert isinstance(found, Inputs)  # noqa: S101 - it is what the job returns
    return found


def run(
    job: Job,
    sources: Sequence[Source],
    *,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> object:
    """Return what `job(progress=…)` returns, done in a process of its own that is used again.

    `job` is a function known by its name (or a `functools.partial` of one) that opens the files
    of `sources`, given by absolute paths. `progress(stage, share)` is told which file is at work;
    `should_stop()` is asked ten times a second. Besides the job's own errors, InputError when it
    was stopped (`intake.stopped`), takes over 8 s for less than 5 MB (`intake.worker_slow`: of
    the processor where the system tells; a slow machine sets JIUGAI_READ_SECONDS), needs more
    than 4 GB (`intake.worker_memory`), ends the process (`intake.worker_died`) or finds a fault
    of ours (`intake.worker_failed`). The next job works as if nothing had happened. At most two
    go on at once; others wait.
    """
    size = size_of(sources)
    bounds = limits()
    work = _Work(tuple(source.label for source in sources), progress, should_stop)
    with POOL.lent(work.check) as child:
        work.wait_until_ready(child)
        child.send(packed(job, bounds.memory_for(size)))
        answer = work.answer(child, bounds.seconds_for(size))
        if answer == "memory" or (isinstance(answer, Done) and answer.peak_bytes > _SWOLLEN):
            child.end()  # gives back its memory
    return _value(answer, work)


def warm() -> None:
    """Start the reading process in the background, so that the first reading need not wait."""
    POOL.warm()


def close() -> None:
    """End the reading processes; the next reading starts one anew."""
    POOL.close()


@dataclass
class _Work:
    """One reading: the files it is about, who listens, and the file at work."""

    labels: tuple[str, ...]
    progress: Progress | None
    should_stop: Callable[[], bool] | None
    at_work: str = ""

    def check(self) -> None:
        """Raise when the person who waits has asked to stop."""
        if self.should_stop and self.should_stop():
            raise self.error("intake.stopped")

    def wait_until_ready(self, child: Child) -> None:
        """Wait for a process just started; the time for files has not begun."""
        if not child.ready:
            absent = self.error("intake.worker_absent")
            until = time.monotonic() + _START_S
            self._next(child, lambda: time.monotonic() > until, absent, absent)
            child.ready = True

    def answer(self, child: Child, seconds: float | None) -> Message:
        """Return the last word of the process about the job."""
        clock, worked = time.monotonic(), child.spent()

        def late() -> bool:
            passed = max(child.spent() - worked, (time.monotonic() - clock) / _BUSY)
            return seconds is not None and passed > seconds

        while True:
            slow = self.error("intake.worker_slow", seconds=f"{seconds or 0:g}")
            message = self._next(child, late, slow, self.error("intake.worker_died"))
            if not isinstance(message, Told):
                return message
            self._tell(message)

    def error(self, code: str, **values: object) -> InputError:
        """Return an error that names the file at work, or all when none has begun."""
        return InputError(
            code, file=self.at_work or "、".join(dict.fromkeys(self.labels)), **values
        )

    def _tell(self, told: Told) -> None:
        if told.stage in self.labels:
            self.at_work = told.stage
        if self.progress:
            self.progress(told.stage, told.share)

    def _next(
        self, child: Child, late: Callable[[], bool], slow: InputError, gone: InputError
    ) -> Message:
        while True:
            self.check()
            message = child.hear(_PAUSE_S)
            if message == "gone":
                raise gone
            if message:
                return message
            if late():
                raise slow


def _value(answer: Message, work: _Work) -> object:
    if isinstance(answer, Done):
        return answer.value
    if isinstance(answer, InputError):
        raise answer
    if isinstance(answer, Fault):
        raise work.error("intake.worker_failed", kind=answer.kind, place=answer.place)
    raise work.error("intake.worker_memory")


def _absolute(source: Source) -> Source:
    return replace(source, path=source.path.absolute())  # the process keeps its own folder
