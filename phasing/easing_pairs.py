"""Two changes at once, where no single change of a clashing rule leaves a plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from phasing.eased_plan import eased_plan
from phasing.eased_rule import EasedPlan, Easing
from phasing.easing import carried_out
from phasing.problem import Problem
from phasing.solve import Settings
from tables import InputError

# So many changes are tried as the first of two, and so many pairs are told.
TRIED_FIRST = 3
TOLD = 3


@dataclass(frozen=True)
class Pair:
    """Two easings, the second as small as can be once the first is made, and their plan."""

    first: Easing
    second: Easing
    plan: EasedPlan | None

    @property
    def asks_wan(self) -> float:
        """Return the money both ask for, in 万元."""
        return self.first.asks_wan + self.second.asks_wan


def pairs(
    problem: Problem,
    single: Sequence[Easing],
    remaining: Callable[[Problem], Sequence[Easing]],
    *,
    settings: Settings,
) -> tuple[Pair, ...]:
    """Return pairs of easings that leave a plan, the least money first, then the best plan.

    Empty where one easing is enough. The first is one that resolves the clash that was told, the
    second one that resolves the clash that then remains, which `remaining` tells. They are the
    cheapest that were found, not all there are.
    """
    if any(easing.enough for easing in single):
        return ()
    found = [
        Pair(first, second, eased_plan(problem, (first, second), settings=settings))
        for first in [easing for easing in single if easing.by is not None][:TRIED_FIRST]
        for second in _cheapest(_after(problem, first, remaining))
    ]
    either_way = {frozenset((pair.first.rule, pair.second.rule)): pair for pair in reversed(found)}
    return tuple(sorted((pair for pair in either_way.values() if pair.plan), key=_cheap)[:TOLD])


def _after(
    problem: Problem, first: Easing, remaining: Callable[[Problem], Sequence[Easing]]
) -> list[Easing]:
    try:
        eased = carried_out(problem, first)
    except InputError:
        return []  # such as a lock moved before the year its estate may start
    return [second for second in remaining(eased) if second.enough]


def _cheapest(enough: Sequence[Easing]) -> list[Easing]:
    return sorted(enough, key=lambda easing: easing.asks_wan)[:TOLD]


def _cheap(pair: Pair) -> tuple[float, float]:
    value = pair.plan.value if pair.plan is not None and pair.plan.value is not None else 0.0
    return (pair.asks_wan, -value)
