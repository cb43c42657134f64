"""Years in a row that have the same said of them, told once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from study.negotiation.why_words import Said

_MOSTLY = "why.mostly."  # of which works the money lacks: names no year


class Run(NamedTuple):
    """Years one after the other, first to last, and what is said of all of them."""

    first: int
    last: int
    said: tuple[Said, ...]

    @property
    def years(self) -> int | str:
        """The year; of several the first and the last."""
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


def runs(by_year: Iterable[tuple[int, tuple[Said, ...]]]) -> list[Run]:
    """Return what is said of years; neighbours of which the same is said are one run.

    >>> shut = [(year, (Said("why.lock_out", {"year": year}),)) for year in (2028, 2027, 2030)]
    >>> [(run.first, run.last, run.said[0].values["year"]) for run in runs(shut)]
    [(2027, 2028, '2027–2028'), (2030, 2030, 2030)]
    """
    found: list[Run] = []
    for year, said in sorted(by_year, key=lambda one: one[0]):
        one = Run(year, year, said)
        if found and found[-1].last + 1 == year and _same(found[-1], one):
            found[-1] = found[-1]._replace(last=year)
        else:
            found.append(one)
    return [run._replace(said=tuple(_spanned(run))) for run in found]


def said_once(told: Iterable[tuple[Said, ...]]) -> Iterator[Said]:
    """Yield sentences; of which works the money lacks is not said again where it is the same."""
    before: Said | None = None
    for said in told:
        mostly = next((one for one in said if one.code.startswith(_MOSTLY)), None)
        yield from (one for one in said if one is not mostly or one != before)
        before = mostly


def _same(one: Run, other: Run) -> bool:
    return _but_for_year(one.said) == _but_for_year(other.said)


def _but_for_year(said: Iterable[Said]) -> list[tuple[str, dict[str, object]]]:
    return [
        (code, {key: value for key, value in values.items() if key != "year"})
        for code, values in said
    ]


def _spanned(run: Run) -> Iterator[Said]:
    for code, values in run.said:
        yield Said(code, {**values, "year": run.years} if "year" in values else values)
