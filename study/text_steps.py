"""From one text to the next by the lines that change: small to keep, and checked when applied."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

_MARK_LENGTH = 16


def step(before: str, after: str) -> list[list[Any]]:
    r"""Return the changes that lead from `before` to `after`: [first line, lines gone, new text].

    >>> step("a\nb\nc\n", "a\nx\nc\nd\n")
    [[1, 1, 'x\n'], [3, 0, 'd\n']]
    """
    old, new = _lines(before), _lines(after)
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        [first, last - first, "".join(new[start:end])]
        for tag, first, last, start, end in found
        if tag != "equal"
    ]


def stepped(before: str, changes: Sequence[Any]) -> str:
    r"""Return the text to which changes lead from `before`.

    Raises ValueError where they are none that `step` could have made of it.

    >>> stepped("a\nb\nc\n", [[1, 1, 'x\n'], [3, 0, 'd\n']])
    'a\nx\nc\nd\n'
    """
    lines, made, done = _lines(before), [], 0
    for one in changes:
        match one:
            case [int(first), int(gone), str(new)] if done <= first <= first + gone <= len(lines):
                made += [*lines[done:first], new]
                done = first + gone
            case _:
                raise ValueError(one)
    return "".join([*made, *lines[done:]])


def mark(text: str) -> str:
    """Return a mark by which a text is told from all others."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:_MARK_LENGTH]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
