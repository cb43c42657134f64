"""The ledger and the outlines as they are compared: ids, evened names and streets by position."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from intake.joining.estate_names import even, even_street
from intake.places import OWN_ID


class Side(NamedTuple):
    """One of two tables to be joined, an empty text where nothing is known.

    `ids` are written in the file, `shown` may have been made for a row without one. `streets` may
    be compared between the two sides of one `sides` only.
    """

    ids: tuple[str, ...]
    shown: tuple[str, ...]
    names: tuple[str, ...]
    evened: tuple[str, ...]
    streets: tuple[str, ...]

    def known(self, place: int) -> bool:
        """Return whether anything is known of a row that could join it."""
        return bool(self.ids[place] or self.evened[place])

    def without(self, taken: Container[int]) -> "Side":
        """Return the side with nothing known of the rows `taken`."""
        kept = ["" if n in taken else "kept" for n in range(len(self.ids))]
        return Side(
            *(tuple(t if k else "" for t, k in zip(texts, kept, strict=True)) for texts in self)
        )

    def labels(self) -> tuple[str, ...]:
        """Return what a person calls each row: its name, its id where others have that name."""
        single = once(self.names)
        plain = zip(self.names, self.shown, self.streets, strict=True)
        return tuple(
            name if name in single else row_id or f"{name} {street}".strip()
            for name, row_id, street in plain
        )


def sides(ledger: pd.DataFrame, outlines: pd.DataFrame) -> tuple[Side, Side]:
    """Return both tables for comparison; a column a table lacks is unknown.

    A street written without its kind (河东) is the one street office or town of that name in either
    table; where there are both (河东街道, 河东镇), it is neither.
    """
    written = [[even_street(text) for text in _texts(t, "street")] for t in (ledger, outlines)]
    kinds: dict[str, set[str]] = defaultdict(set)
    for name, kind in (street for side in written for street in side):
        kinds[name] |= {kind} - {""}
    mine, theirs = ([_street(name, kind, kinds[name]) for name, kind in side] for side in written)
    own = OWN_ID if OWN_ID in ledger else "estate_id"
    return _side(ledger, mine, own), _side(outlines, theirs, "estate_id")


def places(texts: Iterable[str]) -> dict[str, list[int]]:
    """Return each text → the positions that have it, the empty text left out.

    >>> places(["b", "", "a", "b"])
    {'b': [0, 3], 'a': [2]}
    """
    found: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if text:
            found[text].append(place)
    return dict(found)


def once(texts: Iterable[str]) -> dict[str, int]:
    """Return each text that only one position has → that position.

    >>> once(["b", "", "a", "b"])
    {'a': 2}
    """
    return {text: held[0] for text, held in places(texts).items() if len(held) == 1}


def _side(table: pd.DataFrame, streets: Sequence[str], own: str) -> Side:
    names, shown = _texts(table, "name"), _texts(table, "estate_id")
    return Side(_texts(table, own), shown, names, tuple(map(even, names)), tuple(streets))


def _texts(table: pd.DataFrame, column: str) -> tuple[str, ...]:
    if column not in table:
        return ("",) * len(table)
    values = table[column]
    return tuple(
        "" if lost else str(v).strip() for v, lost in zip(values, values.isna(), strict=True)
    )


def _street(name: str, kind: str, kinds: set[str]) -> str:
    if not name:
        return ""
    return name + (kind or (next(iter(kinds)) if len(kinds) == 1 else ""))
