"""A JSON file, or standard input, as a person or another program writes it."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tables import InputError

STDIN = "-"
# Digits of a number that can still be reckoned with.
MOST_DIGITS = 250


def read(path: Path) -> object:
    """Return what the file holds, or standard input for "-".

    Raises InputError naming the line of what is no JSON, a key written twice in one object, and a
    whole number of more digits than can be reckoned with. RecursionError is the caller's to word.
    """
    name = click.format_filename(path)
    try:
        given = sys.stdin.buffer.read() if str(path) == STDIN else path.read_bytes()
        return json.loads(given.decode("utf-8-sig"), object_pairs_hook=_object, parse_int=_whole)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise _unread(name, error) from error


def _unread(name: str, error: Exception) -> InputError:
    """Return why a file cannot be read, in words."""
    if isinstance(error, json.JSONDecodeError):
        return InputError("solve.not_json", path=name, line=error.lineno, column=error.colno)
    if isinstance(error, UnicodeDecodeError):
        return InputError("solve.not_json", path=name, line=1, column=1)
    return InputError("solve.no_file", path=name)


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Return an object of JSON; a key written twice is refused, for only one would be read."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise InputError("solve.key_twice", key=twice.encode("utf-8", "replace").decode())
    return found


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise InputError("solve.long_number", number=f"{digits[:20]}…", digits=len(digits))
    return int(digits)
