"""Files from outside are read in a limited process of its own."""

from intake.worker.jobs import close, read, run, warm

__all__ = ["close", "read", "run", "warm"]
