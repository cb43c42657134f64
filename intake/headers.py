"""Headers as people write them → columns as the tables declare them."""

import difflib
import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from intake.units import factor, strip_unit
from tables import Column

How = Literal["given", "exact", "alias", "unsure", "ignored"]

_RANKS: tuple[How, ...] = ("given", "exact", "alias", "unsure")
_BRACKETED = re.compile(r"[(\[{<【〔「『《](.*?)[)\]}>】〕」』》]")
_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Match:
    """One header of a file: the column it fills, how that was known, and its unit's factor.

    `how` is `given` (a person said so), `exact` (the declared name or header), `alias`, `unsure`
    (a remark in brackets was left out, or the end of a cut header was guessed) or `ignored`
    (nothing fits; then `column` is empty).
    """

    header: str
    position: int
    column: str
    how: How
    factor: float = 1.0
    unit: str = ""


def plain(text: object) -> str:
    r"""Return a header for comparison: half-width, no case, spaces, brackets or punctuation.

    >>> plain("小区（楼院）\n名称"), plain("Estate ID") == plain("estate_id")
    ('小区楼院名称', True)
    """
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFKC", str(text)).casefold())


def match(
    headers: Sequence[str],
    columns: Sequence[Column],
    given: Mapping[str, str],
    *,
    cut: Collection[str] = (),
) -> tuple[Match, ...]:
    """Return one `Match` for every header, in order; a column is filled by one header at most.

    A header a person named wins, then the declared name, then an alias; among equals the first.
    Headers in `cut` may have lost their end, as those of a shapefile do after ten bytes.

    >>> [m.column for m in match(["户数(户)", "年龄"], [Column("households", "integer",
    ...     "户数", "Households", unit="户")], {})]
    ['households', '']
    """
    told = _told(headers, given)
    found = [
        _one(header, place, columns, told, cut=header in cut)
        for place, header in enumerate(headers)
    ]
    best: dict[str, Match] = {}
    for one in sorted((m for m in found if m.column), key=lambda m: _RANKS.index(m.how)):
        best.setdefault(one.column, one)
    kept = {one.position for one in best.values()}
    return tuple(m if m.position in kept else _ignored(m) for m in found)


def rivals(
    headers: Sequence[str], columns: Sequence[Column], matches: Iterable[Match]
) -> list[tuple[Match, str]]:
    """Return (match taken, header not taken) wherever two headers fit one column by name."""
    taken = {m.column: m for m in matches if m.column and m.how != "given"}
    used = {m.position for m in matches if m.column}
    found = [
        _one(header, place, columns, {})
        for place, header in enumerate(headers)
        if place not in used
    ]
    return [(taken[m.column], m.header) for m in found if m.column in taken]


def score(headers: Iterable[object], columns: Sequence[Column], given: Iterable[str]) -> int:
    """Return how many of `headers` name a column: the header row is where this is greatest."""
    told = {plain(header) for header in given}
    texts = {str(h) for h in headers if isinstance(h, str) and h.strip()}
    return sum(plain(h) in told or _fit(h, columns) is not None for h in texts)


def find(header: str, headers: Sequence[str]) -> int | None:
    """Return the position of the header a person named, or None."""
    wanted = plain(header)
    return next((i for i, h in enumerate(headers) if h == header or plain(h) == wanted), None)


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the most similar of `words`, or a dash when none is similar."""
    close = difflib.get_close_matches(word, [str(w) for w in words], n=1, cutoff=0.5)
    return close[0] if close else "—"


def _told(headers: Sequence[str], given: Mapping[str, str]) -> dict[int, str]:
    places = {find(header, headers): column for header, column in given.items()}
    return {place: column for place, column in places.items() if place is not None}


def _one(
    header: str,
    place: int,
    columns: Sequence[Column],
    told: Mapping[int, str],
    *,
    cut: bool = False,
) -> Match:
    if place in told:
        column = next(c for c in columns if c.name == told[place])
        how: How = "given"
    else:
        fit = _fit(header, columns) or (_longer(header, columns) if cut else None)
        if fit is None:
            return Match(header, place, "", "ignored")
        column, how = fit
    times, unit = factor(header, column.unit)
    return Match(header, place, column.name, how, times, unit)


def _ignored(one: Match) -> Match:
    return Match(one.header, one.position, "", "ignored")


def _fit(header: str, columns: Sequence[Column]) -> tuple[Column, How] | None:
    half = unicodedata.normalize("NFKC", header)
    bare = _BRACKETED.sub(" ", half)
    remarks = [r for r in _BRACKETED.findall(half) if strip_unit(r)]
    for text, unsure in (
        (half, False),
        (bare, bool(remarks)),
        (strip_unit(half), False),
        (strip_unit(bare), bool(remarks)),
    ):
        fit = _named(plain(text), columns)
        if fit is not None:
            return (fit[0], "unsure") if unsure else fit
    return None


def _longer(header: str, columns: Sequence[Column]) -> tuple[Column, How] | None:
    """Return the column one of whose names begins with `header` and is the least longer."""
    text = plain(header)
    missing: dict[str, int] = {}
    for column in columns:
        names = [n for n in _exact(column) | _aliases(column) if text and n.startswith(text)]
        if names:
            missing[column.name] = min(map(len, names)) - len(text)
    least = [name for name, count in missing.items() if count == min(missing.values())]
    if len(least) != 1:
        return None
    return next(column for column in columns if column.name == least[0]), "unsure"


def _named(text: str, columns: Sequence[Column]) -> tuple[Column, How] | None:
    if not text:
        return None
    for column in columns:
        if text in _exact(column):
            return column, "exact"
    for column in columns:
        if text in _aliases(column):
            return column, "alias"
    return None


@functools.cache
def _exact(column: Column) -> frozenset[str]:
    return frozenset(map(plain, (column.name, column.zh, column.en)))


@functools.cache
def _aliases(column: Column) -> frozenset[str]:
    return frozenset(map(plain, column.aliases))
