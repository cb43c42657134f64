"""A statement as a phasing problem: its money counted in whole quanta, ten to some power a unit."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

import pandas as pd

from phasing.objective import Objective
from phasing.parts import YUAN_PER_WAN
from phasing.problem import Problem, problem
from phasing.problem_file.budgets import Money
from phasing.problem_file.estates import PLAIN, SIZES, Estate, cost_class
from phasing.problem_file.rules import column, counted, group_column, groups
from phasing.problem_file.statement import LAST_DIGITS, Statement, power
from phasing.rules import Budget, Rule, Target, Together, rule_from_dict
from tables import InputError

# Sums of whole numbers up to this are exact in floating point, with room for the budgets.
FINE_QUANTA = 10**15
# What the solver and the explanations of a clash are at home with: quanta it can tell apart.
COARSE_QUANTA = 5 * 10**8
# The solver is asked for a little less than a target, what it finds is counted exactly.
LESS = 10 * LAST_DIGITS
# What columns and cost classes add to the names that the file gives.
ADDED = ("feature_", "group_", "part:")
KINDS = {"max_value": "value", "min_cost": "cost"}


@dataclass(frozen=True)
class Posed:
    """A phasing problem, how many of its quanta make a unit of money, and its rules as written."""

    problem: Problem
    objective: Objective
    quanta: Fraction
    said: Mapping[Rule, Mapping[str, object]]

    def amount(self, wan: float) -> float:
        """Return an amount of the problem in the units of the file."""
        return float(Fraction(round(wan * YUAN_PER_WAN)) / self.quanta)


@dataclass(frozen=True)
class Written:
    """A rule as the file writes it, in the units of the file."""

    said: Mapping[str, object]

    def as_dict(self) -> dict[str, object]:
        """Return the entry of the file."""
        return dict(self.said)

    def __str__(self) -> str:
        return json.dumps(self.as_dict(), ensure_ascii=False)


def fine(stated: Statement) -> Posed:
    """Return the problem in which money is checked: as exact as whole numbers in floats can be.

    Costs of up to about ten digits are counted as they are written. A budget counts as kept when
    it is missed by no more than 1e-12 of itself.
    """
    return _posed(stated, power(FINE_QUANTA, stated.whole_cost), kept=1 + LAST_DIGITS)


def strict(stated: Statement) -> Posed:
    """Return the same problem with every budget at its last digit: who pays what is told by it."""
    return _posed(stated, power(FINE_QUANTA, stated.whole_cost), kept=Fraction(1))


def coarse(stated: Statement) -> Posed:
    """Return the problem in which clashes are explained: costs rounded up, budgets down."""
    return _posed(stated, power(COARSE_QUANTA, stated.whole_cost), kept=None)


def _posed(stated: Statement, quanta: Fraction, *, kept: Fraction | None) -> Posed:
    objective = Objective(stated.objective, KINDS[stated.objective], stated.year_weights)  # type: ignore[arg-type]
    said: dict[Rule, Mapping[str, object]] = {}
    try:
        said |= _rules(stated, quanta, kept)
        pool = _pool(stated, quanta, up=kept is None)
        posed = problem(pool, years=stated.years, objective=objective).subject_to(*said)
    except InputError as error:
        values = {key: _as_written(value, said) for key, value in error.values.items()}
        raise InputError(error.code, **values) from error
    return Posed(posed, objective, quanta, said)


def _as_written(value: object, said: Mapping[Rule, Mapping[str, object]]) -> object:
    """Return a rule in the units of the file, and names without what the columns add to them."""
    if isinstance(value, Rule):
        return Written(said[value])
    if isinstance(value, str):
        names = value.split(", ")
        return ", ".join(reduce(str.removeprefix, ADDED, name) for name in names)
    return value


def _pool(stated: Statement, quanta: Fraction, *, up: bool) -> pd.DataFrame:
    classes = [PLAIN, *map(cost_class, stated.parts)]
    rows = [_row(estate, stated, quanta, classes, up=up) for estate in stated.estates]
    costs = [f"cost_{name}_wan" for name in classes]
    features = [column(name) for name in stated.feature_units]
    features += [group_column(n) for n in stated.feature_units if n in groups(stated.rules)]
    numbers = ["value", "cost_wan", *costs, *features, *SIZES]
    texts = ["estate_id", "name", "district", "street", "community", "cluster_id"]
    table = pd.DataFrame(rows, columns=[*texts, *numbers])
    # A rank or score nobody gave is no column at all: then value has no rival in the queue.
    unknown = [name for name in SIZES if table[name].isna().all()]
    return table.astype(dict.fromkeys(numbers, float)).drop(columns=unknown)


def _row(
    estate: Estate, stated: Statement, quanta: Fraction, classes: list[str], *, up: bool
) -> dict[str, object]:
    rounded = math.ceil if up else round
    row: dict[str, object] = {
        "estate_id": estate.estate_id,
        "cluster_id": estate.more.get("cluster"),
        "value": None if estate.value is None else float(estate.value),
    }
    row |= {name: size for name, size in estate.more.items() if name != "cluster"}
    row |= {
        column(name): float(size * stated.feature_units[name])
        for name, size in estate.features.items()
    }
    row |= {group_column(name): float(size) for name, size in estate.features.items()}
    if estate.costs is not None:
        whole = {name: rounded(estate.costs.get(name, Fraction(0)) * quanta) for name in classes}
        row |= {f"cost_{name}_wan": n / YUAN_PER_WAN for name, n in whole.items()}
        row["cost_wan"] = sum(whole.values()) / YUAN_PER_WAN
    return row


def _rules(
    stated: Statement, quanta: Fraction, kept: Fraction | None
) -> list[tuple[Rule, Mapping[str, object]]]:
    unit, features = quanta / YUAN_PER_WAN, stated.feature_units
    found: list[tuple[Rule, Mapping[str, object]]] = [
        (rule_from_dict(counted(rule, unit, features)), rule) for rule in stated.rules
    ]
    found += [(_budget(stated, money, quanta, kept), money.as_dict()) for money in stated.money]
    for name, least in sorted(stated.targets.items()):
        said = {"rule": "target", "measure": name, "at_least": float(least)}
        asked = least * features[name] * (1 - LESS if kept else 1)
        found.append((Target(column(name), float(asked)), said))
    explicit = {str(r["cluster_id"]) for r in stated.rules if r["rule"] == "together"}
    names = {str(e.more["cluster"]) for e in stated.estates if "cluster" in e.more}
    for name in sorted(names - explicit) if stated.together else ():
        said = {"rule": "together", "cluster_id": name}
        found.append((Together(name, batches=False), said))
    return found


def _budget(stated: Statement, money: Money, quanta: Fraction, kept: Fraction | None) -> Budget:
    """Return a budget: the parts it names, else what bears its name and costs that are one number.

    More than every cost together is as good as any amount: so sums stay exact.
    """
    parts = stated.parts
    pays: frozenset[str] | None = None
    if money.pays is not None:
        pays = frozenset(map(cost_class, money.pays))
    elif parts:
        own = {cost_class(money.source)} if money.source in parts else set()
        pays = frozenset({PLAIN, *own})
    enough = 2 * stated.whole_cost
    whole = math.floor(min(money.amount * (kept or 1), enough) * quanta)
    return Budget(
        money.source,
        money.year,
        whole / YUAN_PER_WAN,
        pays=pays,
        carry_over=money.carry_over,  # type: ignore[arg-type]
        party=money.party,  # type: ignore[arg-type]
    )
