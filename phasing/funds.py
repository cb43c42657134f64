"""Whether the sources can pay for a year's works, and which source pays for what."""

import dataclasses
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from phasing.parts import GOVERNMENT, Payers, covers, payers, to_yuan
from phasing.problem import Problem
from phasing.rules import Budget, NextPlan

# A need is a year and a part of costs, an amount is whole yuan: sums are exact.
Need = tuple[int, str]
Flows = dict[tuple[int, Need], int]
# The name under which money stands that falls due after the last year.
NEXT_PLAN = "next_plan"


@dataclass(frozen=True)
class Pot:
    """Money of one source that arrives in one year and the needs it may be spent on.

    `outside`: not the government's. `brought`: what estates bring themselves, without a limit of
    its own; it is drawn first.
    """

    source: str
    year: int
    amount_yuan: int
    pays: frozenset[Need]
    outside: bool = False
    brought: bool = False


def budgets(problem: Problem) -> tuple[Budget, ...]:
    """Return every budget; a source that carries over into years without one gets 0 there."""
    given = {(rule.source, rule.year): rule for rule in problem.of(Budget)}
    for source in sorted({source for source, _ in given}):
        for year in range(problem.years[0] + 1, last_year(problem, source) + 1):
            before = given.get((source, year - 1))
            if before and before.carry_over and (source, year) not in given:
                given[source, year] = dataclasses.replace(before, year=year, amount_wan=0)
    return tuple(sorted(given.values(), key=lambda budget: (budget.source, budget.year)))


def last_year(problem: Problem, source: str) -> int:
    """Return the last year whose money of a source pays for works of the plan."""
    return problem.years[-1] + problem.paid_after.get(source, 0)


def works_year(problem: Problem, budget: Budget) -> int:
    """Return the year of the works that a budget pays for."""
    return budget.year - problem.paid_after.get(budget.source, 0)


def paid_parts(problem: Problem, budget: Budget) -> list[str]:
    """Return the labels of the parts that a budget may pay for."""
    return [
        label
        for label, part in problem.parts.items()
        if covers(budget.pays, part.cost_class)
        and (part.payers is None or budget.source in part.payers)
    ]


def brought_parts(problem: Problem) -> dict[str, list[str]]:
    """Return, for each source that estates bring themselves, the parts it may pay."""
    return {
        source: found
        for source in sorted(payers(problem.rules).brought)
        if (found := [p.label for p in problem.parts.values() if source in (p.payers or ())])
    }


def pots(problem: Problem) -> tuple[Pot, ...]:
    """Return the money of a problem in the order it is drawn; none where no budget limits it.

    First what estates bring themselves, then the narrowest purposes: general money is saved.
    Money carried over may be spent in later years as long as it may be carried on. The next plan
    pays what falls due after the last year.
    """
    given, known = budgets(problem), payers(problem.rules)
    if not given:
        return ()
    found = [*_brought(problem, known), *_next_plan(problem)]
    for budget in given:
        pays = _payable(problem, given, budget)
        outside = known.party[budget.source] != GOVERNMENT
        amount = to_yuan(budget.amount_wan)
        found.append(Pot(budget.source, budget.year, amount, pays, outside=outside))
    return tuple(sorted(found, key=_drawn))


def _drawn(pot: Pot) -> tuple[bool, bool, int, str, int]:
    return (not pot.brought, pot.source == NEXT_PLAN, len(pot.pays), pot.source, pot.year)


def _brought(problem: Problem, known: Payers) -> list[Pot]:
    """Return what estates bring: as much as their parts for it hold, in the year of the works."""
    everything = sum(sum(costs.values()) for costs in problem.part_costs.values())
    return [
        Pot(
            source,
            year,
            everything,
            frozenset((year, label) for label in labels),
            outside=known.party[source] != GOVERNMENT,
            brought=True,
        )
        for source, labels in brought_parts(problem).items()
        for year in problem.years
    ]


def _next_plan(problem: Problem) -> list[Pot]:
    """Return what the next plan may be asked to pay, where works are paid over two years."""
    if problem.spread is None:
        return []
    limit = next((rule.limit_wan for rule in problem.of(NextPlan)), 0)
    after = problem.years[-1] + 1
    needs = frozenset((after, label) for label in problem.parts)
    return [Pot(NEXT_PLAN, after, to_yuan(limit), needs)]


def allot(
    pots: Sequence[Pot], needs: Mapping[Need, int], *, outside_first: bool = False
) -> Flows | None:
    """Return who pays for what, `(pot index, need) → yuan`, or None where money does not suffice.

    A largest flow by shortest augmenting paths in whole yuan: exact whatever each source may pay.
    Pots are drawn in the order given as far as that leaves every need paid. With `outside_first`
    as much as possible comes from others than the government.

    >>> pot = Pot("市级", 2027, 100, frozenset({(2027, "other")}))
    >>> allot([pot], {(2027, "other"): 60}), allot([pot], {(2027, "other"): 101})
    ({(0, (2027, 'other')): 60}, None)
    """
    amounts = [pot.amount_yuan for pot in pots]
    flows: Flows = {}
    if outside_first:
        left = [a * pot.outside for a, pot in zip(amounts, pots, strict=True)]
        _pay(pots, left, flows, needs, partly=True)
        amounts = [a if pot.outside else b for a, b, pot in zip(left, amounts, pots, strict=True)]
    if not _pay(pots, amounts, flows, needs):
        return None
    return {key: amount for key, amount in flows.items() if amount}


def _pay(
    pots: Sequence[Pot],
    left: list[int],
    flows: Flows,
    needs: Mapping[Need, int],
    *,
    partly: bool = False,
) -> bool:
    """Add to the flows what the money left can pay; return whether every need is paid in full.

    Unless `partly`, the first need that cannot be paid ends it.
    """
    paid: dict[Need, int] = {}
    for (_, need), yuan in flows.items():
        paid[need] = paid.get(need, 0) + yuan
    for need in sorted(needs):
        unpaid = needs[need] - paid.get(need, 0)
        while unpaid > 0 and (path := _path(pots, left, flows, need)):
            unpaid -= _push(path, left, flows, unpaid)
        if unpaid > 0 and not partly:
            return False
    return True


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
            year = works_year(problem, budget)
            found |= {(year, label) for label in paid_parts(problem, budget)}
            if not budget.carry_over:
                break
    return frozenset(found)
