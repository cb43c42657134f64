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
    _check_locked_costs(rules, estates)


def _check_names(rules: Sequence[Rule], estates: pd.DataFrame) -> None:
    known = {
        column: dict.fromkeys(estates[column].dropna().astype(str))
        for column in ("estate_id", "cluster_id", "district")
    }
    places: list[tuple[tuple[type[Rule], ...], str, str]] = [
        ((Together,), "cluster_id", "phasing.unknown_cluster"),
        ((Floor,), "district", "phasing.unknown_district"),
        ((Gate, LockIn, LockOut, NotBefore), "estate_id", "phasing.unknown_estate"),
    ]
    for rule in rules:
        for kinds, column, code in places:
            if isinstance(rule, kinds) and (name := getattr(rule, column)) not in known[column]:
                near = nearest(str(name), known[column])
                raise InputError(code, rule=rule.kind, name=name, nearest=near)


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
    seen: set[tuple[str, object, object]] = set()
    for rule in rules:
        if isinstance(rule, Budget | Cap):
            what = rule.source if isinstance(rule, Budget) else rule.measure
            key = (rule.kind, what, rule.year)
            if key in seen:
                raise InputError("phasing.limit_twice", rule=rule.kind, name=what, year=rule.year)
            seen.add(key)


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
                other=str(rule),
            )


def _check_locked_costs(rules: Sequence[Rule], estates: pd.DataFrame) -> None:
    unknown = set(estates.loc[estates["cost_wan"].isna(), "estate_id"])
    for rule in rules:
        if isinstance(rule, LockIn) and rule.estate_id in unknown:
            raise InputError("phasing.lock_without_cost", estate_id=rule.estate_id, year=rule.year)


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
