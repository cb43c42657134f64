"""How often each estate is in a plan, and in which year, over many plans of one problem."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from phasing.problem import Problem

ANY = "in_plan"
OUT = "out"


def how_often(problem: Problem, plans: Sequence[Mapping[str, int]]) -> pd.DataFrame:
    """Return one row an estate of the problem: in what share of the plans it is, and when.

    estate_id; in_plan and out (shares that sum to 1); year_<y> for every year of the horizon (they
    sum to in_plan); year_likeliest: the year of most plans that hold it, of equals the earliest,
    <NA> where none does. Without plans every share is unknown (NaN).

    >>> estates = pd.DataFrame({"estate_id": ["E1", "E2"], "district": "河东", "cost_wan": 1.0})
    >>> from phasing import problem
    >>> posed = problem(estates, years=[2027, 2028])
    >>> found = how_often(posed, [{"E1": 2027}, {"E1": 2028, "E2": 2028}, {"E1": 2028}])
    >>> found[["in_plan", "year_likeliest"]].round(2).values.tolist()
    [[1.0, 2028], [0.33, 2028]]
    """
    estates = problem.estates["estate_id"].tolist()
    counts = np.zeros((len(estates), len(problem.years)))
    row = {estate: index for index, estate in enumerate(estates)}
    column = {year: index for index, year in enumerate(problem.years)}
    for plan in plans:
        for estate, year in plan.items():
            counts[row[estate], column[year]] += 1
    shares = counts / len(plans) if plans else np.full_like(counts, np.nan)
    years = np.array(problem.years)[counts.argmax(axis=1)]
    likeliest = pd.Series(years, dtype="Int64").where(np.asarray(counts.any(axis=1)))
    inside = counts.sum(axis=1) / len(plans) if plans else np.full(len(estates), np.nan)
    named = {f"year_{year}": shares[:, index] for year, index in column.items()}
    found = {"estate_id": estates, ANY: inside, OUT: 1 - inside, "year_likeliest": likeliest}
    return pd.DataFrame(found | named)
