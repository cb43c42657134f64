"""Ledger rows and outlines of estates: which belong together, which may, and which stand alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import pandas as pd

from intake.joining.by_id import ById, by_id
from intake.joining.candidates import Candidate, Name, proposed
from intake.joining.join_answers import ACCEPT, Answered, answered
from intake.joining.sides import Side, once, places, sides
from tables import InputError

How = Literal["id", "name_street", "name", "answer"]

JOINED = ("estate_id", "name", "street")
_ID_DIFFERS = 0.9  # the score of one name under two ids


class Pair(NamedTuple):
    """A ledger row and an outline by position, and what joins them."""

    ledger: int
    outline: int
    how: How


@dataclass(frozen=True)
class Pairs:
    """What belongs together, what a person must confirm, and what is alone; by position.

    Every row of the ledger is in just one of `matched`, `to_confirm` and `ledger_only`, every
    outline in one of `matched`, `to_confirm` and `outline_only`; both may be there several times.
    `ids` and `answers` are the working; `capped` says that not all names left could be compared.
    """

    matched: tuple[Pair, ...]
    ledger_only: tuple[int, ...]
    outline_only: tuple[int, ...]
    to_confirm: tuple[Candidate, ...]
    ids: ById
    answers: Answered
    capped: bool = False


def pairs(
    ledger: pd.DataFrame,
    outlines: pd.DataFrame,
    join: Sequence[str] = (),
    answers: Mapping[str, Any] | None = None,
) -> Pairs:
    """Return which outline belongs to which row of the ledger.

    As a person answered (`answers["join"]`); by id where ids of both sides overlap; by name and
    street where the street is known; by name alone where it is the only one of its spelling on
    both sides and no street speaks against it. Anything less certain is a candidate. `join` names
    the columns that must agree instead. Several outlines of one id, or of one name in one street,
    are parts of one estate. InputError: `join` names another column.

    >>> ledger = pd.DataFrame({"name": ["和平里小区", "锦绣花园一期"]})
    >>> found = pairs(ledger, pd.DataFrame({"name": ["锦绣花园二期", "和平里"]}))
    >>> found.matched, found.ledger_only, found.outline_only, found.to_confirm
    ((Pair(ledger=0, outline=1, how='name'),), (1,), (0,), ())
    """
    _check(join)
    mine, theirs = sides(ledger, outlines)
    said = answered(mine, theirs, (answers or {}).get("join"))
    found = [Pair(a, b, "answer") for a, b in said.matched]
    ids = ById(())
    if not join or set(join) == {"estate_id"}:
        ids = by_id(*_left(mine, theirs, found, said), answer=ACCEPT if join else said.ids)
        found += [Pair(a, b, "id") for a, b in ids.matched]
    doubted = list(ids.doubted)
    for stage in _stages(mine, theirs, join):
        sure, unsure = _joined(stage, _left(mine, theirs, found, said), ids)
        found, doubted = found + sure, doubted + unsure
    return _sorted(found, doubted, (mine, theirs), ids=ids, said=said)


def _check(join: Iterable[str]) -> None:
    for column in join:
        if column not in JOINED:
            raise InputError("intake.bad_join", column=column, columns=", ".join(JOINED))


class _Stage(NamedTuple):
    """Labels that must be equal, and whether several outlines of one label are parts."""

    how: How
    ledger: Sequence[str]
    outlines: Sequence[str]
    parts: bool
    streets: bool  # whether two known streets speak against it


def _stages(mine: Side, theirs: Side, join: Sequence[str]) -> list[_Stage]:
    if set(join) == {"estate_id"}:
        return []
    if join:
        how: How = "id" if "estate_id" in join else "name_street" if "street" in join else "name"
        return [_Stage(how, _labels(mine, join), _labels(theirs, join), parts=True, streets=False)]
    both = ("name", "street")
    return [
        _Stage(
            "name_street", _labels(mine, both), _labels(theirs, both), parts=True, streets=False
        ),
        _Stage("name", mine.evened, theirs.evened, parts=False, streets=True),
    ]


def _labels(side: Side, columns: Iterable[str]) -> list[str]:
    """Return the text of each row by which it is joined; empty where a part is unknown."""
    texts = {"estate_id": side.ids, "name": side.evened, "street": side.streets}
    rows = zip(*(texts[column] for column in columns), strict=True)
    return ["\n".join(row) if all(row) else "" for row in rows]


def _left(mine: Side, theirs: Side, found: Iterable[Pair], said: Answered) -> tuple[Side, Side]:
    """Return both sides with nothing known of the rows that have found their partner."""
    rows = {pair.ledger for pair in found} | said.alone
    return mine.without(rows), theirs.without({pair.outline for pair in found})


def _joined(
    stage: _Stage, left: tuple[Side, Side], ids: ById
) -> tuple[list[Pair], list[Candidate]]:
    """Return the pairs a stage joins, and those whose ids say otherwise."""
    mine, theirs = left
    rows = once(stage.ledger)
    sure, unsure = [], []
    for label, held in places(stage.outlines).items():
        if label not in rows or (len(held) > 1 and not stage.parts):
            continue
        a = rows[label]
        for b in (b for b in held if mine.known(a) and theirs.known(b)):
            if stage.streets and mine.streets[a] and theirs.streets[b]:
                continue
            if ids.one_system and mine.ids[a] and theirs.ids[b]:
                unsure.append(Candidate(a, b, _ID_DIFFERS, "id_differs"))
            else:
                sure.append(Pair(a, b, stage.how))
    return sure, unsure


def _sorted(
    found: Iterable[Pair],
    doubted: Iterable[Candidate],
    both: tuple[Side, Side],
    *,
    ids: ById,
    said: Answered,
) -> Pairs:
    """Return all rows of both sides where they belong, once what is left was compared."""
    left = _left(*both, found, said)
    names = [
        [Name(n, text, side.streets[n]) for n, text in enumerate(side.names) if side.evened[n]]
        for side in left
    ]
    near = proposed(*names)
    weighed = (_by_two_ids(candidate, both, ids) for candidate in near.candidates)
    asked = {(c.ledger, c.outline): c for c in (*filter(None, weighed), *doubted)}
    confirm = tuple(sorted(asked.values(), key=lambda c: (c.ledger, -c.score, c.outline)))
    return Pairs(
        matched=tuple(sorted(found)),
        ledger_only=_others(both[0], [p.ledger for p in found] + [c.ledger for c in confirm]),
        outline_only=_others(both[1], [p.outline for p in found] + [c.outline for c in confirm]),
        to_confirm=confirm,
        ids=ids,
        answers=said,
        capped=near.capped,
    )


def _by_two_ids(candidate: Candidate, both: tuple[Side, Side], ids: ById) -> Candidate | None:
    """Return a candidate, none if ids of one system and the spelling both speak against it."""
    mine, theirs = both[0].ids[candidate.ledger], both[1].ids[candidate.outline]
    if not (ids.one_system and mine and theirs):
        return candidate
    alike = both[0].evened[candidate.ledger] == both[1].evened[candidate.outline]
    return candidate._replace(score=_ID_DIFFERS, why="id_differs") if alike else None


def _others(side: Side, there: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(range(len(side.names))) - set(there)))
