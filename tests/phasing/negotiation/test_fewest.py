"""Of plans as good as one another, the one that moves fewest estates."""

from dataclasses import replace

import pandas as pd
import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation import fewest as room
from phasing.negotiation.difference import difference
from phasing.negotiation.fewest import fewest
from phasing.negotiation.standing import again, standing
from phasing.rules import Budget, LockIn
from tables import InputError
from tests.phasing.test_realistic import WEIGHTS, YEARS, money, pool_of

EXACT = Settings(gap=0, node_limit=5000, seed=1)


@pytest.fixture
def twins():
    """Four estates of one cost and value; two fit into each of two years."""
    ids = ["E1", "E2", "E3", "E4", "E5"]
    return pd.DataFrame(
        {
            "estate_id": ids,
            "district": "河东区",
            "cost_wan": 100.0,
            "score": [50.0, 50.0, 50.0, 50.0, 50.0],
            "residents": 100,
            "households": [30, 31, 32, 33, 34],
        }
    )


def test_a_swap_of_two_is_preferred_to_a_shuffle_of_all(twins):
    posed = problem(twins, years=[2027, 2028], objective=Objective("need", "need", (1.0, 0.9)))
    posed = posed.subject_to(Budget("市级", 2027, 200), Budget("市级", 2028, 200))
    before = standing(posed, settings=EXACT)
    late = max(before.plan, key=lambda estate: (before.plan[estate], estate))
    pinned = posed.subject_to(LockIn(late, 2027))
    after = again(before, pinned, settings=EXACT)
    # Any two of five may be in 2027: a plan that shuffles all is as good.
    years = {late: 2027}
    others = [e for e in ("E5", "E4", "E3", "E2", "E1") if e != late]
    years |= dict(zip(others, (2027, 2028, 2028), strict=False))
    shuffled = replace(
        after, starts={u: years[u.unit_id] for u in after.found.units if u.unit_id in years}
    )
    assert difference(before, shuffled).displaced > 2
    steady = fewest(before, shuffled, settings=EXACT)
    assert steady.value == pytest.approx(after.value)
    assert difference(before, steady).displaced == 2
    assert steady.plan[late] == 2027


@pytest.mark.parametrize("small", [0, 10**6])
def test_it_never_displaces_more_and_never_leaves_the_gap(monkeypatch, small):
    monkeypatch.setattr(room, "SMALL", small)
    settings = Settings(gap=0.01, node_limit=20, seed=1)
    posed = problem(
        pool_of(40, clusters=0), years=YEARS, objective=Objective("need", "need", WEIGHTS)
    ).subject_to(*money(pool_of(40, clusters=0), carry_over=True))
    before = standing(posed, settings=settings)
    estate = max(before.plan, key=lambda e: (before.plan[e], e))
    after = again(before, posed.subject_to(LockIn(estate, 2027)), settings=settings)
    steady = fewest(before, after, settings=settings)
    assert difference(before, steady).displaced <= difference(before, after).displaced
    assert steady.value >= min(after.value, after.bound * (1 - settings.gap)) * (1 - 1e-8)
    assert steady.plan[estate] == 2027
    assert steady.book().sound()


def test_nothing_to_gain_by_staying_leaves_the_plan_as_it_is(twins):
    posed = problem(twins[:1], years=[2027], objective=Objective("need", "need", (1.0,)))
    stood = standing(posed, settings=EXACT)
    assert fewest(stood, stood, settings=EXACT).plan == stood.plan


def test_a_steadier_plan_that_misses_a_rule_to_the_yuan_is_not_taken(twins, monkeypatch):
    posed = problem(twins, years=[2027, 2028], objective=Objective("need", "need", (1.0, 0.9)))
    posed = posed.subject_to(Budget("市级", 2027, 200), Budget("市级", 2028, 200))
    before = standing(posed, settings=EXACT)
    after = again(before, posed.subject_to(LockIn("E1", 2028)), settings=EXACT)

    def missed(*_):
        raise InputError("phasing.not_proven")

    monkeypatch.setattr(room, "finished", missed)
    assert fewest(before, after, settings=EXACT) is after
