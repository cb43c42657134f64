"""One reading process: started, asked, listened to, ended. Plain pipes: no fork, no __main__."""

import gc
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

from intake.worker.child import SIZE, Message
from tables import InputError

_ROOT = Path(__file__).resolve().parents[2]
# multiprocessing would run the caller's script again in the child; this runs our line only
_LINE = "import sys; sys.path[:] = sys.argv[1:]; from intake.worker.child import serve; serve()"
_LONG = 2**20
_PROCESSOR_TIME = 2  # clock_getcpuclockid(3): the clock of a process is its number and this
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # room for data, not stacks


class Child:
    """A process that reads files for us; `owner` is the process it was started by."""

    def __init__(self) -> None:
        """Start it; it says `ready` when it has loaded what it needs."""
        self.owner = os.getpid()
        self.ready = False
        self._process = _started()
        self._heard: queue.SimpleQueue[Message] = queue.SimpleQueue()
        assert self._process.stdin  # noqa: S101 - both are pipes
        assert self._process.stdout  # noqa: S101
        self._jobs = self._process.stdin
        listener = (self._process.stdout, self._heard)
        threading.Thread(target=_listen, args=listener, daemon=True).start()

    def send(self, job: bytes) -> None:
        """Hand over a job; that the process is gone is heard, not raised."""
        try:
            self._jobs.write(job)
            self._jobs.flush()
        except OSError:
            return

    def hear(self, seconds: float) -> Message | None:
        """Return the next message; None when there is none for so long."""
        try:
            return self._heard.get(timeout=max(seconds, 0))
        except queue.Empty:
            return None

    def spent(self) -> float:
        """Return the seconds it has worked: of the processor where the system tells (Linux).

        A busy machine must not make a good file look slow. Elsewhere, seconds of the clock.
        """
        if sys.platform == "linux":
            try:
                return time.clock_gettime((~self._process.pid << 3) | _PROCESSOR_TIME)
            except OSError:  # it has just ended
                return 0.0
        return time.monotonic()

    @property
    def alive(self) -> bool:
        """Whether it can be asked, and is ours to ask: a forked process has none."""
        return self.owner == os.getpid() and self._process.poll() is None

    def end(self) -> None:
        """Kill it and wait until it is gone, so that no zombie stays."""
        if self.owner != os.getpid():
            return
        self._process.kill()
        self._process.wait()
        try:
            self._jobs.close()
        except OSError:  # what was not yet sent
            return


def _started() -> subprocess.Popen[bytes]:
    paths = [str(_ROOT), *(path for path in sys.path if path)]
    try:
        return subprocess.Popen(  # noqa: S603 - our own line, no word from outside
            [sys.executable, "-c", _LINE, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library says of a file may hold its values
            env={**os.environ, **_ONE_THREAD},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            start_new_session=True,  # Ctrl-C is for us; we end it
        )
    except OSError as error:
        raise InputError("intake.worker_absent") from error


def _listen(answers: IO[bytes], heard: "queue.SimpleQueue[Message]") -> None:
    """Hand on what the process says until it is gone, however it went."""
    with answers:
        try:
            while True:
                (size,) = SIZE.unpack(answers.read(SIZE.size))
                heard.put(_unpacked(answers.read(size)))
        except Exception:  # noqa: BLE001 - cut off in the middle of a message
            heard.put("gone")


def _unpacked(words: bytes) -> Message:
    """Return a message; a long one is not looked through for garbage, which takes most of it."""
    looking = gc.isenabled() and len(words) > _LONG
    if looking:
        gc.disable()
    try:
        message: Message = pickle.loads(words)  # noqa: S301 - our own process, a private pipe
    finally:
        if looking:
            gc.enable()
    return message
