"""Whose money pays for which estate: exact to the yuan, by estate and by source and year."""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from phasing.funds import NEXT_PLAN, Flows, budgets, pots, works_year
from phasing.needs import paid_over
from phasing.parts import YUAN_PER_WAN, payers, to_yuan
from phasing.problem import Problem
from phasing.rules import NextPlan

MONEY_COLUMNS = ["estate_id", "year", "source", "amount_wan", "pay_year"]
SPEND_COLUMNS = [
    "source",
    "year",
    "works_year",
    "party",
    "amount_wan",
    "carried_in_wan",
    "spend_wan",
    "carried_on_wan",
    "lapsed_wan",
]


def money_table(problem: Problem, plan: Mapping[str, int], flows: Flows) -> pd.DataFrame:
    """Return who pays how much for each estate: estate_id, year, source, amount_wan, pay_year.

    What the sources pay for a part of costs in a year is shared in proportion to the estates'
    costs of that part, in whole yuan: the amounts of an estate sum to its cost, those of a source
    and year to its spend. `year` is the year of the works, `pay_year` when the money comes: later
    where it is paid after acceptance. What falls due after the plan has the source "next_plan".
    """
    paid, after = _paid(problem, flows), problem.paid_after
    wanted = _wanted(problem, plan)
    total: dict[tuple[str, int, str], int] = defaultdict(int)
    for (year, label), sources in sorted(paid.items()):
        for (estate, source), yuan in split(wanted[year, label], sources).items():
            total[estate, year, source] += yuan
    rows = [
        (*key, yuan / YUAN_PER_WAN, key[1] + after.get(key[2], 0))
        for key, yuan in sorted(total.items())
        if yuan
    ]
    table = pd.DataFrame(rows, columns=MONEY_COLUMNS)
    return table.astype({"year": "int64", "amount_wan": "float64", "pay_year": "int64"})


def spend_table(problem: Problem, flows: Flows) -> pd.DataFrame:
    """Return for each source and year what came in, was spent, carried on, and lapsed.

    `works_year` is the year of the works paid for, `party` whose money it is ("" for the next
    plan). What estates bring has no amount of its own: it comes in as it is spent.
    """
    spent: dict[tuple[str, int], int] = defaultdict(int)
    for (year, _), sources in _paid(problem, flows).items():
        for source, yuan in sources.items():
            spent[source, year] += yuan
    party = payers(problem.rules).party
    rows = [*_pooled(problem, spent)]
    pooled = {row[0] for row in rows}
    rows += [
        (source, year, year, party[source], yuan, 0, yuan, 0, 0)
        for (source, year), yuan in sorted(spent.items())
        if source not in pooled and source != NEXT_PLAN
    ]
    rows += _next_plan(problem, spent)
    table = [(*row[:4], *(yuan / YUAN_PER_WAN for yuan in row[4:])) for row in rows]
    return pd.DataFrame(table, columns=SPEND_COLUMNS)


SpendRow = tuple[str, int, int, str, int, int, int, int, int]


def _pooled(problem: Problem, spent: Mapping[tuple[str, int], int]) -> list[SpendRow]:
    given = budgets(problem)
    known = {(budget.source, budget.year) for budget in given}
    carried: dict[tuple[str, int], int] = defaultdict(int)
    rows: list[SpendRow] = []
    for budget in given:
        key, year = (budget.source, budget.year), works_year(problem, budget)
        out = spent.get((budget.source, year), 0)
        left = to_yuan(budget.amount_wan) + carried[key] - out
        carries = budget.carry_over and (budget.source, budget.year + 1) in known
        carried[budget.source, budget.year + 1] = left if carries else 0
        on, lapsed = (left, 0) if carries else (0, left)
        amount = to_yuan(budget.amount_wan)
        rows.append((*key, year, budget.party, amount, carried[key], out, on, lapsed))
    return rows


def _next_plan(problem: Problem, spent: Mapping[tuple[str, int], int]) -> list[SpendRow]:
    if problem.spread is None:
        return []
    limit = to_yuan(next((rule.limit_wan for rule in problem.of(NextPlan)), 0))
    year = problem.years[-1] + 1
    out = spent.get((NEXT_PLAN, year), 0)
    return [(NEXT_PLAN, year, year, "", limit, 0, out, 0, 0)]


def _wanted(problem: Problem, plan: Mapping[str, int]) -> dict[tuple[int, str], dict[str, int]]:
    """Return what each estate costs in a year, by year and part."""
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for estate, start in sorted(plan.items()):
        for (later, label), yuan in paid_over(problem, estate).items():
            found[start + later, label][estate] = yuan
    return found


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
