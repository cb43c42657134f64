"""The documents are run: ```python blocks, and each `$ command` of a ```console block.

The commands of one document run in one empty folder, in order, with .venv's commands at hand. Lines
below a command are what it must print; a line `...` stands for any number of lines.
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
    """Say whether `printed` is as expected, `...` standing for any lines."""
    lines = (re.escape(line.rstrip()) for line in expected.strip().splitlines())
    pattern = "\n".join(lines).replace(re.escape("..."), "(?:.|\n)*")
    found = "\n".join(line.rstrip() for line in printed.strip().splitlines())
    return re.fullmatch(pattern, found) is not None


def run(example: Example) -> str | None:
    """Run the commands of one block; return what is wrong with the first that is not as told."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for told in COMMAND.finditer(str(example.parsed)):
        done = subprocess.run(  # noqa: S602  a reader types it into a shell too
            told["command"],
            shell=True,
            check=False,
            cwd=example.namespace["folder"].name,
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
    """Give a document its folder."""
    namespace["folder"] = tempfile.TemporaryDirectory(prefix="jiugai-docs-")


def end(namespace: dict[str, Any]) -> None:
    """Take the folder away."""
    namespace["folder"].cleanup()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser(language="console", evaluator=run)],
    patterns=["*.md"],
    setup=start,
    teardown=end,
).pytest()
