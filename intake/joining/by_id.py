"""Ledger rows and outlines with one id, and what their names say to that."""

from typing import NamedTuple

from intake.joining.candidates import Candidate, alike
from intake.joining.join_answers import ACCEPT, REFUSE
from intake.joining.sides import Side, once, places

_ALIKE = 0.5  # names less alike are two names
_DOUBT = 0.5  # the score of a pair whose id says yes and whose name says no

Joined = tuple[tuple[int, int], ...]


class ById(NamedTuple):
    """Pairs of one id; pairs whose names speak against it; whether ids are of one system at all.

    `apart`: both sides have ids and none is on both; `zeros`: they agreed once leading zeros were
    taken off; `doubtful`: most names disagree, so ids alone were not believed; `differ`: pairs
    that were joined though their names differ.
    """

    matched: Joined
    doubted: tuple[Candidate, ...] = ()
    differ: Joined = ()
    one_system: bool = False
    apart: bool = False
    zeros: bool = False
    doubtful: tuple[int, int] = (0, 0)


def by_id(ledger: Side, outlines: Side, answer: str = "") -> ById:
    """Return what ids join; a name that speaks for another partner puts the pair in doubt.

    Where most names disagree, only pairs whose names agree are joined, until a person answers
    `accept` (ids are right) or `refuse` (they are not).
    """
    mine, theirs, zeros = _ids(ledger, outlines)
    found = _same(mine, theirs)
    known = any(mine) and any(theirs)
    if not found or answer == REFUSE:
        return ById((), apart=known and not found)
    odd = [pair for pair in found if _odd(ledger, outlines, pair)]
    told = sum(bool(ledger.evened[a] and outlines.evened[b]) for a, b in found)
    agreed = tuple(pair for pair in found if pair not in set(odd))
    if answer != ACCEPT and 2 * len(odd) > told:
        return ById(agreed, zeros=zeros, doubtful=(len(odd), told))
    return _weighed(ledger, outlines, odd, ById(agreed, one_system=True, zeros=zeros))


def _weighed(ledger: Side, outlines: Side, odd: list[tuple[int, int]], ids: ById) -> ById:
    """Return `ids` with the pairs of unlike names: joined, unless a name is another row's."""
    mine, theirs = set(ledger.evened), set(outlines.evened)
    crossed = {(a, b) for a, b in odd if ledger.evened[a] in theirs or outlines.evened[b] in mine}
    differ = tuple(pair for pair in odd if pair not in crossed)
    return ids._replace(
        matched=tuple(sorted((*ids.matched, *differ))),
        differ=differ,
        doubted=tuple(Candidate(a, b, _DOUBT, "id_or_name") for a, b in sorted(crossed)),
    )


def _ids(ledger: Side, outlines: Side) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return the ids of both sides; without leading zeros if only then some are on both."""
    if set(ledger.ids) & set(outlines.ids) - {""}:
        return ledger.ids, outlines.ids, False
    bare = [tuple(i.lstrip("0") for i in side.ids) for side in (ledger, outlines)]
    sure = all(len(set(short)) == len(set(side.ids))
               for short, side in zip(bare, (ledger, outlines), strict=True))  # fmt: skip
    if sure and set(bare[0]) & set(bare[1]) - {""}:
        return bare[0], bare[1], True
    return ledger.ids, outlines.ids, False


def _same(mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the pairs of one id; an id of several ledger rows joins none of them."""
    rows = once(mine)
    return [(rows[i], place) for i, held in places(theirs).items() if i in rows for place in held]


def _odd(ledger: Side, outlines: Side, pair: tuple[int, int]) -> bool:
    one, other = ledger.names[pair[0]], outlines.names[pair[1]]
    return bool(one and other) and alike(one, other)[0] < _ALIKE
