"""One file looked at in the reading process, which no file can take the program with."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from intake import worker
from intake.check import Checked, checked
from intake.source import Source


def ready() -> None:
    """Start the reading process, which loads while the program does something else."""
    worker.warm()


def looked_at(path: Path, table: str | None, answers: Mapping[str, Any]) -> Checked:
    """Return what a file came to. Raises InputError where nothing can be read."""
    whole = path.absolute()
    job = partial(checked, whole, path.name, table=table or "", answers=answers)
    found = worker.run(job, [Source(whole, path.name)])
    assert isinstance(found, Checked)  # noqa: S101 - it is what the job returns
    return found
