"""A model whose sources may have more money than their budgets, a column for each."""

import dataclasses
from collections.abc import Collection

from phasing.model import Column, Model, Row
from phasing.problem import Problem
from phasing.rules import Budget, in_order, nearest
from tables import InputError


def more(budget: Budget) -> str:
    """Return the label of the money a source has beyond its budget of a year, in 万元."""
    return f"more[{budget.source},{budget.year}]"


def extended(problem: Problem) -> Problem:
    """Return the problem with a budget, be it of nothing, of each source for works of each year.

    A year without one takes the purposes of the source's next budget, else of its last.
    """
    given = problem.of(Budget)
    added: set[Budget] = set()
    for source in sorted({budget.source for budget in given}):
        own = {budget.year: budget for budget in given if budget.source == source}
        after = problem.paid_after.get(source, 0)
        for year in range(problem.years[0] + after, problem.years[-1] + after + 1):
            if year not in own:
                like = own[min((y for y in own if y > year), default=max(own))]
                added.add(dataclasses.replace(like, year=year, amount_wan=0))
    return dataclasses.replace(problem, rules=in_order({*problem.rules, *added}))


def with_more(problem: Problem, model: Model, sources: Collection[str] | None) -> Model:
    """Return the model with more money in the budget rows of the sources named (None: of all).

    Errors: `phasing.unknown_source`.
    """
    known = dict.fromkeys(sorted(budget.source for budget in problem.of(Budget)))
    for source in sources or ():
        if source not in known:
            near = nearest(source, known)
            raise InputError("phasing.unknown_source", rule="budget", name=source, nearest=near)
    asked = known if sources is None else sources
    rows, columns = list[Row](), list(model.columns)
    for row in model.rows:
        if isinstance(row.rule, Budget) and row.rule.source in asked:
            columns.append(Column(more(row.rule)))
            rows.append(dataclasses.replace(row, terms=row.terms | {more(row.rule): -1.0}))
        else:
            rows.append(row)
    return Model(tuple(columns), tuple(rows))
