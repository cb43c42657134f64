"""After solving: nothing that fits is left out, ties go by score and id, value never falls."""

import pytest

from phasing import Objective, problem
from phasing.book import Book
from phasing.polish import polish
from phasing.rules import Budget, LockIn
from phasing.units import candidates, units
from phasing.worth import worth

YEARS = (2027, 2028)


def polished(pool, plan, *rules, objective):
    posed = problem(pool, years=YEARS, objective=objective).subject_to(*rules)
    found, book = units(posed), Book(posed)
    for unit in found.units:
        if unit.unit_id in plan:
            book.place(unit, plan[unit.unit_id])
    rows = candidates(posed, found)
    before = worth(objective, posed, rows, book)
    polish(posed, found, book)
    return book.plan(), [before, worth(objective, posed, rows, book)]


RULES = (Budget("市级", 2027, 700), Budget("市级", 2028, 700))


def test_what_still_fits_is_put_in_and_moved_forward(four, objectives):
    plan, (before, after) = polished(four, {"E3": 2028}, *RULES, objective=objectives[0])
    # E3 (300) moves forward; then E1 (400) fits beside it, E2 (500) and E4 (200) fit 2028.
    assert plan == {"E1": 2027, "E2": 2028, "E3": 2027, "E4": 2028}
    assert after > before


@pytest.mark.parametrize("index", range(4))
def test_the_value_never_falls(four, objectives, index):
    plan = {"E1": 2028, "E2": 2028, "E4": 2027}
    _, (before, after) = polished(
        four, plan, Budget("市级", 2027, 600), Budget("市级", 2028, 900),
        objective=objectives[index],
    )  # fmt: skip
    assert after >= before


def test_a_whole_cluster_nobody_keeps_together_is_not_broken_up(four, objectives):
    plan, _ = polished(
        four, {"E1": 2028, "E2": 2028}, Budget("市级", 2027, 600), Budget("市级", 2028, 900),
        objective=objectives[2],
    )  # fmt: skip
    assert (plan["E1"], plan["E2"]) == (2028, 2028)


def test_estates_that_cannot_be_told_apart_go_by_id(four):
    need = Objective("need", "need", (1.0, 1.0))
    same = four.assign(
        cluster_id=None, district="河东区", cost_wan=100.0, cost_building_body_wan=50.0,
        cost_other_wan=50.0, score=50.0, residents=10, households=9, floor_area_m2=900.0,
    )  # fmt: skip
    rules = (Budget("市级", 2027, 100), Budget("市级", 2028, 100))
    plan, _ = polished(same, {"E3": 2027, "E4": 2028}, *rules, objective=need)
    assert plan == {"E1": 2027, "E2": 2028}
    # A locked estate is told apart: it keeps its year.
    plan, _ = polished(same, {"E3": 2027, "E4": 2028}, *rules, LockIn("E3", 2027), objective=need)
    assert plan == {"E1": 2028, "E3": 2027}
