"""The most memory this process has held."""

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_bytes() -> int | None:
    """Return the most memory this process has held, in bytes; None where the system does not say.

    On Linux the high-water mark of its own memory (`VmHWM`). `getrusage` starts there at the
    memory of whoever started the process (`ru_maxrss` outlives execve), so that a reading
    process of a large server would look swollen before its first file.
    """
    if sys.platform == "linux":
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        return next((int(ln.split()[1]) * 1024 for ln in lines if ln.startswith("VmHWM:")), None)
    if sys.platform == "darwin":
        import resource  # noqa: PLC0415 - not there on Windows

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on a Mac
    return None
