"""A plan comes into its book as a whole; what the rules ask for is never lost on the way."""

import pandas as pd
import pytest

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.booked import booked, paid, untie
from phasing.rules import (
    Budget,
    DemonstrationFirst,
    Gate,
    LockOut,
    NotBefore,
    Precede,
    StartBy,
    StockCap,
    Together,
)
from phasing.units import units

YEARS = (2027, 2028)
NEED = Objective("need", "need", (1.0, 0.9))
EXACT = Settings(gap=0, node_limit=1000, seed=1)


def pool(**columns):
    base = {
        "estate_id": ["E1", "E2"], "district": "河东区", "cost_wan": 100.0, "score": [9.0, 8.0],
        "residents": 100, "households": 100, "late_stock": [True, False],
    }  # fmt: skip
    return pd.DataFrame(base | columns)


def planned(rows, *rules):
    found = propose(problem(rows, years=YEARS).subject_to(*rules), [NEED], settings=EXACT)[0]
    return found.plan, found.status


def test_alike_estates_do_not_change_places_against_a_demonstration():
    alike = pool(score=9.0, late_stock=False)
    rules = [Budget("市级", year, 100) for year in YEARS]
    rules.append(DemonstrationFirst(("E2",), 2027))
    assert planned(alike, *rules) == ({"E1": 2028, "E2": 2027}, "proven")


def test_estates_that_wait_for_each_other_come_in_together():
    half = StockCap("late_stock", "households", 0.5)
    both = ({"E1": 2027, "E2": 2027}, "proven")
    assert planned(pool(), half, Precede("E1", "E2")) == both
    assert planned(pool(), Precede("E1", "E2"), Precede("E2", "E1")) == both


def test_a_cluster_before_and_after_an_estate_comes_in_with_it():
    rows = pool(estate_id=["A1", "A2"], cluster_id="甲片区")
    rows = pd.concat([rows, pool(estate_id=["D", "X"])], ignore_index=True)
    rules = [Together("甲片区"), Precede("A1", "D"), Precede("D", "A2"), LockOut("X")]
    assert planned(rows, *rules)[0] == dict.fromkeys(("A1", "A2", "D"), 2027)


@pytest.mark.parametrize(
    "shut", [Gate("E1", "consent"), LockOut("E1"), NotBefore("E1", 2029)], ids=str
)
def test_who_must_start_and_may_not_enter_leaves_no_plan(shut):
    with pytest.raises(InfeasibleError) as caught:
        planned(pool(), StartBy("E1", 2027), shut)
    assert set(caught.value.rules) == {StartBy("E1", 2027), shut}


def test_of_two_deadlines_the_earlier_holds():
    rules = [Budget("市级", 2027, 100), Budget("市级", 2028, 100)]
    rules += [StartBy("E2", 2027), StartBy("E2", 2028)]
    assert planned(pool(), *rules)[0] == {"E1": 2028, "E2": 2027}


def test_what_money_does_not_hold_stays_out_and_takes_what_waits_for_it():
    posed = problem(pool(), years=YEARS).subject_to(Budget("市级", 2027, 60), Precede("E1", "E2"))
    cheap = problem(pool(cost_wan=[100.0, 50.0]), years=YEARS).subject_to(*posed.rules)
    wanted = [(unit, 2027) for unit in units(cheap).units]
    book, refused = paid(cheap, wanted)
    assert [unit.unit_id for unit, _ in refused] == ["E1"]
    assert [unit.unit_id for unit in untie(book)] == ["E2"]
    assert booked(cheap, wanted).plan() == {}
