"""Each rule in fewer years is kept, changed or left out, and nothing goes in silence."""

import pandas as pd
import pytest

from phasing import Objective, problem
from phasing.negotiation.shorter import shorter
from phasing.negotiation.standing import standing
from phasing.rules import (
    Budget,
    Cap,
    DemonstrationFirst,
    Floor,
    Gate,
    KeepPublished,
    LockIn,
    NotBefore,
    PaidAfter,
    ReachShare,
    SameTrench,
    Split,
    StartBy,
    Target,
    Together,
)
from tables import InputError
from tests.phasing.negotiation.plan_cases import EXACT

YEARS = (2027, 2028, 2029, 2030)
AIM = Objective("need", "need", (1.0, 0.9, 0.8, 0.7))
MONEY = tuple(Budget("市级", year, 500) for year in YEARS)


@pytest.fixture
def posed(four):
    return problem(four, years=YEARS, objective=AIM).subject_to(*MONEY)


def told(cut):
    return {change.rule: (change.code, change.became) for change in cut.changes}


def test_the_years_and_their_weights_are_the_first(posed):
    cut = shorter(posed, 3).problem
    assert cut.years == YEARS[:3]
    assert cut.objective.year_weights == AIM.year_weights[:3]


def test_all_its_years_are_the_problem_itself(posed):
    assert shorter(posed, 4) == (posed, ())


@pytest.mark.parametrize("length", [0, 5])
def test_a_length_it_does_not_have_is_refused(posed, length):
    with pytest.raises(InputError) as raised:
        shorter(posed, length)
    assert raised.value.code == "phasing.horizon_not_shorter"


def test_rules_of_a_later_year_are_left_out_and_told(posed):
    later = (
        Cap("households", 2030, 10),
        StartBy("E1", 2030),
        DemonstrationFirst(("E1", "E2"), 2030, 1),
    )
    now = (Cap("households", 2027, 90), StartBy("E2", 2028), DemonstrationFirst(("E1",), 2028, 1))
    cut = shorter(posed.subject_to(*later, *now), 3)
    assert {told(cut)[rule] for rule in later} == {
        ("later_cap", ()),
        ("later_start_by", ()),
        ("later_demonstration", ()),
    }
    assert set(now) < set(cut.problem.rules)
    assert not set(later) & set(cut.problem.rules)


def test_floors_targets_and_shares_are_asked_in_proportion(posed):
    floor, target = Floor("河东区", "households", 100), Target("residents", 400)
    share = ReachShare("households", 0.5)
    cut = shorter(posed.subject_to(floor, target, share), 3)
    assert told(cut)[floor] == ("in_proportion", (Floor("河东区", "households", 75),))
    assert told(cut)[target] == ("in_proportion", (Target("residents", 300),))
    assert told(cut)[share] == ("in_proportion", (ReachShare("households", 0.375),))


def test_who_is_locked_later_does_not_start_before_nor_does_its_cluster(posed):
    locked = posed.subject_to(LockIn("E1", 2030), Together("西门片区"))
    cut = shorter(locked, 3)
    assert told(cut)[LockIn("E1", 2030)] == (
        "locked_later",
        (NotBefore("E1", 2030), NotBefore("E2", 2030)),
    )
    assert set(standing(cut.problem, settings=EXACT).plan) == {"E3", "E4"}


def test_a_published_plan_is_counted_within_its_years(posed):
    rule = KeepPublished((("E1", 2027), ("E2", 2030)), 1)
    cut = shorter(posed.subject_to(rule), 3)
    assert told(cut)[rule] == ("published_later", (KeepPublished((("E1", 2027),), 1),))
    late = KeepPublished((("E2", 2030),), 0)
    assert told(shorter(posed.subject_to(late), 3))[late] == ("published_later", ())


def test_money_paid_after_the_works_stays_as_long_as_the_works_are_inside(posed):
    after = (PaidAfter("省级", 1), Budget("省级", 2030, 70), Budget("省级", 2031, 90))
    cut = shorter(posed.subject_to(*after), 3)
    assert Budget("省级", 2030, 70) in cut.problem.rules
    assert told(cut)[Budget("省级", 2031, 90)] == ("later_money", ())


def test_a_source_without_money_left_stays_a_payer_of_nothing(four):
    # Else the split would make it a payer without limit, as a company that renews its own pipes.
    split = Split("other", (("市级", 1), ("区级", 1)))
    posed = problem(four, years=YEARS, objective=AIM).subject_to(
        *MONEY, split, Budget("区级", 2030, 900)
    )
    cut = shorter(posed, 3)
    assert told(cut)[Budget("区级", 2030, 900)] == ("later_money", (Budget("区级", 2027, 0),))
    assert standing(cut.problem, settings=EXACT).plan == {}
    assert cut.problem.part_costs == posed.part_costs


def test_every_other_rule_is_kept_as_it_is(posed):
    kept = (
        Gate("E3", "consent"),
        NotBefore("E4", 2030),
        Together("西门片区"),
        SameTrench("人民路", ("E1", "E4"), 5, year=2035),
    )
    cut = shorter(posed.subject_to(*kept), 2)
    assert set(kept) < set(cut.problem.rules)
    gone = set(posed.rules) - set(cut.problem.rules)
    assert gone == set(told(cut))


def test_row_order_does_not_matter(four):
    rules = (*MONEY, LockIn("E1", 2030), Target("estates", 2))
    one, other = (
        shorter(problem(pool, years=YEARS, objective=AIM).subject_to(*given), 2)
        for pool, given in ((four, rules), (four[::-1], rules[::-1]))
    )
    assert one.changes == other.changes
    assert one.problem.rules == other.problem.rules
    pd.testing.assert_frame_equal(one.problem.estates, other.problem.estates)
