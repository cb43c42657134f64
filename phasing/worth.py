"""What a plan is worth under an objective, whichever objective it was made for."""

from collections.abc import Mapping

import pandas as pd

from phasing.book import Book
from phasing.funds import pots
from phasing.objective import Objective, estate_values, smallest_share, whole_clusters
from phasing.parts import YUAN_PER_WAN
from phasing.problem import Problem


def worth(objective: Objective, problem: Problem, candidates: pd.DataFrame, book: Book) -> float:
    """Return the value of the plan in a book under an objective.

    `candidates` are the estates that could enter; only they make up zones and clusters.
    """
    plan = book.plan()
    weight = dict(zip(problem.years, objective.year_weights, strict=True))
    if objective.kind == "outside":
        return outside_money(problem, book, weight)
    value = estate_values(objective, candidates)
    if objective.kind == "cost":
        return -float(sum(value[estate] for estate in sorted(plan)))
    total = sum(value[estate] * weight[year] for estate, year in sorted(plan.items()))
    if objective.kind == "balance":
        share = smallest_share(value, candidates, plan)
        total += objective.parameters["weight"] * sum(value.values()) * share
    if objective.kind == "cluster":
        whole = whole_clusters(candidates, plan)
        total += objective.parameters["bonus"] * sum(
            value[estate] * weight[plan[estate]] for members in whole for estate in members
        )
    return float(total)


def outside_money(problem: Problem, book: Book, weight: Mapping[int, float]) -> float:
    """Return what others than the government pay at most for a plan, in 万元 × year weight."""
    given = pots(problem)
    return float(
        sum(
            yuan * weight.get(year, 0) / YUAN_PER_WAN
            for (index, (year, _)), yuan in sorted(book.flows(outside_first=True).items())
            if given[index].outside
        )
    )
