"""A plan rounded from the relaxed model: it keeps the rules, or says that it does not."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem
from phasing.compile import compile_model
from phasing.fill import unmet
from phasing.negotiation.rounded import narrowed, rounded
from phasing.negotiation.standing import standing
from phasing.rules import Budget, LockIn, LockOut, Target
from phasing.solve import relaxed
from phasing.units import units
from tests.phasing.test_properties import AIMS, posed

EXACT = Settings(gap=0, node_limit=5000, seed=1)


@settings(max_examples=30)
@given(posed=posed(most=6), aim=st.sampled_from(AIMS))
def test_its_bound_holds_and_its_plan_keeps_every_rule(posed, aim):
    stood = standing(posed.aiming_at(aim), settings=EXACT)
    found = rounded(stood.problem, stood.found, seed=1)
    assert found.kept
    assert found.book.sound()
    assert unmet(stood.problem, found.book) == ()
    assert found.value <= stood.value + 1e-6 * abs(stood.value)
    assert found.bound >= stood.value - 1e-6 * abs(stood.value)
    loose = relaxed(compile_model(stood.problem, stood.found))
    np.testing.assert_allclose(found.bound, max(loose, found.value), rtol=1e-6, atol=1e-6)


def test_what_money_never_pays_is_out_and_what_is_locked_is_in(four):
    aim = Objective("need", "need", (1.0, 0.9))
    posed = problem(four.assign(cluster_id=None), years=(2027, 2028), objective=aim).subject_to(
        LockIn("E4", 2028), LockOut("E1"), *(Budget("市级", year, 500) for year in (2027, 2028))
    )
    found = rounded(posed, units(posed), seed=1)
    assert found.kept
    assert found.book.plan()["E4"] == 2028
    assert "E1" not in found.book.plan()


def test_a_target_that_it_misses_is_said(four):
    # 500 万元 a year: the best value takes E2 and one more; by hand three estates are not reached.
    aim = Objective("ready", "ready", (1.0, 1.0), per="estate")
    pool = four.assign(cluster_id=None, readiness=[9.0, 9.0, 0.1, 0.1])
    posed = problem(pool, years=(2027, 2028), objective=aim).subject_to(
        Target("estates", 3), *(Budget("市级", year, 500) for year in (2027, 2028))
    )
    found = rounded(posed, units(posed), seed=1)
    assert found.kept == (len(found.book.plan()) >= 3)


def test_no_relaxed_plan_is_none(four):
    aim = Objective("need", "need", (1.0,))
    posed = problem(four, years=(2027,), objective=aim).subject_to(
        Target("estates", 4), Budget("市级", 2027, 100)
    )
    assert rounded(posed, units(posed), seed=1) is None


@settings(max_examples=20)
@given(posed=posed(most=6), aim=st.sampled_from(AIMS))
def test_the_search_near_the_relaxed_model_promises_no_more_than_it_keeps(posed, aim):
    stood = standing(posed.aiming_at(aim), settings=EXACT)
    found = narrowed(stood.problem, stood.found, settings=EXACT)
    if found is not None:
        assert found.kept
        assert found.book.sound()
        assert found.value <= stood.value + 1e-6 * abs(stood.value)
        assert found.bound >= stood.value - 1e-6 * abs(stood.value)


def test_where_the_relaxed_model_takes_all_whole_nothing_is_lost(four):
    aim = Objective("need", "need", (1.0, 0.9))
    posed = problem(four.assign(cluster_id=None), years=(2027, 2028), objective=aim)
    found = narrowed(posed, units(posed), settings=EXACT)
    assert found.book.plan() == dict.fromkeys(["E1", "E2", "E3", "E4"], 2027)
    assert found.value == found.bound
