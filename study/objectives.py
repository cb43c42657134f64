"""The aims a proposal may follow, with the numbers in force behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, cast

from phasing import Objective
from phasing.objective import Kind, Per
from standards import Rule
from study.keys import items, number, one_of, only
from tables import InputError

AIMS = ("need", "reach", "balance", "cluster", "ready", "outside")
THEN = "_then_"


@dataclass(frozen=True)
class Valuing:
    """What an estate counts for: its score times `per`, times a yearly weight.

    `per`: residents, estate or area (floor area). `year_weights`: one a year, never rising; None
    lets them fall by the yearly step in force.
    """

    per: str = "residents"
    year_weights: tuple[float, ...] | None = None


def parse_value(given: Mapping[str, Any], years: int) -> Valuing:
    """Return how a study values estates: its section `value`."""
    only(given, {field.name for field in fields(Valuing)}, where="value")
    per = one_of(given.get("per", "residents"), ("residents", "estate", "area"), key="value.per")
    weights = tuple(
        number(weight, key="value.year_weights", above=0) or 0.0
        for weight in items(given.get("year_weights"), key="value.year_weights")
    )
    if weights and len(weights) != years:
        raise InputError(
            "phasing.weights_for_years", objective="value", weights=len(weights), years=years
        )
    return Valuing(per, weights or None)


def parse_proposals(given: object) -> tuple[str, ...]:
    """Return the aims a study asks for: names, or two in turn such as `need then balance`.

    >>> parse_proposals(["need", "need then balance"])
    ('need', 'need_then_balance')
    """
    names = given if isinstance(given, list | tuple) else [given]
    if not names:
        raise InputError("study.missing_key", key="proposals")
    return tuple(dict.fromkeys(_name(name) for name in names))


def objectives(
    names: Sequence[str], years: int, rules: Mapping[str, Rule], value: Valuing | None = None
) -> tuple[Objective, ...]:
    """Return an objective for each name; of two in turn the first may lose a stated share."""
    valuing = value or Valuing()
    step = rules["year_weight_step"].value
    weights = valuing.year_weights or tuple((1 - step) ** year for year in range(years))
    parameters = {
        "balance": {"weight": rules["balance_weight"].value},
        "cluster": {"bonus": rules["cluster_bonus"].value},
    }

    def one(name: str) -> Objective:
        *before, kind = name.split(THEN)
        return Objective(
            name=name,
            kind=cast("Kind", kind),
            year_weights=weights,
            parameters=parameters.get(kind, {}),
            per=cast("Per", valuing.per),
            after=tuple(one(first) for first in before),
            give_up=rules["give_up_share"].value if before else 0,
        )

    return tuple(one(name) for name in names)


def _name(given: object) -> str:
    """Return the name of one aim, or of aims in turn; each is one of those known."""
    words = str(given).replace(THEN, " then ").split(" then ")
    named = [one_of(word.strip(), AIMS, key="proposals") for word in words]
    if len(set(named)) < len(named):
        raise InputError("study.aim_twice", value=given)
    return THEN.join(named)
