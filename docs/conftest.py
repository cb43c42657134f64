"""The documents are run: ```python blocks, and each `$ command` of a ```console block.

All blocks of one document run in one folder, empty at first, in order, with .venv's commands at
hand. Lines below a command are what it must print; a line `...` stands for any lines, or none.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from sybil import Sybil
from sybil.example import Example
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from cli.main import main

COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<expected>(?:(?!\$ ).*\n?)*)", re.MULTILINE)
PLAIN = re.compile(r"jiugai( [^|&;<>$`'\"]+)?( > \S+)?")


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
    for told in COMMAND.finditer(str(example.parsed)):
        code, printed, complaint = done(told["command"])
        if code:
            return f"{told['command']}: exit {code}\n{printed}{complaint}"
        if told["expected"].strip() and not matches(told["expected"], printed):
            return f"{told['command']}: printed\n{printed}"
    return None


def done(command: str) -> tuple[int, str, str]:
    """Run a command; return how it ended, what it printed and what it complained of.

    `jiugai` on its own, perhaps with `> file`, is called here: a process for each would spend most
    of its time loading. All else goes to a shell, as a reader types it.
    """
    words = shlex.split(command)
    *_, mark, target = ("", "", *words)
    if words[0] != "jiugai" or not PLAIN.fullmatch(command):
        return shell(command)
    with warnings.catch_warnings():
        warnings.simplefilter("default")  # a warning ends a test, but no command
        asked = words[1:-2] if mark == ">" else words[1:]
        found = CliRunner().invoke(main, asked, prog_name="jiugai")
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    if mark == ">":
        Path(target).write_text(found.stdout, encoding="utf-8")
    return found.exit_code, "" if mark == ">" else found.stdout, found.stderr


def shell(command: str) -> tuple[int, str, str]:
    """Run a command in a shell, with .venv's commands at hand."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    ended = subprocess.run(  # noqa: S602  a reader types it into a shell too
        command,
        shell=True,
        check=False,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
    return ended.returncode, ended.stdout, ended.stderr


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
