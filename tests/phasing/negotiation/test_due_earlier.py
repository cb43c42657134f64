"""Who of a plan can start within fewer years, and what keeps the others."""

import pytest

from phasing import Objective, problem
from phasing.negotiation import due_earlier as room
from phasing.negotiation.due_earlier import due_earlier
from phasing.negotiation.standing import standing
from phasing.rules import Budget, NotBefore, Precede, SameTrench, Together
from phasing.solve import Hooks, Solution
from tables import InputError
from tests.phasing.negotiation.plan_cases import EXACT

YEARS = (2027, 2028, 2029)


@pytest.fixture
def posed(four):
    aim = Objective("need", "need", (1.0, 0.9, 0.8))
    money = [Budget("市级", year, 2000) for year in YEARS]
    return problem(four, years=YEARS, objective=aim).subject_to(*money)


def due(posed, years):
    return due_earlier(standing(posed, settings=EXACT), years, settings=EXACT)


def test_every_estate_that_nothing_keeps_is_due(posed):
    found = due(posed, YEARS[:1])
    assert [unit.unit_id for unit in found.units] == ["E1", "E2", "E3", "E4"]
    assert all(unit.must and unit.years == (2027,) for unit in found.units)
    assert found.cannot.empty


def test_one_that_waits_keeps_its_whole_cluster(posed):
    found = due(posed.subject_to(Together("西门片区"), NotBefore("E1", 2029, "deposit")), YEARS[:2])
    rows = dict(zip(found.cannot["estate_id"], found.cannot["code"], strict=True))
    assert rows == {"E1": "not_before:deposit", "E2": "cluster_member"}
    assert found.cannot["first_year"].tolist()[0] == 2029
    assert found.cannot["first_year"].isna().tolist() == [False, True]


def test_a_road_opened_later_keeps_its_estates(posed):
    found = due(posed.subject_to(SameTrench("人民路", ("E3",), 5, year=2029)), YEARS[:2])
    assert found.cannot[["estate_id", "code"]].values.tolist() == [["E3", "trench"]]


def test_of_estates_that_exclude_each_other_as_many_as_can_are_due(posed):
    # E1 opens the road in 2027 or not before 2029; E2 and E3 may only start in 2028 or later.
    rules = (
        NotBefore("E2", 2028),
        NotBefore("E3", 2028),
        SameTrench("人民路", ("E1", "E2", "E3"), apart_years=2),
    )
    found = due(posed.subject_to(*rules), YEARS[:2])
    assert {unit.unit_id for unit in found.units} == {"E1", "E2", "E3", "E4"}
    found = due(posed.subject_to(*rules), YEARS[:1])
    assert {unit.unit_id for unit in found.units} == {"E1", "E4"}


def test_a_search_that_is_stopped_keeps_what_the_plan_starts_by_then_and_says_so(posed):
    stood = standing(posed.subject_to(Precede("E2", "E1", 1)), settings=EXACT)

    def stopped(*_, start, **__):
        return Solution("stopped", start, {}, 0, 0, 0)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(room, "solve", stopped)
        found = due_earlier(stood, YEARS[:1], settings=EXACT)
    first = {estate for estate, year in stood.plan.items() if year == YEARS[0]}
    assert {estate for unit in found.units for estate in unit.members} == first != set()
    assert found.status == "stopped"
    assert set(found.cannot["code"]) == {"turn_open"}


def test_a_search_that_ends_without_an_answer_is_not_told_as_nobody_due(posed, monkeypatch):
    turns = posed.subject_to(SameTrench("人民路", ("E1", "E2", "E3"), apart_years=2))
    stood, heard = standing(turns, settings=EXACT), []

    def unknown(*_, hooks, **__):
        heard.append(hooks)
        return Solution("unknown", frozenset(), {}, 0, 0, 0)

    monkeypatch.setattr(room, "solve", unknown)
    watched = Hooks(should_stop=lambda: True)
    with pytest.raises(InputError) as raised:
        due_earlier(stood, YEARS[:2], settings=EXACT, hooks=watched)
    assert raised.value.code == "phasing.not_proven"
    assert heard == [watched]
