"""What a problem refuses at birth: unknown names, years outside, locks that contradict."""

from collections.abc import Iterable, Sequence
from numbers import Integral

import pandas as pd

from phasing.rules import (
    Budget,
    Cap,
    Floor,
    Gate,
    LockIn,
    LockOut,
    NotBefore,
    Rule,
    Together,
    nearest,
)
from tables import InputError


def horizon(years: Iterable[object]) -> tuple[int, ...]:
    """Return the years of the plan in order.

    Errors: `phasing.horizon_empty`, `_not_years`, `_repeated`, `_holes`.

    >>> horizon(range(2027, 2030))
    (2027, 2028, 2029)
    """
    given = list(years)
    shown = ", ".join(str(year) for year in given)
    if not given:
        raise InputError("phasing.horizon_empty")
    numbers = [int(y) for y in given if isinstance(y, Integral) and not isinstance(y, bool)]
    if len(numbers) < len(given):
        raise InputError("phasing.horizon_not_years", years=shown)
    if len(set(numbers)) < len(numbers):
        raise InputError("phasing.horizon_repeated", years=shown)
    if max(numbers) - min(numbers) >= len(numbers):
        raise InputError("phasing.horizon_holes", years=shown)
    return tuple(sorted(numbers))


def check_rules(rules: Sequence[Rule], estates: pd.DataFrame, years: Sequence[int]) -> None:
    """Refuse rules that name what is not there, lie outside the horizon or contradict."""
    _check_names(rules, estates)
    _check_years(rules, years)
    _check_classes(rules, estates)
    _check_once(rules)
    _check_locks(rules)
    _check_locked_amounts(rules, estates)


def _check_names(rules: Sequence[Rule], estates: pd.DataFrame) -> None:
    """Refuse a name that is not there; where no such name is known at all, say so."""
    places: list[tuple[tuple[type[Rule], ...], str, str, str]] = [
        ((Together,), "cluster_id", "phasing.unknown_cluster", "phasing.no_clusters"),
        ((Floor,), "district", "phasing.unknown_district", "phasing.no_districts"),
        (
            (Gate, LockIn, LockOut, NotBefore),
            "estate_id",
            "phasing.unknown_estate",
            "phasing.no_estates",
        ),
    ]
    for kinds, column, unknown, none_known in places:
        known = dict.fromkeys(estates[column].dropna().astype(str))
        for rule in rules:
            if isinstance(rule, kinds) and (name := getattr(rule, column)) not in known:
                near = {"nearest": nearest(name, known)} if known else {}
                code = unknown if known else none_known
                raise InputError(code, rule=rule.kind, name=name, **near)


def _check_years(rules: Sequence[Rule], years: Sequence[int]) -> None:
    codes = {
        Budget: "phasing.budget_outside_horizon",
        Cap: "phasing.cap_outside_horizon",
        LockIn: "phasing.lock_outside_horizon",
    }
    for rule in rules:
        code = codes.get(type(rule))
        if code and (year := rule.year) not in years:  # type: ignore[attr-defined]
            values = rule.as_dict() | {"year": year, "first": years[0], "last": years[-1]}
            raise InputError(code, **{k: v for k, v in values.items() if k != "rule"})


def _check_classes(rules: Sequence[Rule], estates: pd.DataFrame) -> None:
    known = dict.fromkeys(cost_classes(estates))
    for rule in rules:
        if isinstance(rule, Budget) and rule.pays is not None:
            for name in sorted(rule.pays - set(known)):
                raise InputError(
                    "phasing.unknown_cost_class",
                    name=name,
                    source=rule.source,
                    known=", ".join(known),
                    nearest=nearest(name, known),
                )


def _check_once(rules: Sequence[Rule]) -> None:
    codes = {Budget: "phasing.budget_twice", Cap: "phasing.cap_twice"}
    seen: dict[tuple[str, str, int], Rule] = {}
    for rule in rules:
        if isinstance(rule, Budget | Cap):
            what = rule.source if isinstance(rule, Budget) else rule.measure
            first = seen.setdefault((rule.kind, what, rule.year), rule)
            if first is not rule:
                raise InputError(codes[type(rule)], year=rule.year, first=first, other=rule)


def _check_locks(rules: Sequence[Rule]) -> None:
    locked: dict[str, int] = {}
    for rule in rules:
        if isinstance(rule, LockIn) and locked.setdefault(rule.estate_id, rule.year) != rule.year:
            raise InputError(
                "phasing.locks_contradict",
                estate_id=rule.estate_id,
                years=f"{locked[rule.estate_id]}, {rule.year}",
            )
    for rule in rules:
        estate_id = getattr(rule, "estate_id", None)
        if estate_id not in locked:
            continue
        late = isinstance(rule, NotBefore) and rule.year > locked[estate_id]
        if late or isinstance(rule, LockOut | Gate):
            raise InputError(
                "phasing.lock_against_rule",
                estate_id=estate_id,
                year=locked[estate_id],
                other=rule,
            )


def _check_locked_amounts(rules: Sequence[Rule], estates: pd.DataFrame) -> None:
    """Refuse a lock on an estate whose cost, or an amount that a cap has to count, is unknown."""
    codes = {"cost_wan": "phasing.lock_without_cost"} | {
        measure: f"phasing.lock_without_{measure}"
        for measure in sorted({rule.measure for rule in rules if isinstance(rule, Cap)})
        if measure not in ("estates", "cost_wan")
    }
    for column, code in codes.items():
        unknown = set(estates.loc[estates[column].isna(), "estate_id"])
        for rule in rules:
            if isinstance(rule, LockIn) and rule.estate_id in unknown:
                raise InputError(code, estate_id=rule.estate_id, year=rule.year)


def cost_classes(estates: pd.DataFrame) -> tuple[str, ...]:
    """Return the cost classes of a pool: the names between `cost_` and `_wan`, in order.

    >>> cost_classes(pd.DataFrame(columns=["cost_wan", "cost_other_wan"]))
    ('other',)
    """
    names = (str(column) for column in estates.columns)
    return tuple(
        sorted(
            name.removeprefix("cost_").removesuffix("_wan")
            for name in names
            if name.startswith("cost_") and name.endswith("_wan") and name != "cost_wan"
        )
    )
