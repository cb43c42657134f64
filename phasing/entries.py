"""What a rule may be given: text, whole years, amounts, a known measure, purposes, yes or no."""

import math
from collections import Counter
from collections.abc import Collection, Mapping
from numbers import Integral, Real

from tables import InputError

MEASURES = ("estates", "floor_area_m2", "households", "residents", "cost_wan")
PARTIES = ("government", "owner_unit", "residents", "utility", "market")


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


def check_share(rule: str, key: str, share: object) -> None:
    """Refuse what is no share between 0 and 1."""
    number = isinstance(share, Real) and not isinstance(share, bool)
    if not number or not 0 <= share <= 1:  # type: ignore[operator]
        raise InputError("phasing.rule_share", rule=rule, key=key, value=share)


def check_measure(rule: str, measure: str) -> None:
    """Refuse a measure that nothing is counted in."""
    if measure not in MEASURES:
        raise InputError(
            "phasing.unknown_measure", rule=rule, measure=measure, known=", ".join(MEASURES)
        )


def check_choice(rule: str, key: str, value: object, allowed: Collection[str]) -> None:
    """Refuse a word that is none of those allowed."""
    if value not in allowed:
        known = ", ".join(allowed)
        raise InputError("phasing.rule_choice", rule=rule, key=key, value=value, known=known)


def check_party(rule: str, party: object) -> None:
    """Refuse money that is nobody's."""
    check_choice(rule, "party", party, PARTIES)


def check_yes_no(rule: str, key: str, value: object) -> None:
    """Refuse what is neither true nor false."""
    if not isinstance(value, bool):
        raise InputError("phasing.rule_yes_no", rule=rule, key=key, value=value)


def years(rule: str, key: str, value: object) -> None:
    """Refuse what is no whole number from 0 up."""
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < 0:
        raise InputError("phasing.rule_count", rule=rule, key=key, value=value)


def purposes(rule: str, key: str, given: object) -> frozenset[str] | None:
    """Return the cost classes named, None where all are meant; one text is one class.

    >>> purposes("budget", "pays", "other")
    frozenset({'other'})
    """
    if given is None:
        return None
    return frozenset(_texts(rule, key, given))


def estates(rule: str, given: object) -> tuple[str, ...]:
    """Return the ids of estates in order, each once.

    >>> estates("same_trench", ["E2", "E1"])
    ('E1', 'E2')
    """
    return tuple(sorted(set(_texts(rule, "estates", given))))


def weights(rule: str, given: object) -> tuple[tuple[str, float], ...]:
    """Return (payer, weight) pairs; a mapping does as well. Some weight must be above zero.

    >>> weights("split", {"government": 30, "供水公司": 70})
    (('government', 30), ('供水公司', 70))
    """
    pairs = list(given.items()) if isinstance(given, Mapping) else given
    if not isinstance(pairs, list | tuple) or not all(
        isinstance(pair, list | tuple) and len(pair) == len(("payer", "weight")) for pair in pairs
    ):
        raise InputError("phasing.rule_parts", rule=rule, value=given)
    for payer, weight in pairs:
        check_text(rule, "parts", payer)
        check_amount(payer, weight)
    payers = [payer for payer, _ in pairs]
    if len(set(payers)) < len(payers) or not sum(weight for _, weight in pairs) > 0:
        raise InputError("phasing.rule_parts", rule=rule, value=given)
    return tuple((payer, weight) for payer, weight in pairs)


def pairs(rule: str, given: object) -> tuple[tuple[str, int], ...]:
    """Return (estate, year) pairs in order, each estate once; a mapping does as well.

    >>> pairs("keep_published", {"E2": 2028, "E1": 2027})
    (('E1', 2027), ('E2', 2028))
    """
    found = list(given.items()) if isinstance(given, Mapping) else given
    if not isinstance(found, list | tuple) or not all(
        isinstance(pair, list | tuple) and len(pair) == len(("estate", "year")) for pair in found
    ):
        raise InputError("phasing.rule_plan", rule=rule, value=given)
    for estate, year in found:
        check_text(rule, "plan", estate)
        check_year(estate, year)
    twice = [name for name, times in Counter(name for name, _ in found).items() if times > 1]
    if twice:
        raise InputError("phasing.rule_plan_twice", rule=rule, estate_id=min(twice))
    return tuple(sorted((estate, int(year)) for estate, year in found))


def _texts(rule: str, key: str, given: object) -> list[str]:
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, Collection) or isinstance(names, bytes):
        raise InputError("phasing.rule_text", rule=rule, key=key, value=given)
    for name in names:
        check_text(rule, key, name)
    return list(names)
