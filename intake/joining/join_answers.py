"""What a person said of ledger rows and outlines: `answers: {join: {和平里: 和平里小区}}`."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from intake.joining.estate_names import even
from intake.joining.sides import Side, places

NONE, ACCEPT, REFUSE = "none", "accept", "refuse"
IDS = "estate_id"  # the question whether ids are to be trusted though names disagree


class Answered(NamedTuple):
    """Pairs by position, ledger rows without an outline, answers that fit nothing any more."""

    matched: tuple[tuple[int, int], ...]
    alone: frozenset[int]
    unused: tuple[tuple[str, str], ...]
    ids: str = ""


def answered(ledger: Side, outlines: Side, said: object) -> Answered:
    """Return what `said` (ledger name or id → outline names or ids, or `none`) settles.

    An outline may be named with the spelling evened out. A name that is no longer there, or that
    several rows of the ledger have, settles nothing.
    """
    matched: list[tuple[int, int]] = []
    alone: set[int] = set()
    unused: list[tuple[str, str]] = []
    given = dict(said) if isinstance(said, Mapping) else {}
    ids = str(given.pop(IDS, ""))
    mine, theirs = _places(ledger), _places(outlines)
    for key, answer in given.items():
        if isinstance(answer, Mapping):  # what is said of another table: surveys: {…}
            continue
        rows = mine(str(key))
        chosen = [str(a) for a in answer] if isinstance(answer, list) else [str(answer)]
        fitting = [] if chosen == [NONE] else [p for name in chosen for p in theirs(name)]
        if len(rows) != 1 or not (fitting or chosen == [NONE]):
            unused.append((str(key), "、".join(chosen)))
        elif fitting:
            matched += [(rows[0], place) for place in _near(fitting, rows[0], ledger, outlines)]
        else:
            alone.add(rows[0])
    return Answered(tuple(sorted(set(matched))), frozenset(alone), tuple(unused), ids)


def _places(side: Side) -> Callable[[str], Sequence[int]]:
    """Return a function from what a person wrote to the positions meant: the nearest spelling."""
    texts = (side.labels(), side.ids, side.shown, side.names, side.evened)
    ways = [places(column) for column in texts]

    def found(text: str) -> Sequence[int]:
        spelled = [*(text for _ in ways[1:]), even(text)]
        return next((w[s] for w, s in zip(ways, spelled, strict=True) if s and s in w), ())

    return found


def _near(places: Sequence[int], row: int, ledger: Side, outlines: Side) -> Sequence[int]:
    """Return those of several outlines that lie in the street of the row, if any do."""
    street = ledger.streets[row]
    return [p for p in places if street and outlines.streets[p] == street] or places
