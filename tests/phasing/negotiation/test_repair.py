"""A plan is kept as far as changed rules let it; what a rule asks for goes first where missed."""

import pandas as pd

from phasing import Objective, Settings, problem
from phasing.negotiation.repair import repaired
from phasing.negotiation.standing import standing
from phasing.rules import Budget, DemonstrationFirst, LockIn
from phasing.units import units

EXACT = Settings(gap=0, node_limit=5000, seed=1)


def test_a_demonstration_that_would_lose_its_place_goes_first(four):
    # 2028 holds E3 and E4; E5, pinned there, leaves 300 万元: E3 brings more for its money.
    late = four.iloc[[3]].assign(estate_id="E5", score=1.0)
    pool = pd.concat([four, late]).assign(cluster_id=None)
    posed = problem(
        pool, years=[2027, 2028], objective=Objective("need", "need", (1.0, 0.9))
    ).subject_to(
        *(Budget("市级", year, 500) for year in (2027, 2028)), DemonstrationFirst(("E4",), 2028, 1)
    )
    stood = standing(posed, settings=EXACT)
    assert stood.plan == {"E2": 2027, "E3": 2028, "E4": 2028}
    pinned = posed.subject_to(LockIn("E5", 2028))
    book = repaired(pinned, units(pinned), stood.starts)
    assert book.plan() == {"E2": 2027, "E4": 2028, "E5": 2028}
