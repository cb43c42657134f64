"""A programme says no more than what was proven."""

import pandas as pd

from phasing import Objective, problem, propose
from phasing.rules import Budget


def test_a_plan_that_loses_an_estate_by_a_yuan_is_not_called_proven(exact):
    """The two dear estates cost a yuan more than there is, which the solver does not see."""
    pool = pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3"],
            "district": "河东区",
            "cost_wan": [100_000.0001, 100_050.0, 100.0],
            "value": [1000.0, 1000.0, 1.0],
        }
    )
    aim = Objective("value", "value", (1.0,))
    posed = problem(pool, years=[2027]).subject_to(Budget("市级", 2027, 200_050.0))
    (found,) = propose(posed, [aim], settings=exact)
    assert found.money["amount_wan"].sum() <= 200_050
    assert (found.value, found.status) in [(1001.0, "proven"), (1001.0, "limit")]
    assert (found.status == "proven") == (found.gap == 0)
