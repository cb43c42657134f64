"""The far side of the reading process: jobs come in over standard input, answers go out.

It has loaded `intake`, does whatever job it is handed, and forgets it when it has answered.
"""

import os
import pickle
import struct
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple, Protocol

import intake
from intake.worker.memory import peak_bytes
from tables import InputError

SIZE = struct.Struct("<Q")  # of the message that follows
_ROOT = Path(intake.__file__).resolve().parents[1]


class Job(Protocol):
    """Work to be done: tells how far it is, returns what can be pickled."""

    def __call__(self, *, progress: Callable[[str, float], None]) -> object:
        """Do it."""
        ...


class Told(NamedTuple):
    """How far a job is: the file at work, and the share done before it (0–1)."""

    stage: str
    share: float


class Done(NamedTuple):
    """What a job returned, and the most memory the process has held so far (0: unknown)."""

    value: object
    peak_bytes: int = 0


class Fault(NamedTuple):
    """An error that is our own fault: its kind, and the line of ours where it came up."""

    kind: str
    place: str


Word = Literal["ready", "memory", "gone"]  # loaded; no room left; the process has ended
Message = Done | InputError | Told | Fault | Word


def packed(job: Job, memory_bytes: int) -> bytes:
    """Return a job as it crosses the pipe: its memory is limited before it is opened.

    A job is a function known by its name, or a `functools.partial` of one; it is called with
    `progress=`.
    """
    return pickle.dumps((memory_bytes, pickle.dumps(job, protocol=5)), protocol=5)


def serve() -> None:
    """Answer one job after another until the other side closes the pipe."""
    jobs, answers = _pipes()

    def say(words: bytes) -> None:
        answers.write(SIZE.pack(len(words)))
        answers.write(words)
        answers.flush()

    try:
        say(_message("ready"))
        while True:
            memory_bytes, job = pickle.load(jobs)  # noqa: S301 - from the process that started us
            _limit_memory(memory_bytes)
            say(_answer(job, say))
    except (EOFError, OSError):
        return  # whoever wanted the answer is gone


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return both ends; what a library prints must not get between the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def _answer(packed_job: bytes, say: Callable[[bytes], None]) -> bytes:
    """Return the answer to a job, packed: a result that cannot be packed is a fault with a place.

    Packing needs room of its own, so it stands under the same guard as the work.
    """

    def tell(stage: str, share: float) -> None:
        say(_message(Told(stage, share)))

    try:
        job: Job = pickle.loads(packed_job)  # noqa: S301 - from the process that started us
        return _message(Done(job(progress=tell), peak_bytes() or 0))
    except InputError as error:
        return _message(error)
    except MemoryError:
        return _message("memory")
    except BaseException as error:  # noqa: BLE001 - a fault of ours, or a panic of Rust's
        return _message(Fault(type(error).__name__, _place(error)))


def _message(message: Message) -> bytes:
    return pickle.dumps(message, protocol=5)


def _place(error: BaseException) -> str:
    """Return the line of ours that failed: it says where, and holds no value of any file."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT)]
    last = ours[-1] if ours else frames[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _limit_memory(memory_bytes: int) -> None:
    """Keep the process within its room, where the system can (Linux; macOS in part)."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory_bytes if most == resource.RLIM_INFINITY else min(memory_bytes, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    except (ValueError, OSError):
        return  # macOS refuses what is already in use
