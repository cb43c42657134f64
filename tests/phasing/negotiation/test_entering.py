"""What letting one estate in brings: three estates by hand, bounds that hold the truth."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import InfeasibleError, Objective, Settings, problem
from phasing.negotiation.entering import entry_bound, entry_gain, let_in
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Gate, LockIn, LockOut, NotBefore, Together
from tables import InputError
from tests.phasing.test_every_plan import NEED, YEARS, money, rows

EXACT = Settings(gap=0, node_limit=5000, seed=1)
LOOSE = Settings(gap=0.2, node_limit=1, seed=1)
AIM = Objective("need", "need", (1.0, 0.9))
SHUT = Gate("E1", "consent")


def posed(*rules, wan=100.0, cluster=None, aim=AIM):
    """Three estates at 100 万元, worth 900, 500 and 100; so much money in each of two years."""
    pool = pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3"],
            "district": "河东区",
            "cluster_id": cluster,
            "cost_wan": 100.0,
            "score": [90.0, 50.0, 10.0],
            "readiness": 0.5,
            "residents": 10.0,
        }
    )
    purse = (Budget("市级", year, wan) for year in (2027, 2028))
    return problem(pool, years=[2027, 2028], objective=aim).subject_to(*purse, *rules)


def entering(*rules, lifted=(SHUT,), instead=(), **how):
    stood = standing(posed(*rules, **how), settings=EXACT)
    return stood, let_in(stood, "E1", lifted=lifted, instead=instead)


def test_without_its_gate_it_may_start_in_the_first_year():
    _, entry = entering(SHUT)
    assert (entry.opens, entry.reason) == (2027, "")
    assert SHUT not in entry.problem.rules


def test_what_stands_in_place_of_the_gate_says_when():
    _, entry = entering(SHUT, instead=[NotBefore("E1", 2028)])
    assert (entry.opens, entry.reason) == (2028, "")


def test_what_else_keeps_it_out_is_told():
    _, entry = entering(SHUT, LockOut("E1"))
    assert (entry.opens, entry.reason) == (None, "lock_out")


def test_it_takes_the_place_of_those_worth_less():
    stood, entry = entering(SHUT)
    assert stood.plan == {"E2": 2027, "E3": 2028}  # 500 + 90
    gain = entry_gain(stood, entry, settings=EXACT)
    # E1 in 2027 and E2 in 2028: 900 + 450
    assert (gain.code, gain.year) == ("brings", 2027)
    assert (gain.found, gain.least, gain.most) == pytest.approx((760, 760, 760))
    assert entry_bound(stood, entry) >= 760 - 1e-6


def test_where_the_money_pays_for_nobody_it_brings_nothing():
    stood, entry = entering(SHUT, wan=50.0)
    gain = entry_gain(stood, entry, settings=EXACT)
    assert (gain.code, gain.year, gain.found) == ("not_told_apart", None, 0)


def test_one_that_makes_its_cluster_too_dear_loses():
    # E2 of its cluster alone costs 100; with E1 200, which no year has: both are out, E3 stays.
    whole = Together("P", batches=False)
    stood, entry = entering(SHUT, whole, cluster=["P", "P", None])
    assert stood.plan == {"E2": 2027, "E3": 2028}
    gain = entry_gain(stood, entry, settings=EXACT)
    assert (gain.code, gain.year) == ("loses", None)
    assert gain.found == pytest.approx(100 - 590)
    assert entry_bound(stood, entry) >= gain.found - 1e-6


def test_no_plan_with_it_in_is_told():
    stood, entry = entering(SHUT, LockIn("E2", 2027), instead=[LockIn("E1", 2027)])
    assert entry_gain(stood, entry, settings=EXACT).code == "no_plan"
    assert entry_bound(stood, entry) == -math.inf


def test_aims_in_turn_tell_no_gain():
    aim = Objective("ready", "ready", (1.0, 0.9), after=(AIM,), give_up=0.1)
    stood, entry = entering(SHUT, aim=aim)
    with pytest.raises(InputError) as raised:
        entry_gain(stood, entry, settings=EXACT)
    assert raised.value.code == "phasing.aims_in_turn"


@settings(max_examples=15, deadline=None)
@given(pool=rows(), given_money=money(), data=st.data())
def test_the_range_and_the_bound_hold_what_it_truly_brings(pool, given_money, data):
    estate = data.draw(st.sampled_from(pool["estate_id"].tolist()))
    gate = Gate(estate, "consent")
    base = problem(pool, years=YEARS, objective=NEED).subject_to(*given_money)
    try:
        best, loose = (standing(base.subject_to(gate), settings=how) for how in (EXACT, LOOSE))
        true = standing(base, settings=EXACT).value - best.value
    except (InfeasibleError, InputError):
        return
    entry = let_in(loose, estate, lifted=[gate], instead=[])
    gain = entry_gain(loose, entry, settings=LOOSE)
    # From the best plan, what it truly brings; from a worse one at most what is lacking more.
    assert gain.least - 1e-6 <= true <= gain.most + 1e-6
    assert entry_bound(best, let_in(best, estate, lifted=[gate], instead=[])) >= true - 1e-6
    assert gain.least <= gain.found <= gain.most
