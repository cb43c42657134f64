"""Which of two plans of different money is a plan of the other."""

import pytest

from phasing import Objective, problem
from phasing.negotiation.richer import aims_in_turn_refused, at_least_before, nested
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Together
from tables import InputError
from tests.phasing.negotiation.plan_cases import EXACT

AIM = Objective("need", "need", (1.0, 0.9))


@pytest.fixture
def stood(four):
    def with_money(amount, *rules):
        money = (Budget("市级", year, amount) for year in (2027, 2028))
        posed = problem(four, years=[2027, 2028], objective=AIM)
        return standing(posed.subject_to(*money, *rules), settings=EXACT)

    return with_money


def test_a_poorer_plan_is_a_plan_of_more_money(stood):
    assert nested(stood(500).found, stood(900).found)


def test_a_cluster_that_comes_to_fit_a_year_is_cut_another_way(stood):
    west = Together("西门片区")
    # 900 for both of them: two batches of 500 a year, or one year of 900.
    less, more = stood(500, west), stood(900, west)
    assert not nested(less.found, more.found)
    assert at_least_before(more, less) is less


def test_where_a_search_finds_less_the_plan_that_stood_stands(stood):
    poor, rich = stood(300), stood(900)
    kept = at_least_before(rich, standing_like(rich, poor))
    assert (kept.plan, kept.value) == (rich.plan, rich.value)
    assert kept.bound >= kept.value
    assert at_least_before(poor, rich) is rich


def standing_like(rich, poor):
    """A poor plan found for the rich problem."""
    unit = {u.unit_id: u for u in rich.found.units}
    starts = {unit[u.unit_id]: year for u, year in poor.starts.items()}
    return type(rich)(rich.problem, rich.found, starts, poor.value, rich.bound)


def test_aims_in_turn_and_no_aim_are_refused(four):
    turn = Objective("then", "ready", (1.0, 0.9), after=(AIM,))
    posed = problem(four, years=[2027, 2028])
    for asked, code in (
        (posed, "phasing.no_objective"),
        (posed.aiming_at(turn), "phasing.aims_in_turn"),
    ):
        with pytest.raises(InputError) as raised:
            aims_in_turn_refused(asked)
        assert raised.value.code == code
    assert aims_in_turn_refused(posed.aiming_at(AIM)) is AIM
