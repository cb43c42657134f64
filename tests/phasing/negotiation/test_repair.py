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


def test_who_leaves_a_demonstration_is_replaced_by_an_exchange_and_the_rest_stays():
    # Nine estates of 100 万元, three a year. E1, worth most of the two flagged, is put off to 2029:
    # E9, last of 2029, takes its place in 2027, and nobody else moves.
    worth = [90.0, 80, 70, 60, 50, 40, 30, 20, 10]
    pool = pd.DataFrame({
        "estate_id": [f"E{n}" for n in range(1, 10)], "district": "河东", "cost_wan": 100.0,
        "score": worth, "readiness": 1.0, "residents": 1, "households": 1,
    })  # fmt: skip
    posed = problem(
        pool, years=[2027, 2028, 2029], objective=Objective("need", "need", (1.0, 0.9, 0.8))
    ).subject_to(
        *(Budget("市级", year, 300) for year in (2027, 2028, 2029)),
        DemonstrationFirst(("E1", "E9"), 2027, 1),
    )
    stood = standing(posed, settings=EXACT)
    pinned = posed.subject_to(LockIn("E1", 2029))
    book = repaired(pinned, units(pinned), stood.starts)
    moved = {estate for estate, year in book.plan().items() if stood.plan[estate] != year}
    assert moved == {"E1", "E9"}
    assert book.plan()["E9"] == 2027
    assert book.sound()
