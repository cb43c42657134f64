"""What a problem refuses at birth: unknown names, years outside, locks that contradict."""

from collections.abc import Iterable, Sequence
from numbers import Integral, Real

import numpy as np
import pandas as pd

from phasing.rules import (
    Budget,
    Cap,
    Contribution,
    DemonstrationFirst,
    Floor,
    Gate,
    KeepPublished,
    LockIn,
    LockOut,
    NotBefore,
    PaidAfter,
    Precede,
    ReachShare,
    Rule,
    SameTrench,
    Split,
    StartBy,
    StockCap,
    Target,
    Together,
    nearest,
)
from phasing.twice import check_once, check_payers
from tables import InputError

# What is said where a rule names something of which the pool names none at all.
NONE_KNOWN = {
    "estate": "phasing.no_estates",
    "cluster": "phasing.no_clusters",
    "district": "phasing.no_districts",
    "street": "phasing.no_streets",
    "community": "phasing.no_communities",
}


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
    _check_columns(rules, estates)
    check_payers(rules, years)
    _check_years(rules, years)
    _check_classes(rules, estates)
    check_once(rules)
    _check_locks(rules)
    _check_locked_amounts(rules, estates)


def _named(rule: Rule, estates: pd.DataFrame) -> tuple[str, list[str], str]:
    """Return the column a rule looks names up in, the names, and what they are called."""
    if isinstance(rule, Together):
        return "cluster_id", [rule.cluster_id], "cluster"
    if isinstance(rule, Floor):
        return rule.level, [rule.zone], rule.level
    if isinstance(rule, Gate | LockIn | LockOut | NotBefore | StartBy):
        return "estate_id", [rule.estate_id], "estate"
    if isinstance(rule, Precede):
        return "estate_id", [rule.first, rule.then], "estate"
    if isinstance(rule, SameTrench | DemonstrationFirst | KeepPublished):
        return "estate_id", list(rule.estates), "estate"
    return str(estates.columns[0]), [], ""


def _check_names(rules: Sequence[Rule], estates: pd.DataFrame) -> None:
    """Refuse a name that is not there; where no such name is known at all, say so."""
    known_in: dict[str, dict[str, None]] = {}
    for rule in rules:
        column, names, what = _named(rule, estates)
        if names and column not in known_in:
            known_in[column] = dict.fromkeys(estates[column].dropna().astype(str))
        for name in names:
            known = known_in[column]
            if name not in known:
                near = {"nearest": nearest(name, known)} if known else {}
                code = f"phasing.unknown_{what}" if known else NONE_KNOWN[what]
                raise InputError(code, rule=rule.kind, name=name, **near)


def _check_columns(rules: Sequence[Rule], estates: pd.DataFrame) -> None:
    """Refuse a rule on a column that the pool does not have, or that holds something else."""
    for rule in rules:
        if isinstance(rule, Target | ReachShare) and rule.measure != "estates":
            column = _column(rule, rule.measure, estates, more=["estates"])
            if not _numbers(column):
                raise InputError("phasing.not_numbers", rule=rule.kind, name=rule.measure)
        if isinstance(rule, StockCap):
            column = _column(rule, rule.group, estates)
            if not (_numbers(column) and column.dropna().isin([0, 1]).all()):
                raise InputError("phasing.not_a_group", rule=rule.kind, name=rule.group)


def _column(
    rule: Rule, name: str, estates: pd.DataFrame, *, more: Iterable[str] = ()
) -> "pd.Series[float]":
    known = dict.fromkeys([*map(str, estates.columns), *more])
    if name not in estates:
        near = nearest(name, known)
        raise InputError("phasing.unknown_column", rule=rule.kind, name=name, nearest=near)
    return estates[name]


def _numbers(column: "pd.Series[float]") -> bool:
    """Return whether a column holds numbers, or yes and no, as far as anything is known."""
    if pd.api.types.is_object_dtype(column):
        return all(isinstance(value, Real | np.bool_) for value in column.dropna())
    return pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column)


def _check_years(rules: Sequence[Rule], years: Sequence[int]) -> None:
    codes = {
        Budget: "phasing.budget_outside_horizon",
        Cap: "phasing.cap_outside_horizon",
        LockIn: "phasing.lock_outside_horizon",
        StartBy: "phasing.lock_outside_horizon",
    }
    after = {rule.source: rule.years for rule in rules if isinstance(rule, PaidAfter)}
    for rule in rules:
        code = codes.get(type(rule))
        last = years[-1] + (after.get(rule.source, 0) if isinstance(rule, Budget) else 0)
        if code and not years[0] <= (year := rule.year) <= last:  # type: ignore[attr-defined]
            said = {k: v for k, v in rule.as_dict().items() if k in ("source", "estate_id")}
            raise InputError(code, **said, year=year, first=years[0], last=last)
        if isinstance(rule, KeepPublished):
            _check_published(rule, years)


def _check_published(rule: KeepPublished, years: Sequence[int]) -> None:
    for estate_id, year in rule.plan:
        if year not in years:
            said = {"estate_id": estate_id, "year": year, "first": years[0], "last": years[-1]}
            raise InputError("phasing.published_outside_horizon", **said)


def _check_classes(rules: Sequence[Rule], estates: pd.DataFrame) -> None:
    # "other" stands for all that is not the building body, even where no class is called so.
    known = dict.fromkeys([*cost_classes(estates), "other"])
    for rule in rules:
        if isinstance(rule, Split):
            names, source = {rule.cost_class}, rule.kind
        elif isinstance(rule, Budget | Contribution):
            names, source = set(rule.pays or ()), rule.source
        else:
            continue
        for name in sorted(names - set(known)):
            raise InputError(
                "phasing.unknown_cost_class",
                name=name,
                source=source,
                known=", ".join(known),
                nearest=nearest(name, known),
            )


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
        late |= isinstance(rule, StartBy) and rule.year < locked[estate_id]
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
        # A measure that no estate has a column for is known of none.
        amounts = estates.reindex(columns=["estate_id", column])
        unknown = set(amounts.loc[amounts[column].isna(), "estate_id"])
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
