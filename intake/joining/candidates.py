"""Names that may mean one estate: proposed with a score, taken only when a person says so."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import rapidfuzz

from intake.joining.estate_names import even
from intake.joining.name_marks import agreement, listed, marks, unmarked
from intake.joining.name_words import above, apart_from_kind, other_names, simplified, street_in
from intake.joining.near_names import near

LEAST = 0.75  # below it a name is another name
CLEARLY = 0.8  # from here on a single candidate may be proposed
_BEHIND = 0.08  # how far the next one must be behind
_SHOWN = 5

_SURE, _LISTED, _RENAMED, _PART = 0.97, 0.9, 0.92, 0.85
_SAME_STREET, _OTHER_STREET, _SAYS_LESS, _OTHER_KIND = 0.1, 0.15, 0.12, 0.1


class Name(NamedTuple):
    """A name at its position in a table, with the street as `streets` evens it, if known."""

    position: int
    text: str
    street: str = ""


class Candidate(NamedTuple):
    """A pair to be confirmed: positions in ledger and outlines, score 0–1, and why.

    `why` is `alike`, `same_name` (of several), `part` (one says less), `several` (one lists the
    other), `above` (district or street before the name), `kind` (家属院, 宿舍), `script`
    (traditional characters), `renamed` (a bracket says so), `street_differs`, `id_differs` or
    `id_or_name`.
    """

    ledger: int
    outline: int
    score: float
    why: str


class Found(NamedTuple):
    """Candidates, best first for each ledger row, and whether names were left uncompared."""

    candidates: tuple[Candidate, ...]
    capped: bool


def proposed(ledger: Sequence[Name], outlines: Sequence[Name]) -> Found:
    """Return the few likeliest outlines for each name of the ledger, none below `LEAST`.

    Numbers, directions and letters must not contradict each other; a street known on both sides
    counts. Names that share letters are compared, rare letters first, up to a fixed number.
    """
    ways = [[_ways(name.text) for name in names] for names in (ledger, outlines)]
    close, capped = near(*ways)
    found: dict[int, list[Candidate]] = defaultdict(list)
    for one, other in close:
        score, why = likeness(ledger[one], outlines[other])
        if score >= LEAST:
            pair = ledger[one].position, outlines[other].position
            found[one].append(Candidate(*pair, round(score, 3), why))
    texts = {name.position: name.text for name in outlines}
    best = (_best(found[one], texts) for one in sorted(found))
    return Found(tuple(itertools.chain.from_iterable(best)), capped)


def _best(found: Iterable[Candidate], texts: Mapping[int, str]) -> list[Candidate]:
    return sorted(found, key=lambda c: (-c.score, texts[c.outline], c.outline))[:_SHOWN]


def clear(candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the one of a ledger row's candidates that may be proposed, if it is clearly best."""
    ranked = sorted(candidates, key=lambda c: -c.score)
    if not ranked or ranked[0].score < CLEARLY or ranked[0].why in {"part", "street_differs"}:
        return None
    alone = len(ranked) == 1 or ranked[1].score <= ranked[0].score - _BEHIND
    return ranked[0] if alone else None


def likeness(one: Name, other: Name) -> tuple[float, str]:
    """Return how likely two names mean one estate, 0–1, and what speaks for it.

    >>> likeness(Name(0, "锦绣花园一期"), Name(0, "锦秀花园1期"))
    (0.833, 'alike')
    >>> likeness(Name(0, "锦绣花园一期"), Name(0, "锦绣花园二期"))
    (0.0, 'alike')
    """
    score, why = alike(one.text, other.text)
    streets = {one.street or street_in(one.text), other.street or street_in(other.text)}
    if not score or "" in streets:
        return score, why
    if len(streets) > 1:
        return max(0.0, round(score - _OTHER_STREET, 3)), "street_differs"
    return min(0.99, round(score + _SAME_STREET, 3)), why


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> tuple[float, str]:
    """Return how alike two names are, 0–1, and in which way; 0 where their numbers contradict.

    >>> alike("恩平市恩城街道和平里", "和平里"), alike("纺织厂家属院", "纺织厂")
    ((0.97, 'above'), (0.9, 'kind'))
    >>> alike("锦绣一期、二期", "锦绣2期"), alike("纺织厂家属院", "纺织厂宿舍")
    ((0.9, 'several'), (0.8, 'kind'))
    """
    if even(other) in map(even, listed(one)) or even(one) in map(even, listed(other)):
        return _LISTED, "several"
    if {even(one), *map(even, other_names(one))} & {even(other), *map(even, other_names(other))}:
        return (1.0, "same_name") if even(one) == even(other) else (_RENAMED, "renamed")
    mine, theirs = (simplified(even(above(name))) for name in (one, other))
    together = agreement(marks(mine), marks(theirs))
    if together == "apart":
        return 0.0, "alike"
    if mine == theirs:
        return _SURE, "above" if (above(one), above(other)) != (one, other) else "script"
    score, why = _by_letters(mine, theirs)
    if together == "same":
        return round(score, 3), why
    bare = unmarked(mine) == unmarked(theirs) != ""
    return _PART if bare else round(score - _SAYS_LESS, 3), "part"


def _by_letters(mine: str, theirs: str) -> tuple[float, str]:
    score = rapidfuzz.fuzz.ratio(mine, theirs) / 100
    (core, kind), (their_core, their_kind) = apart_from_kind(mine), apart_from_kind(theirs)
    if kind == their_kind:
        return score, "alike"
    kinds = _OTHER_KIND * (1 + bool(kind and their_kind))
    by_core = rapidfuzz.fuzz.ratio(core, their_core) / 100 - kinds
    return (by_core, "kind") if by_core > score else (score, "alike")


def _ways(name: str) -> list[str]:
    """Return the texts a name may be found by: alone, as listed, renamed, without its kind."""
    texts = (above(name), name, *listed(name), *other_names(name))
    evened = dict.fromkeys(simplified(even(text)) for text in texts)
    return list(dict.fromkeys([*evened, *(apart_from_kind(text)[0] for text in evened)]))
