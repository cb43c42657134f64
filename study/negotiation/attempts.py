"""Overrides to be priced before they are kept: `negotiate.try` in study.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from phasing.rules import Rule, rule_from_dict
from study.keys import items, mapping, number, only, word
from tables import InputError


@dataclass(frozen=True)
class Attempt:
    """Estates pinned to a year, estates kept out, rules released: what is tried at once."""

    pins: Mapping[str, int] = field(default_factory=dict, hash=False)
    out: tuple[str, ...] = ()
    release: tuple[Rule, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the attempt as it is written in study.yaml."""
        rules = [rule.as_dict() for rule in self.release]
        written = [{rule.pop("rule"): rule} for rule in rules]
        given = {"pin": dict(self.pins), "out": list(self.out), "release": written}
        return {key: value for key, value in given.items() if value}


def attempts(given: object, years: Sequence[int]) -> tuple[Attempt, ...]:
    """Return the overrides a person wants priced, in their order.

    >>> attempts([{"pin": {"LH1": 2027}}, {"out": ["LH2"]}], [2027, 2028])[1].out
    ('LH2',)

    Raises InputError where an entry asks for nothing, pins an estate beyond the years of the plan,
    or wants an estate in and out.
    """
    listed = items(given, key="negotiate.try")
    return tuple(
        _attempt(item, f"negotiate.try[{place}]", years) for place, item in enumerate(listed, 1)
    )


def estate_ids(value: object, *, key: str) -> tuple[str, ...]:
    """Return a list of estate IDs; YAML reads an ID of digits as a number; none twice."""
    listed = [value] if isinstance(value, str | int) else items(value, key=key)
    found = tuple(_estate_id(item, key) for item in listed)
    twice = next((one for one in found if found.count(one) > 1), None)
    if twice is not None:
        raise InputError("study.word_twice", key=key, value=twice)
    return found


def _attempt(item: object, where: str, years: Sequence[int]) -> Attempt:
    given = mapping(item, where=where)
    only(given, {"pin", "out", "release"}, where=where)
    pins = mapping(given.get("pin"), where=f"{where}.pin")
    found = Attempt(
        {estate: _year(year, f"{where}.pin.{estate}", years) for estate, year in pins.items()},
        estate_ids(given.get("out"), key=f"{where}.out"),
        tuple(_rule(one, where) for one in items(given.get("release"), key=f"{where}.release")),
    )
    if found == Attempt():
        raise InputError("negotiate.nothing_tried", key=where)
    both = next((estate for estate in found.out if estate in found.pins), None)
    if both is not None:
        raise InputError("negotiate.in_and_out", key=where, estate_id=both)
    return found


def _year(value: object, key: str, years: Sequence[int]) -> int:
    year = number(value, key=key)
    if year is None or year not in years:
        said = "" if value is None else value
        raise InputError(
            "negotiate.year_beyond", key=key, value=said, first=years[0], last=years[-1]
        )
    return int(year)


def _rule(item: object, where: str) -> Rule:
    """Return a rule to be released, written as under `rules`."""
    entry = mapping(item, where=f"{where}.release")
    if len(entry) != 1:
        raise InputError("study.rule_one_key", value=item)
    kind, values = next(iter(entry.items()))
    return rule_from_dict({"rule": kind, **mapping(values, where=f"{where}.release.{kind}")})


def _estate_id(item: object, key: str) -> str:
    if isinstance(item, int) and not isinstance(item, bool):
        return str(item)
    found = word(item, key=key)
    if not found:
        raise InputError("study.not_text", key=key, value="")
    return found
