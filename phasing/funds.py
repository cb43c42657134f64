"""Whether the sources can pay for a year's works, and which source pays for what."""

import dataclasses
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from phasing.problem import Problem
from phasing.rules import Budget

YUAN_PER_WAN = 10_000

# A need is a year and a cost class, an amount is whole yuan: sums are exact.
Need = tuple[int, str]
Flows = dict[tuple[int, Need], int]


@dataclass(frozen=True)
class Pot:
    """Money of one source that arrives in one year and the needs it may be spent on."""

    source: str
    year: int
    amount_yuan: int
    pays: frozenset[Need]


def budgets(problem: Problem) -> tuple[Budget, ...]:
    """Return every budget; a source that carries over into years without one gets 0 there."""
    given = {(rule.source, rule.year): rule for rule in problem.of(Budget)}
    for year in problem.years[1:]:
        for source in sorted({source for source, _ in given}):
            before = given.get((source, year - 1))
            if before and before.carry_over and (source, year) not in given:
                given[source, year] = dataclasses.replace(before, year=year, amount_wan=0)
    return tuple(sorted(given.values(), key=lambda budget: (budget.source, budget.year)))


def paid_classes(problem: Problem, budget: Budget) -> list[str]:
    """Return the cost classes that a budget may pay for."""
    return [name for name in problem.cost_classes if budget.pays is None or name in budget.pays]


def pots(problem: Problem) -> tuple[Pot, ...]:
    """Return the money of a problem, the narrowest purposes first: general money is saved.

    Money carried over may be spent in later years as long as it may be carried on.
    """
    given = budgets(problem)
    found = [
        Pot(
            budget.source, budget.year, to_yuan(budget.amount_wan), _payable(problem, given, budget)
        )
        for budget in given
    ]
    return tuple(sorted(found, key=lambda pot: (len(pot.pays), pot.source, pot.year)))


def to_yuan(amount_wan: float) -> int:
    """Return an amount in whole yuan.

    >>> to_yuan(321.0001)
    3210001
    """
    return round(amount_wan * YUAN_PER_WAN)


def allot(pots: Sequence[Pot], needs: Mapping[Need, int]) -> Flows | None:
    """Return who pays for what, `(pot index, need) → yuan`, or None where money does not suffice.

    A largest flow by shortest augmenting paths in whole yuan: exact whatever each source may pay.
    Pots are drawn in the order given as far as that leaves every need paid.

    >>> pot = Pot("市级", 2027, 100, frozenset({(2027, "other")}))
    >>> allot([pot], {(2027, "other"): 60}), allot([pot], {(2027, "other"): 101})
    ({(0, (2027, 'other')): 60}, None)
    """
    left = [pot.amount_yuan for pot in pots]
    flows: Flows = {}
    for need in sorted(needs):
        unpaid = needs[need]
        while unpaid > 0:
            path = _path(pots, left, flows, need)
            if not path:
                return None
            unpaid -= _push(path, left, flows, unpaid)
    return {key: amount for key, amount in flows.items() if amount}


def _path(
    pots: Sequence[Pot], left: Sequence[int], flows: Flows, need: Need
) -> list[tuple[int, Need]]:
    """Return steps (pot, need it shall pay) from a pot with money left back to `need`."""
    came: dict[Need, list[tuple[int, Need]]] = {need: []}
    queue = deque([need])
    while queue:
        here = queue.popleft()
        for index, pot in enumerate(pots):
            if here not in pot.pays:
                continue
            path = [(index, here), *came[here]]
            if left[index] > 0:
                return path
            for other in sorted(pot.pays):
                if other not in came and flows.get((index, other), 0) > 0:
                    came[other] = path
                    queue.append(other)
    return []


def _push(path: list[tuple[int, Need]], left: list[int], flows: Flows, unpaid: int) -> int:
    """Move money along a path: the first pot pays more, the next ones change what they pay."""
    # Pot i+1 stops paying the need that pot i takes over, so that is what it can shift at most.
    freed = [(after[0], before[1]) for before, after in pairwise(path)]
    amount = min(unpaid, left[path[0][0]], *(flows[key] for key in freed))
    left[path[0][0]] -= amount
    for key in path:
        flows[key] = flows.get(key, 0) + amount
    for key in freed:
        flows[key] -= amount
    return amount


def _payable(problem: Problem, given: Sequence[Budget], first: Budget) -> frozenset[Need]:
    found: set[Need] = set()
    for budget in given:
        if budget.source == first.source and budget.year >= first.year:
            found |= {(budget.year, name) for name in paid_classes(problem, budget)}
            if not budget.carry_over:
                break
    return frozenset(found)
