"""Whose money pays for which estate: exact to the yuan, by estate and by source and year."""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from phasing.book import class_costs
from phasing.funds import YUAN_PER_WAN, Flows, budgets, pots, to_yuan
from phasing.problem import Problem

MONEY_COLUMNS = ["estate_id", "year", "source", "amount_wan"]
SPEND_COLUMNS = [
    "source",
    "year",
    "amount_wan",
    "carried_in_wan",
    "spend_wan",
    "carried_on_wan",
    "lapsed_wan",
]


def money_table(problem: Problem, plan: Mapping[str, int], flows: Flows) -> pd.DataFrame:
    """Return who pays how much for each estate: estate_id, year, source, amount_wan.

    What the sources pay for a cost class in a year is shared in proportion to the estates' costs
    of that class, in whole yuan: the amounts of an estate sum to its cost, those of a source and
    year to its spend.
    """
    costs, paid = class_costs(problem), _paid(problem, flows)
    total: dict[tuple[str, int, str], int] = defaultdict(int)
    for (year, name), sources in sorted(paid.items()):
        needs = {e: costs[e][name] for e in sorted(plan) if plan[e] == year}
        for (estate, source), yuan in split(needs, sources).items():
            total[estate, year, source] += yuan
    rows = [(*key, yuan / YUAN_PER_WAN) for key, yuan in sorted(total.items()) if yuan]
    return pd.DataFrame(rows, columns=MONEY_COLUMNS).astype({"year": "int64", "amount_wan": float})


def spend_table(problem: Problem, flows: Flows) -> pd.DataFrame:
    """Return for each source and year what came in, was spent, carried on, and lapsed."""
    spent: dict[tuple[str, int], int] = defaultdict(int)
    for (year, _), sources in _paid(problem, flows).items():
        for source, yuan in sources.items():
            spent[source, year] += yuan
    carried: dict[tuple[str, int], int] = defaultdict(int)
    rows = []
    for budget in budgets(problem):
        key = (budget.source, budget.year)
        left = to_yuan(budget.amount_wan) + carried[key] - spent[key]
        carries = budget.carry_over and budget.year < problem.years[-1]
        carried[budget.source, budget.year + 1] = left if carries else 0
        on, lapsed = (left, 0) if carries else (0, left)
        amounts = (to_yuan(budget.amount_wan), carried[key], spent[key], on, lapsed)
        rows.append((*key, *(yuan / YUAN_PER_WAN for yuan in amounts)))
    return pd.DataFrame(rows, columns=SPEND_COLUMNS)


def split(needs: Mapping[str, int], sources: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Return whole shares by (need, source) whose row sums are `needs`, column sums `sources`.

    Each share is proportional, rounded down; the yuan left over go, need by need in the order of
    ids, to the source that still has most left to give, ties by name.

    >>> split({"E1": 1, "E2": 2}, {"市级": 2, "省级": 1})
    {('E1', '市级'): 1, ('E1', '省级'): 0, ('E2', '市级'): 1, ('E2', '省级'): 1}
    """
    whole = sum(needs.values())
    shares = {
        (need, source): amount * given // whole if whole else 0
        for need, amount in sorted(needs.items())
        for source, given in sorted(sources.items())
    }
    left = {s: given - sum(shares[n, s] for n in needs) for s, given in sorted(sources.items())}
    for need in sorted(needs):
        for _ in range(needs[need] - sum(shares[need, source] for source in sources)):
            giver = max(left, key=lambda source: left[source])
            shares[need, giver] += 1
            left[giver] -= 1
    return shares


def _paid(problem: Problem, flows: Flows) -> dict[tuple[int, str], dict[str, int]]:
    """Return what each source pays, by year and cost class."""
    sources = [pot.source for pot in pots(problem)]
    paid: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (index, need), yuan in flows.items():
        paid[need][sources[index]] += yuan
    return paid
