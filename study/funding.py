"""The `funding:` section of study.yaml: which share rules hold, and with which numbers.

funding:
  gas: true                              # who pays what of gas to the home: the standard
  pipelines: {government: 30, 供水公司: 70}   # or shares of one's own, by source or party
  elevator: false
  government_share: 0.8                  # of the cost of every estate, at most
  residents: {share: 0.1, yuan_per_household: 2000}
  matching: {source: 奖补资金}             # pays as much as residents, up to a limit
  paid_after: {奖补资金: 1}                # years after the works
  spread: {start_share: 0.6, above_wan: 500}
  next_plan_wan: 0                       # may fall due after the last year
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from phasing.cost import COST_CLASSES
from study.keys import mapping, number, one_of, only, word, words
from tables import TABLES, InputError

RESIDENTS = "居民出资"

_CLASS_WORDS = dict(TABLES["budgets"].column("pays").words)

Parts = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Residents:
    """What residents pay for their own estate; no bound given takes those of the standard."""

    source: str = RESIDENTS
    share: float | None = None
    yuan_per_household: float | None = None
    pays: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """A budget source that matches what residents pay; None takes the number of the standard."""

    source: str
    contribution: str = RESIDENTS
    ratio: float | None = None
    yuan_per_household: float | None = None


@dataclass(frozen=True)
class TwoYears:
    """Works dearer than `above_wan` are paid over two years, `start_share` in the first."""

    start_share: float
    above_wan: float = 0


@dataclass(frozen=True)
class Funding:
    """Who pays which share, all off unless written. True takes the standard in force.

    `gas`, `pipelines` and `elevator` fix the shares of a cost class: payer → weight, a payer being
    a source or a party. `paid_after` names sources that pay years after the works; None takes the
    standard's years.
    """

    gas: bool | Parts = False
    pipelines: bool | Parts = False
    elevator: bool | Parts = False
    government_share: bool | float = False
    residents: Residents | None = None
    matching: Match | None = None
    paid_after: tuple[tuple[str, int | None], ...] = ()
    spread: TwoYears | None = None
    next_plan_wan: float | None = None


_KEYS = {item.name for item in fields(Funding)}


def parse(given: Mapping[str, Any]) -> Funding:
    """Return the funding choices a person wrote; unknown keys are refused, the nearest offered.

    >>> parse({"gas": True, "pipelines": {"government": 30, "供水公司": 70}}).pipelines
    (('government', 30.0), ('供水公司', 70.0))
    """
    only(given, _KEYS, where="funding")
    return Funding(
        gas=_parts(given.get("gas"), "funding.gas"),
        pipelines=_parts(given.get("pipelines"), "funding.pipelines"),
        elevator=_parts(given.get("elevator"), "funding.elevator"),
        government_share=_cap(given.get("government_share")),
        residents=_residents(given.get("residents")),
        matching=_matching(given.get("matching")),
        paid_after=_paid_after(given.get("paid_after")),
        spread=_spread(given.get("spread")),
        next_plan_wan=_next_plan(given.get("next_plan_wan")),
    )


def _parts(value: object, key: str) -> bool | Parts:
    """Return true, false, or who pays how much; every weight lies above zero."""
    if value is None or isinstance(value, bool):
        return bool(value)
    shares = mapping(value, where=key)
    if not shares:
        raise InputError("study.missing_key", key=f"{key}.government")
    return tuple(
        (payer, _number(weight, f"{key}.{payer}", above=0)) for payer, weight in shares.items()
    )


def _cap(value: object) -> bool | float:
    if value is None or isinstance(value, bool):
        return bool(value)
    return _share(value, "funding.government_share")


def _residents(value: object) -> Residents | None:
    if value is None or isinstance(value, bool):
        return Residents() if value else None
    where = "funding.residents"
    given = mapping(value, where=where)
    only(given, {item.name for item in fields(Residents)}, where=where)
    share, yuan = given.get("share"), given.get("yuan_per_household")
    return Residents(
        source=word(given.get("source"), key=f"{where}.source") or RESIDENTS,
        share=None if share is None else _share(share, f"{where}.share"),
        yuan_per_household=number(yuan, key=f"{where}.yuan_per_household", above=0),
        pays=_classes(given.get("pays"), f"{where}.pays"),
    )


def _classes(value: object, key: str) -> tuple[str, ...]:
    """Return cost classes, written by code or by the words of the budgets table."""
    listed = [_CLASS_WORDS.get(name.casefold(), name) for name in words(value, key=key)]
    names = [one_of(name, COST_CLASSES, key=key) for text in listed for name in text.split(",")]
    return tuple(dict.fromkeys(names))


def _matching(value: object) -> Match | None:
    if value is None or value is False:
        return None
    where = "funding.matching"
    given = mapping(value, where=where)
    only(given, {item.name for item in fields(Match)}, where=where)
    source = word(given.get("source"), key=f"{where}.source")
    if not source:
        raise InputError("study.missing_key", key=f"{where}.source")
    return Match(
        source=source,
        contribution=word(given.get("contribution"), key=f"{where}.contribution") or RESIDENTS,
        ratio=number(given.get("ratio"), key=f"{where}.ratio", above=0),
        yuan_per_household=number(
            given.get("yuan_per_household"), key=f"{where}.yuan_per_household", above=0
        ),
    )


def _paid_after(value: object) -> tuple[tuple[str, int | None], ...]:
    given = mapping(value, where="funding.paid_after")
    return tuple(
        (source, None if years is True else _years(years, f"funding.paid_after.{source}"))
        for source, years in sorted(given.items())
        if years is not False
    )


def _years(value: object, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InputError("study.funding_years", key=key, value=value)
    return value


def _spread(value: object) -> TwoYears | None:
    if value is None or value is False:
        return None
    where = "funding.spread"
    given = mapping(value, where=where)
    only(given, {item.name for item in fields(TwoYears)}, where=where)
    if given.get("start_share") is None:
        raise InputError("study.missing_key", key=f"{where}.start_share")
    return TwoYears(
        start_share=_share(given["start_share"], f"{where}.start_share"),
        above_wan=_amount(given.get("above_wan", 0), f"{where}.above_wan"),
    )


def _next_plan(value: object) -> float | None:
    return None if value is None else _amount(value, "funding.next_plan_wan")


def _number(value: object, key: str, *, above: float | None = None) -> float:
    found = number(value, key=key, above=above)
    if found is None:
        raise InputError("study.missing_key", key=key)
    return found


def _amount(value: object, key: str) -> float:
    found = _number(value, key)
    if not 0 <= found < float("inf"):
        raise InputError("study.not_an_amount", key=key, value=value)
    return found


def _share(value: object, key: str) -> float:
    found = _number(value, key)
    if not 0 <= found <= 1:
        raise InputError("study.not_a_share", key=key, value=value)
    return found
