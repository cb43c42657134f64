"""The budgets of a problem file, in any of the ways a person writes them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Real

from phasing.problem_file.entries import amount, mapping, renamed, shown, text, unread
from tables import InputError

YEAR = re.compile(r"-?\d+")
KEYS = ("source", "year", "amount", "carry_over", "pays", "party")
# The name of money nobody gave a name.
UNNAMED = "budget"


@dataclass(frozen=True)
class Money:
    """What a source has in a year; `pays` names parts of costs, None: what bears its name."""

    source: str
    year: int
    amount: Fraction
    pays: tuple[str, ...] | None = None
    carry_over: object = False
    party: object = "government"
    unread: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the budget as an entry of the file."""
        shown = float(self.amount)
        said = {"rule": "budget", "source": self.source, "year": self.year, "amount": shown}
        return (
            said
            | ({} if self.pays is None else {"pays": list(self.pays)})
            | ({"carry_over": True} if self.carry_over else {})
        )


def budgets(given: object, years: Sequence[int], parts: Sequence[str]) -> tuple[Money, ...]:
    """Return every budget; none where the file states none: then money is not limited.

    Read are: a list of entries {source, year, amount, carry_over?, pays?}; a mapping from source to
    {year: amount}, to one amount a year or to one amount for each year; and where there is one
    source {year: amount}, one amount a year, or one amount for each year.

    Errors: `phasing.file_budgets`, `.file_source`, `.file_years_amounts` and those of the entries.

    >>> [(money.source, money.year) for money in budgets({"市级": 5}, (2027, 2028), ())]
    [('市级', 2027), ('市级', 2028)]
    """
    if given is None or given in ({}, []):
        return ()
    if isinstance(given, list | tuple) and any(isinstance(entry, Mapping) for entry in given):
        entries = [mapping(f"budgets[{place}]", entry) for place, entry in enumerate(given)]
        return tuple(_entry(place, e, years, parts) for place, e in enumerate(entries))
    if isinstance(given, Mapping) and not _by_year(given, parts):
        return tuple(
            money
            for source, sums in given.items()
            for money in _yearly(text("budgets", source), sums, f"budgets.{source}", years)
        )
    return tuple(_yearly(_sole(parts, "budgets"), given, "budgets", years))


def entry(place: str, given: Mapping[str, object]) -> Money:
    """Return the budget of one complete entry."""
    others = unread(given, KEYS, "budgets.")
    pays = given.get("pays")
    named = None if pays is None else [pays] if isinstance(pays, str) else pays
    if named is not None and not isinstance(named, list | tuple):
        raise InputError("phasing.file_text", key=f"{place}.pays", value=shown(pays))
    if "amount" not in given:
        raise InputError("phasing.file_missing", key=f"{place}.amount")
    return Money(
        text(f"{place}.source", given.get("source")),
        _year(f"{place}.year", given.get("year")),
        amount(f"{place}.amount", given["amount"]),
        None if named is None else tuple(sorted({text(f"{place}.pays", p) for p in named})),
        given.get("carry_over", False),
        given.get("party", "government"),
        tuple(others),
    )


def _entry(
    place: int, given: Mapping[str, object], years: Sequence[int], parts: Sequence[str]
) -> Money:
    """Return one entry; where there is one year, or one source, it may leave them out."""
    at = f"budgets[{place}]"
    filled = renamed(at, given, {"amount_wan": "amount"})
    if len(years) == 1:
        filled.setdefault("year", years[0])
    if "source" not in filled:
        filled["source"] = _sole(parts, f"{at}.source")
    return entry(at, filled)


def _by_year(given: Mapping[object, object], parts: Sequence[str]) -> bool:
    return all(YEAR.fullmatch(str(key)) and str(key) not in parts for key in given)


def _sole(parts: Sequence[str], key: str) -> str:
    """Return the source that is meant where none is named."""
    if len(parts) > 1:
        raise InputError("phasing.file_source", key=key, parts=", ".join(parts))
    return parts[0] if parts else UNNAMED


def _yearly(source: str, given: object, key: str, years: Sequence[int]) -> Iterator[Money]:
    if isinstance(given, Mapping):
        for name, size in given.items():
            year = int(str(name)) if YEAR.fullmatch(str(name)) else name
            yield Money(source, _year(key, year), amount(f"{key}.{name}", size))
        return
    if isinstance(given, Real) and not isinstance(given, bool):
        given = [given] * len(years)
    if not isinstance(given, list | tuple):
        raise InputError("phasing.file_budgets", key=key, value=shown(given))
    if len(given) != len(years):
        raise InputError(
            "phasing.file_years_amounts", key=key, amounts=len(given), years=len(years)
        )
    for year, size in zip(years, given, strict=True):
        yield Money(source, year, amount(f"{key}[{year}]", size))


def _year(key: str, given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise InputError("phasing.file_year", key=key, value=shown(given))
    return given
