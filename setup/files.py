"""The files of the project, as git knows them: committed, or new and not ignored."""

import subprocess
from functools import cache
from pathlib import Path

from setup.pins import ROOT


@cache
def project_files() -> list[Path]:
    """Return every file of the project that is there, by path."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return [path for path in paths if path.is_file()]


def python_files() -> list[Path]:
    """Return the Python files among them."""
    return [path for path in project_files() if path.suffix == ".py"]
