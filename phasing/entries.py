"""What a rule may be given: text, whole years, amounts, a known measure, purposes, yes or no."""

import math
from collections.abc import Collection
from numbers import Integral, Real

from tables import InputError

MEASURES = ("estates", "floor_area_m2", "households", "cost_wan")


def check_text(rule: str, key: str, value: object) -> None:
    """Refuse what is no text, and empty text.

    A number is refused, not turned into text: YAML reads an ID such as 0012 as the number 10.
    """
    if not isinstance(value, str) or not value.strip():
        raise InputError("phasing.rule_text", rule=rule, key=key, value=value)


def check_year(name: str, year: object) -> None:
    """Refuse what is no whole year."""
    if isinstance(year, bool) or not isinstance(year, Integral):
        raise InputError("phasing.rule_year", name=name, year=year)


def check_amount(name: str, amount: object, year: int | str = "") -> None:
    """Refuse an amount that is no number, unknown or negative."""
    number = isinstance(amount, Real) and not isinstance(amount, bool)
    if not number or not math.isfinite(amount):  # type: ignore[arg-type]
        raise InputError("phasing.amount_not_number", name=name, year=year, amount=amount)
    if amount < 0:  # type: ignore[operator]
        raise InputError("phasing.amount_negative", name=name, year=year, amount=amount)


def check_measure(rule: str, measure: str) -> None:
    """Refuse a measure that nothing is counted in."""
    if measure not in MEASURES:
        raise InputError(
            "phasing.unknown_measure", rule=rule, measure=measure, known=", ".join(MEASURES)
        )


def check_yes_no(rule: str, key: str, value: object) -> None:
    """Refuse what is neither true nor false."""
    if not isinstance(value, bool):
        raise InputError("phasing.rule_yes_no", rule=rule, key=key, value=value)


def purposes(rule: str, key: str, given: object) -> frozenset[str] | None:
    """Return the cost classes named, None where all are meant; one text is one class.

    >>> purposes("budget", "pays", "other")
    frozenset({'other'})
    """
    if given is None:
        return None
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, Collection) or isinstance(names, bytes):
        raise InputError("phasing.rule_text", rule=rule, key=key, value=given)
    for name in names:
        check_text(rule, key, name)
    return frozenset(names)
