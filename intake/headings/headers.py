"""Headers as people write them → columns as the tables declare them."""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from intake.cells.units import factor
from intake.headings.header_fit import Fit, How, fit, longer, plain, slip
from intake.headings.traditional import simplified
from intake.headings.works_dates import of_works
from tables import Column

__all__ = ["Match", "find", "match", "nearest", "numbered", "plain", "rivals", "score"]

_RANKS: tuple[How, ...] = ("given", "exact", "alias", "unsure")
_SURE = {"given", "exact", "alias"}
_NTH = re.compile(r"(.*)（第(\d+)个）")
_LONG = 200  # characters: beyond it a cell is no header


@dataclass(frozen=True)
class Match:
    """One header of a file: the column it fills, how that was known, and its unit's factor.

    `how` is `given` (a person said so), `exact` (the declared name or header), `alias`, `unsure`
    (a header that may mean it: a remark in brackets was left out, the end of a cut header or a
    slip of the pen guessed, a part for the whole), `content` (the cells look like it) or
    `ignored` (nothing fits, or a person said so; then `column` is empty).
    """

    header: str
    position: int
    column: str
    how: How
    factor: float = 1.0
    unit: str = ""


def match(
    headers: Sequence[str],
    columns: Sequence[Column],
    given: Mapping[str, str],
    *,
    cut: Collection[str] = (),
    ignored: Collection[str] = (),
) -> tuple[Match, ...]:
    """Return one `Match` for every header, in order; a column is filled by one header at most.

    A header a person named wins, then the declared name, then an alias; among equals the first.
    Headers in `cut` may have lost their end, as those of a shapefile do after ten bytes; those in
    `ignored` fill nothing.

    >>> [m.column for m in match(["户数(户)", "年龄"], [Column("households", "integer",
    ...     "户数", "Households", unit="户")], {})]
    ['households', '']
    """
    told = _told(headers, given)
    out = {find(header, headers) for header in ignored} | (of_works(headers) - set(told))
    found = [
        _nothing(header, place) if place in out
        else _one(header, place, columns, told, cut=header in cut)
        for place, header in enumerate(headers)
    ]  # fmt: skip
    best: dict[str, Match] = {}
    for one in sorted((m for m in found if m.column), key=lambda m: _RANKS.index(m.how)):
        best.setdefault(one.column, one)
    kept = {one.position for one in best.values()}
    return tuple(m if m.position in kept else _nothing(m.header, m.position) for m in found)


def rivals(
    headers: Sequence[str], columns: Sequence[Column], matches: Iterable[Match]
) -> list[tuple[Match, int]]:
    """Return (match taken, place not taken) wherever two headers fit one column equally surely."""
    filled = [m for m in matches if m.column]
    taken = {m.column: m for m in filled if m.how != "given"}
    used = {m.position for m in filled} | of_works(headers)
    found = [
        _one(header, place, columns, {})
        for place, header in enumerate(headers)
        if place not in used
    ]
    return [
        (taken[m.column], m.position)
        for m in found
        if m.column in taken and (m.how in _SURE or taken[m.column].how not in _SURE)
    ]


def score(headers: Iterable[object], columns: Sequence[Column], given: Iterable[str]) -> int:
    """Return how many of `headers` name a column: the header row is where this is greatest."""
    told = {plain(header) for header in given}
    texts = {str(h) for h in headers if isinstance(h, str) and 0 < len(h.strip()) < _LONG}
    return sum(plain(h) in told or fit(h, columns) is not None for h in texts)


def find(header: str, headers: Sequence[str]) -> int | None:
    """Return the position of the header a person named, or None.

    >>> find("户数（第2个）", ["户数", "名称", "户数"]), find("戶數", ["名称", "户数"])
    (2, 1)
    """
    wanted = plain(header)
    found = next((i for i, h in enumerate(headers) if h == header or plain(h) == wanted), None)
    nth = _NTH.fullmatch(header)
    if found is not None or nth is None:
        return found
    same = [i for i, h in enumerate(headers) if plain(h) == plain(nth[1])]
    return same[int(nth[2]) - 1] if 0 < int(nth[2]) <= len(same) else None


def numbered(headers: Sequence[str], place: int) -> str:
    """Return the header at `place` so that it can be told from others written like it.

    >>> numbered(["户数", "名称", "户数"], 2), numbered(["户数", "名称"], 1)
    ('户数（第2个）', '名称')
    """
    before = [h for h in headers[:place] if plain(h) == plain(headers[place])]
    return f"{headers[place]}（第{len(before) + 1}个）" if before else headers[place]


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
        found: Fit | None = Fit(next(c for c in columns if c.name == told[place]), "given")
    else:
        found = fit(header, columns) or (longer(header, columns) if cut else None)
        found = found or slip(header, columns)
    if found is None:
        return _nothing(header, place)
    times, unit = factor(simplified(header), found.column.unit)
    return Match(header, place, found.column.name, found.how, times, unit)


def _nothing(header: str, place: int) -> Match:
    return Match(header, place, "", "ignored")
