"""A plan opened for questions: left as it was, whatever is asked."""

from phasing import Objective, Settings, problem
from phasing.negotiation.asking import asking, budget_of, obstacles
from phasing.negotiation.standing import standing
from phasing.rules import Budget, LockIn, SameTrench

EXACT = Settings(gap=0, node_limit=5000, seed=1)
AIM = Objective("need", "need", (1.0, 0.9))


def opened(pool, *rules):
    posed = problem(pool.assign(cluster_id=None), years=[2027, 2028], objective=AIM)
    return asking(standing(posed.subject_to(*rules), settings=EXACT))


def test_asking_changes_nothing(four):
    asked = opened(four, Budget("市级", 2027, 500), Budget("市级", 2028, 500))
    before = dict(asked.book.placed), asked.purse
    first = {(e, y): obstacles(asked, e, y) for e in four["estate_id"] for y in (2027, 2028)}
    again = {(e, y): obstacles(asked, e, y) for e in four["estate_id"] for y in (2028, 2027)}
    assert (dict(asked.book.placed), asked.purse) == before
    assert str(first) == str({key: again[key] for key in first})


def test_the_empty_plan_keeps_who_is_locked(four):
    asked = opened(four, Budget("市级", 2027, 900), LockIn("E4", 2027))
    assert asked.empty.standing.plan == {"E4": 2027}
    assert asked.empty.book.plan() == {"E4": 2027}


def test_a_road_is_in_the_way_once(four):
    road = SameTrench("人民路", ("E1", "E2", "E3"), apart_years=5)
    asked = opened(four, road, LockIn("E2", 2028), LockIn("E3", 2028))
    assert [one.code for one in obstacles(asked, "E1", 2027)] == ["trench"]


def test_a_pot_knows_its_rule(four):
    money = Budget("市级", 2027, 500, carry_over=True)
    asked = opened(four, money)
    rules = {pot.year: budget_of(asked.standing.problem, pot) for pot in asked.purse.pots}
    assert rules == {2027: money, 2028: None}
