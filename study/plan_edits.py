"""Edits a planner makes on the plan, as changes of the text of study.yaml, one after the other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Edit:
    """One edit: its kind ("pin", "out", "cluster", …) and the ids, names, years it names."""

    kind: str
    about: Mapping[str, Any] = field(default_factory=dict)


Write = Callable[[str, Mapping[str, Any]], str]


def with_edits(text: str, edits: Iterable[Edit], *, ways: Mapping[str, Write]) -> str:
    """Return the text of study.yaml with the edits in it, in their order.

    `ways` says how each kind is written: text before and what the edit is about → text after.
    Raises InputError where an edit does not fit the study, KeyError for a kind without a way.

    >>> with_edits("a", [Edit("add", {"x": "b"})], ways={"add": lambda text, on: text + on["x"]})
    'ab'
    """
    for edit in edits:
        text = ways[edit.kind](text, edit.about)
    return text
