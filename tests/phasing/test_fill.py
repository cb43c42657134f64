"""Filling in score order: the best simple planner, never a straw man."""

from phasing import problem
from phasing.batches import fitted
from phasing.fill import fill, score_order, unmet
from phasing.rules import Budget, Cap, Floor, LockIn, Precede, Together
from phasing.units import units

YEARS = [2027, 2028]


def filled(pool, *rules):
    posed = problem(pool, years=YEARS).subject_to(*rules)
    found = fitted(posed, units(posed))
    return fill(posed, found.units).plan()


def test_rank_order_earliest_year_skipping_what_does_not_fit(four):
    # 90 (400) takes 2027; 80 (500) fits nowhere; 70 (300) takes 2028; 60 (200) fits 2027.
    rules = (Budget("市级", 2027, 600), Budget("市级", 2028, 400))
    assert filled(four, *rules) == {"E1": 2027, "E3": 2028, "E4": 2027}


def test_locks_come_first_and_caps_hold(four):
    rules = (LockIn("E4", 2027), Cap("estates", 2027, 1), Cap("estates", 2028, 2))
    assert filled(four, *rules) == {"E1": 2028, "E2": 2028, "E4": 2027}


def test_a_cluster_comes_up_with_its_best_estate_as_one(four):
    rules = (Budget("市级", 2027, 900), Budget("市级", 2028, 400), Together("西门片区"))
    assert filled(four, *rules) == {"E1": 2027, "E2": 2027, "E3": 2028}


def test_order_is_by_score_then_by_id_unknown_last(four):
    scores = four.assign(score=[70.0, None, 70.0, 80.0])
    posed = problem(scores, years=YEARS)
    order = [unit.unit_id for unit in score_order(posed, units(posed).units)]
    assert order == ["E4", "E1", "E3", "E2"]


def test_a_cluster_too_dear_for_any_year_is_done_in_batches(four):
    small = (Budget("市级", 2027, 500), Budget("市级", 2028, 500), Together("西门片区"))
    assert filled(four, *small) == {"E1": 2027, "E2": 2028}
    saved = (Budget("市级", 2027, 500, carry_over=True), Budget("市级", 2028, 400))
    assert filled(four, *saved, Together("西门片区")) == {"E1": 2028, "E2": 2028}


def test_every_rule_is_kept_floors_first(four):
    rules = (Budget("市级", 2027, 400), Budget("市级", 2028, 300))
    assert filled(four, *rules) == {"E1": 2027, "E3": 2028}
    # 河西区 first: 70 (300) takes 2027, 60 (200) takes 2028; then nothing else fits.
    assert filled(four, *rules, Floor("河西区", "households", 100)) == {"E3": 2027, "E4": 2028}


def test_what_filling_in_order_does_not_meet_is_said(four):
    floor = Floor("河西区", "households", 140)
    posed = problem(four, years=YEARS).subject_to(Budget("市级", 2027, 400), floor)
    found = units(posed).units
    assert unmet(posed, fill(posed, found)) == (floor,)


def test_the_rank_goes_before_the_score(four):
    ranked = four.assign(rank=[4, 3, 2, 1])
    posed = problem(ranked, years=YEARS)
    order = [unit.unit_id for unit in score_order(posed, units(posed).units)]
    assert order == ["E4", "E3", "E2", "E1"]


def test_what_was_skipped_comes_up_again(four):
    # E2 waits for E4, which comes up last.
    assert filled(four, Precede("E4", "E2")) == dict.fromkeys(("E1", "E2", "E3", "E4"), 2027)
