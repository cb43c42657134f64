"""Published instances: the printed optimum, found by the door, and again without the solver."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from phasing import Settings
from phasing.problem_file import answer, statement

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "published_programmes.yaml").read_text(encoding="utf-8")
)
NAMES = [case["name"] for case in CASES]
EXACT = Settings(gap=0, node_limit=2**31 - 1, seed=1)


def problem(case):
    rows = zip(case["values"], *case["costs"].values(), strict=True)
    pool = [
        {
            "id": f"P{place:02}",
            "value": value,
            "cost": dict(zip(case["costs"], costs, strict=True)),
        }
        for place, (value, *costs) in enumerate(rows, 1)
    ]
    return {"estates": pool, "budgets": case["budgets"], "objective": "max_value"}


def best(case):
    """Return the optimum of whole numbers: every subset, or for two sources a table of sums."""
    values = np.array(case["values"])
    costs = np.array([case["costs"][name] for name in case["budgets"]])
    limits = list(case["budgets"].values())
    if len(values) <= 10:
        plans = (np.arange(2 ** len(values))[:, None] >> np.arange(len(values))) & 1
        return (plans @ values)[(plans @ costs.T <= limits).all(axis=1)].max()
    table = np.zeros([limit + 1 for limit in limits], int)
    for (one, other), value in zip(costs.T, values, strict=True):
        taken = np.zeros_like(table)
        rows, columns = table.shape
        taken[one:, other:] = table[: rows - one, : columns - other] + value
        table = np.maximum(table, taken)
    return table.max()


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_printed_optimum_is_found(case):
    found = answer(statement(problem(case)), EXACT)
    assert found["status"] == "optimal"
    assert found["value"] == found["bound"] == case["optimum"]
    if "chosen" in case:
        assert list(found["years"]) == [f"P{place:02}" for place in case["chosen"]]
    for money in found["spend"]:
        assert money["amount"] <= case["budgets"][money["source"]]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_printed_optimum_is_the_best_without_the_solver(case):
    assert best(case) == case["optimum"]
