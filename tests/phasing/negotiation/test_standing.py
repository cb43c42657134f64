"""A plan that stands, asked again after a change: never worse than its first answer."""

import pytest

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.negotiation.standing import again, at_once, standing, standing_of
from phasing.rules import Budget, LockIn, LockOut, StartBy, Target, Together

AIM = Objective("need", "need", (1.0, 0.9))
EXACT = Settings(gap=0, node_limit=5000, seed=1)


@pytest.fixture
def posed(four):
    """Four estates; 500 万元 a year pays for E2 alone, or for E3 and E4, or for E1."""
    money = [Budget("市级", year, 500) for year in (2027, 2028)]
    return problem(four.assign(cluster_id=None), years=[2027, 2028], objective=AIM).subject_to(
        *money
    )


def test_it_is_worth_what_the_proposal_is_worth(posed):
    stood = standing(posed, settings=EXACT)
    (found,) = propose(posed, [AIM], settings=EXACT)
    # E2: 80 × 360 = 28,800; then E3 and E4: 0.9 × (16,800 + 10,800), more than 0.9 × 27,000 of E1.
    assert stood.plan == {"E2": 2027, "E3": 2028, "E4": 2028}
    assert stood.value == found.value == pytest.approx(28_800 + 0.9 * 27_600)
    assert standing_of(posed, found).plan == stood.plan
    assert standing_of(posed, found).value == stood.value
    assert stood.gap == 0


def test_a_pin_is_kept_and_its_bound_is_never_above_what_was_proven(posed):
    stood = standing(posed, settings=EXACT)
    pinned = posed.subject_to(LockIn("E3", 2027))
    first, best = at_once(stood, pinned), again(stood, pinned, settings=EXACT)
    assert first.plan["E3"] == best.plan["E3"] == 2027
    assert first.value <= best.value <= first.bound <= stood.bound
    # E3 and E4 share 2027: 16,800 + 10,800; then E2 in 2028: 25,920.
    assert best.plan == {"E2": 2028, "E3": 2027, "E4": 2027}
    assert best.value == pytest.approx(16_800 + 10_800 + 25_920)
    assert best.value < stood.value


def test_an_estate_taken_out_of_its_cluster_does_not_keep_the_old_bound(four):
    # West is too dear for a year as a whole; without E2 the other half of it fits.
    money = [Budget("市级", year, 450) for year in (2027, 2028)]
    posed = problem(four, years=[2027, 2028], objective=AIM).subject_to(
        *money, Together("西门片区", batches=False)
    )
    stood = standing(posed, settings=EXACT)
    out = posed.subject_to(LockOut("E2"))
    assert again(stood, out, settings=EXACT).value > stood.value
    assert at_once(stood, out).bound > stood.bound


def test_what_no_plan_keeps_is_a_clash_with_its_easing(posed):
    stood = standing(posed, settings=EXACT)
    both = posed.subject_to(LockIn("E1", 2027), LockIn("E2", 2027))
    assert at_once(stood, both) is None
    with pytest.raises(InfeasibleError) as raised:
        again(stood, both, settings=EXACT)
    assert {easing.by for easing in raised.value.easings} >= {400}


def test_a_repair_meets_a_target_that_keeping_the_best_would_miss(posed):
    # The best plan renovates two estates; three are asked for.
    stood = standing(posed, settings=EXACT)
    asked = posed.subject_to(Target("estates", 3), StartBy("E4", 2027))
    first = at_once(stood, asked)
    assert first is not None
    assert len(first.plan) == 3
    assert first.plan["E4"] == 2027


def test_more_money_keeps_the_plan_and_gives_up_the_old_bound(posed):
    stood = standing(posed, settings=EXACT)
    richer = posed.without(*posed.of(Budget)).subject_to(
        Budget("市级", 2027, 500), Budget("市级", 2028, 900)
    )
    first, best = at_once(stood, richer), again(stood, richer, settings=EXACT)
    assert first.value >= stood.value
    assert best.value >= first.value
    assert best.bound > stood.bound


def test_an_empty_pool_and_one_in_which_nobody_may_enter_stand(four):
    for pool in (four[:0], four[:1]):
        posed = problem(pool, years=[2027, 2028], objective=AIM).subject_to(
            *(LockOut(e) for e in pool["estate_id"]), Budget("市级", 2027, 500)
        )
        stood = standing(posed, settings=EXACT)
        assert (stood.plan, stood.value, stood.gap) == ({}, 0, 0)
        assert at_once(stood, posed).plan == {}
