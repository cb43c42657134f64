"""Facts about single estates and their clusters: each told, the weightiest first."""

from phasing import Objective, Settings, problem
from phasing.negotiation.obstacles import facts, shut, shut_as_one
from phasing.negotiation.standing import standing
from phasing.rules import Cap, Gate, LockIn, LockOut, NotBefore, SameTrench, Together

EXACT = Settings(gap=0, node_limit=5000, seed=1)
AIM = Objective("need", "need", (1.0, 0.9))


def known(pool, *rules):
    posed = problem(pool, years=[2027, 2028], objective=AIM).subject_to(*rules)
    stood = standing(posed, settings=EXACT)
    return facts(posed, stood.found), stood


def told(found):
    return [one.code for one in found]


def test_who_was_taken_out_is_told_before_its_gates_and_years(four):
    rules = (Gate("E3", "consent"), Gate("E3", "age"), LockOut("E3"), NotBefore("E3", 2028))
    found, _ = known(four, *rules)
    assert told(shut(found, "E3", 2027)) == ["lock_out", "gate:age", "gate:consent", "not_before"]
    assert told(shut(found, "E3", 2028)) == ["lock_out", "gate:age", "gate:consent"]
    assert shut(found, "E4", 2027) == []


def test_of_two_first_years_the_later_is_told(four):
    found, _ = known(four, NotBefore("E3", 2028, "scheme"), NotBefore("E3", 2029, "deposit"))
    (one,) = shut(found, "E3", 2027)
    assert (one.code, one.by, one.rule.year) == ("not_before:deposit", 2, 2029)


def test_a_lock_is_told_instead_of_what_else_sets_the_year(four):
    road = SameTrench("人民路", ("E3",), apart_years=5, year=2028)
    found, _ = known(four, LockIn("E3", 2028), road)
    assert told(shut(found, "E3", 2027)) == ["locked"]
    assert shut(found, "E3", 2028) == []


def test_a_road_with_a_year_shuts_the_others(four):
    found, _ = known(four, SameTrench("人民路", ("E3",), apart_years=5, year=2028))
    (one,) = shut(found, "E3", 2027)
    assert (one.code, one.other) == ("trench", "人民路")


def test_what_a_cap_must_count_and_nobody_knows_is_named(four):
    pool = four.assign(households=[100, 120, None, 60])
    found, _ = known(pool, Cap("households", 2027, 500))
    (one,) = shut(found, "E3", 2027)
    assert (one.code, one.unit) == ("needs_survey", "households")


def test_a_member_is_told_of_the_others_own_first(four):
    rules = (Together("西门片区"), NotBefore("E1", 2028), NotBefore("E2", 2028, "scheme"))
    found, stood = known(four, *rules)
    unit = stood.unit_of["E1"]
    one, other = shut_as_one(found, unit, "E1", 2027)
    assert (one.code, other.code, other.other) == ("not_before", "cluster_member", "E2")
    assert other.rule == NotBefore("E2", 2028, "scheme")
    assert shut_as_one(found, unit, "E1", 2028) == []


def test_a_member_that_stepped_out_does_not_hold_the_others(four):
    found, stood = known(four, Together("西门片区"), Gate("E2", "age"))
    assert shut_as_one(found, stood.unit_of["E1"], "E1", 2027) == []
