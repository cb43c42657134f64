"""Proposals side by side: what each is worth under every aim, and against plain filling."""

import pandas as pd

from reports.summary import planned, total
from study.results import Results


def comparison(results: Results) -> pd.DataFrame:
    """Return one row a proposal: value, bound, gap, fill_value, gain and what it does.

        gain = value / fill_value − 1        (NaN where filling in score order is worth nothing)

    `under_<aim>` is its value under the objective of each proposal, `estates_<year>` how many
    estates it does in a year.
    """
    rows = [
        {
            "name": plan.name,
            "status": plan.status,
            "value": plan.value,
            "bound": plan.bound,
            "gap": plan.gap,
            "fill_value": plan.fill_value,
            "gain": plan.value / plan.fill_value - 1 if plan.fill_value > 0 else float("nan"),
            "estates": (found := total(planned(results, plan))).estates,
            **found.sums,
        }
        for plan in results.proposals
    ]
    table = pd.DataFrame(rows)
    return table.join(values(results)).join(_years(results)) if rows else table


def values(results: Results) -> pd.DataFrame:
    """Return the value of each proposal (rows) under every aim (columns `under_<aim>`)."""
    return pd.DataFrame(
        [
            {f"under_{aim}": value for aim, value in plan.value_under.items()}
            for plan in results.proposals
        ]
    )


def _years(results: Results) -> pd.DataFrame:
    years = results.choices.horizon
    counts = [plan.years["year"].value_counts() for plan in results.proposals]
    return pd.DataFrame(
        [{f"estates_{year}": int(count.get(year, 0)) for year in years} for count in counts]
    )
