"""The documents are run: ```python blocks, and each `$ command` of a ```console block.

All blocks of one document run in one folder, empty at first, in order, with .venv's commands at
hand. Lines below a command are what it must print; a line `...` stands for any lines, or none.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.example import Example
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<expected>(?:(?!\$ ).*\n?)*)", re.MULTILINE)


def matches(expected: str, printed: str) -> bool:
    """Say whether `printed` is as expected, a line `...` standing for any lines or none.

    >>> matches("a\\n...\\nb", "a\\nb\\n"), matches("a\\n...", "b")
    (True, False)
    """
    told = (line.rstrip() for line in expected.strip().splitlines())
    pattern = "".join("(?:.*\n)*" if line == "..." else f"{re.escape(line)}\n" for line in told)
    found = "".join(f"{line.rstrip()}\n" for line in printed.strip().splitlines())
    return re.fullmatch(pattern, found) is not None


def run(example: Example) -> str | None:
    """Run the commands of one block; return what is wrong with the first that is not as told."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for told in COMMAND.finditer(str(example.parsed)):
        done = subprocess.run(  # noqa: S602  a reader types it into a shell too
            told["command"],
            shell=True,
            check=False,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            return f"{told['command']}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        if told["expected"].strip() and not matches(told["expected"], done.stdout):
            return f"{told['command']}: printed\n{done.stdout}"
    return None


def start(namespace: dict[str, Any]) -> None:
    """Go into a folder of the document's own."""
    folder = tempfile.TemporaryDirectory(prefix="jiugai-docs-")
    namespace.update(folder=folder, _leave=(folder, Path.cwd()))
    os.chdir(folder.name)


def end(namespace: dict[str, Any]) -> None:
    """Go back and take the folder away."""
    folder, before = namespace["_leave"]
    os.chdir(before)
    folder.cleanup()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser(language="console", evaluator=run)],
    patterns=["*.md"],
    setup=start,
    teardown=end,
).pytest()
