"""A list of mappings in a YAML text, an entry a line: only the entries that differ are written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from study import yaml_places as places
from study.plain_yaml import value_of

Write = Callable[[Any], str]


def is_listed(value: object) -> bool:
    """Return whether a value is a list of mappings, which is written an entry a line."""
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def lines(key: str, value: Sequence[Any], write: Write) -> list[str]:
    """Return the lines of a new section that holds the list."""
    return [f"{key}:", *(f"  - {_entry(item, write)}" for item in value)]


def matched(text: str, node: yaml.SequenceNode, wanted: Sequence[Any], write: Write) -> str:
    """Return the text with the list at `node` made to say `wanted`.

    Entries alike at its beginning and at its end stay as they are, with their comments.
    """
    there = [value_of(item) for item in node.value]
    first = _alike(there, wanted)
    rest = _alike(there[first:][::-1], wanted[first:][::-1])
    indent = " " * node.start_mark.column
    braces = all(getattr(item, "flow_style", False) for item in node.value)
    say = write if braces else lambda item: _entry(item, write)
    new = [f"{indent}- {say(item)}" for item in wanted[first : len(wanted) - rest]]
    return places.relisted(text, node, (first, len(there) - rest), new)


def _entry(item: Any, write: Write) -> str:  # noqa: ANN401 - any YAML value
    """Return an entry as a person writes it: one key without braces, `lock_out: {…}`."""
    said = write(item)
    return said[1:-1] if isinstance(item, Mapping) and len(item) == 1 else said


def _alike(one: Sequence[Any], other: Sequence[Any]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
