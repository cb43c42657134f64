"""Filling in score order: the best simple planner, never a straw man."""

from phasing import problem
from phasing.fill import fill, free_oversized, head_start, score_order
from phasing.rules import Budget, Cap, Floor, LockIn, Together
from phasing.units import units

YEARS = [2027, 2028]


def filled(pool, *rules):
    posed = problem(pool, years=YEARS).subject_to(*rules)
    found = free_oversized(posed, units(posed))
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


def test_a_cluster_is_set_free_only_when_no_year_could_hold_it(four):
    small = (Budget("市级", 2027, 500), Budget("市级", 2028, 500), Together("西门片区"))
    assert filled(four, *small) == {"E1": 2027, "E2": 2028}
    saved = (Budget("市级", 2027, 500, carry_over=True), Budget("市级", 2028, 400))
    assert filled(four, *saved, Together("西门片区")) == {"E1": 2028, "E2": 2028}


def test_a_cluster_that_only_its_locked_year_cannot_hold_is_noted_as_such(four):
    money = (Budget("市级", 2027, 500), Budget("市级", 2028, 900), Together("西门片区"))
    posed = problem(four, years=YEARS).subject_to(*money, LockIn("E1", 2027))
    found = free_oversized(posed, units(posed))
    assert {(note.estate_id, note.code) for note in found.notes} == {
        ("E1", "cluster_exceeds_locked_year"),
        ("E2", "cluster_exceeds_locked_year"),
    }
    assert fill(posed, found.units).plan() == {"E1": 2027, "E2": 2028, "E3": 2028}


def test_a_head_start_meets_the_floor_that_plain_filling_misses(four):
    rules = (Budget("市级", 2027, 400), Floor("河西区", "households", 100))
    posed = problem(four, years=YEARS).subject_to(*rules, Budget("市级", 2028, 300))
    found = units(posed).units
    assert fill(posed, found).plan() == {"E1": 2027, "E3": 2028}
    # 河西区 first: 70 (300) takes 2027, 60 (200) takes 2028; then nothing else fits.
    assert head_start(posed, found).plan() == {"E3": 2027, "E4": 2028}
