"""A table without ids held against one that has them: its rows under the ids of the other."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from intake.joining.estate_names import even
from intake.joining.pairing import pairs

_KEY = "estate_id"


class Matched(NamedTuple):
    """Rows under the ids of another table, and how many were matched by name (and street).

    `unsure` are the names of both tables of which nobody can say which row is which; their rows
    are not in `rows`, and `unsure_ids` must not be told as removed.
    """

    rows: pd.DataFrame
    matched: int
    unsure: tuple[str, ...]
    unsure_ids: frozenset[str]


def under_ids(before: pd.DataFrame, after: pd.DataFrame) -> Matched:
    """Return the rows of `after` under the ids of `before`, matched by evened name and street.

    A row that nobody has in `before` gets an id that no row there has.

    >>> before = pd.DataFrame({"estate_id": ["E1", "E2"], "name": ["和平里小区", "幸福里"]})
    >>> after = pd.DataFrame({"estate_id": ["E1", "E2"], "name": ["锦绣花园", "和平里"]})
    >>> under_ids(before, after).rows["estate_id"].tolist()
    ['E1-2', 'E1']
    """
    mine, theirs = _nameless(before), _nameless(after)
    found = pairs(mine, theirs)
    ids = before[_KEY].astype(object).tolist()
    known = {pair.outline: ids[pair.ledger] for pair in found.matched}
    left = set(range(len(ids))) - {pair.ledger for pair in found.matched}
    names, others = _evened(mine), _evened(theirs)
    new = [place for place in range(len(others)) if place not in known]
    doubted = {names[n] for n in left} & {others[n] for n in new} - {""}
    made = _free(after[_KEY].astype(object).tolist(), ids)
    kept = [n in known or others[n] not in doubted for n in range(len(others))]
    rows = after.assign(**{_KEY: [known.get(n, made[n]) for n in range(len(others))]})[kept]
    called = {str(mine["name"].iloc[n]) for n in left if names[n] in doubted}
    held = frozenset(ids[n] for n in left if names[n] in doubted)
    return Matched(rows.reset_index(drop=True), len(known), tuple(sorted(called)), held)


def _nameless(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table without its ids: those made up for two files mean nothing to each other."""
    there = [name for name in ("name", "street") if name in frame]
    return pd.DataFrame(frame[there]).reset_index(drop=True)


def _evened(frame: pd.DataFrame) -> list[str]:
    if "name" not in frame:
        return [""] * len(frame)
    return [even(str(name).strip()) if isinstance(name, str) else "" for name in frame["name"]]


def _free(wanted: Sequence[str], taken: Iterable[str]) -> list[str]:
    """Return each id wanted, numbered on from 2 where it is taken."""
    used, free = set(taken), []
    for one in wanted:
        number, name = 1, one
        while name in used:
            number += 1
            name = f"{one}-{number}"
        used.add(name)
        free.append(name)
    return free
