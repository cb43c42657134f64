"""Other scores, and ranks that came of the old ones."""

import dataclasses

from phasing import problem
from phasing.fill import score_order
from phasing.rescored import rescored
from phasing.units import units

YEARS = [2027, 2028]


def order(posed):
    return [unit.unit_id for unit in score_order(posed, units(posed).units)]


def ranked(four):
    return problem(four.assign(cluster_id=None, rank=[1, 2, 3, 4]), years=YEARS)


def test_who_scores_best_now_comes_up_first_not_who_ranked_first_before(four):
    posed = rescored(ranked(four), {"score": [60.0, 70.0, 80.0, 90.0]})
    assert order(ranked(four)) == ["E1", "E2", "E3", "E4"]
    assert order(posed) == ["E4", "E3", "E2", "E1"]


def test_ranks_that_hold_now_may_come_along(four):
    posed = rescored(ranked(four), {"score": [60.0, 70.0, 80.0, 90.0], "rank": [2, 1, 4, 3]})
    assert order(posed) == ["E2", "E1", "E4", "E3"]


def test_the_problem_it_came_of_stays_as_it_was(four):
    posed = ranked(four)
    rescored(posed, {"score": [60.0, 70.0, 80.0, 90.0]})
    assert posed.estates["rank"].tolist() == [1, 2, 3, 4]
    assert posed.estates["score"].tolist() == [90, 80, 70, 60]


def test_another_readiness_leaves_the_ranks(four):
    posed = rescored(ranked(four), {"readiness": [0.9, 0.1, 0.1, 0.1]})
    assert order(posed) == ["E1", "E2", "E3", "E4"]


def test_rules_years_and_aim_stay(four):
    posed = ranked(four)
    other = rescored(posed, {"score": [1.0, 2.0, 3.0, 4.0]})
    assert dataclasses.replace(other, estates=posed.estates).rules == posed.rules
    assert (other.years, other.objective) == (posed.years, posed.objective)
