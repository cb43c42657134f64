"""The compiled rows, looked at before anything is solved."""

import pytest

from phasing import Objective, problem
from phasing.compile import compile_model
from phasing.rules import Budget, Cap, Floor, Gate, LockIn, NotBefore, Together
from phasing.units import units

YEARS = [2027, 2028]
NEED = Objective("need", "need", (1.0, 0.9))
CENTRAL = Budget("中央", 2027, 250, pays=frozenset({"other"}))


def model_of(pool, *rules, objective=NEED):
    posed = problem(pool, years=YEARS, objective=objective).subject_to(*rules)
    return compile_model(posed, units(posed))


def test_each_unit_is_done_once(four):
    model = model_of(four)
    assert str(model.row("once[E1]")) == "once[E1]: 1 x[E1,2027] + 1 x[E1,2028] <= 1"
    assert [row.name for row in model.rows] == [f"once[E{i}]" for i in (1, 2, 3, 4)]


def test_a_cluster_kept_together_is_one_unit(four):
    model = model_of(four, Together("西门片区"), Budget("市级", 2027, 900))
    assert model.row("cost[other,2027]").terms == {
        "x[cluster:西门片区,2027]": 450,
        "x[E3,2027]": 150,
        "x[E4,2027]": 100,
        "flow[市级,other,2027]": -1,
    }
    gains = {column.label: column.gain for column in model.columns}
    assert gains["x[cluster:西门片区,2028]"] == pytest.approx(0.9 * (90 * 300 + 80 * 360))


def test_only_eligible_money_flows(four):
    model = model_of(four, CENTRAL, Budget("市级", 2027, 900))
    labels = {column.label for column in model.columns if column.label.startswith("flow")}
    assert labels == {
        "flow[中央,other,2027]",
        "flow[市级,other,2027]",
        "flow[市级,building_body,2027]",
    }
    assert "flow[中央,building_body,2027]" not in model.row("cost[building_body,2027]").terms
    assert str(model.row("money[中央,2027]")) == (
        "money[中央,2027]: 1 flow[中央,other,2027] <= 250"
    )
    assert model.row("money[中央,2027]").rule == CENTRAL


def test_a_year_without_any_money_pays_for_nothing(four):
    model = model_of(four, CENTRAL)
    row = model.row("cost[other,2028]")
    assert (row.low, row.high) == (0, 0)
    assert row.terms == {"x[E1,2028]": 200, "x[E2,2028]": 250, "x[E3,2028]": 150, "x[E4,2028]": 100}


def test_money_carried_over_appears_in_the_next_year_even_without_an_amount(four):
    model = model_of(four, Budget("市级", 2027, 900, carry_over=True))
    assert model.row("money[市级,2027]").terms["carry[市级,2027]"] == 1
    assert model.row("money[市级,2028]").terms["carry[市级,2027]"] == -1
    assert model.row("money[市级,2028]").high == 0


def test_caps_locks_floors_and_starts(four):
    model = model_of(
        four,
        Cap("households", 2027, 150),
        LockIn("E1", 2027),
        NotBefore("E2", 2028),
        Floor("河西区", "households", 60),
    )
    assert str(model.row("cap[households,2027]")) == (
        "cap[households,2027]: 100 x[E1,2027] + 80 x[E3,2027] + 60 x[E4,2027] <= 150"
    )
    assert str(model.row("lock[E1,2027]")) == "lock[E1,2027]: 1 <= 1 x[E1,2027]"
    assert model.row("floor[河西区,households]").low == 60
    labels = {column.label for column in model.columns}
    assert not {"x[E2,2027]", "x[E1,2028]"} & labels


def test_what_may_not_enter_has_no_column(four):
    model = model_of(four, Gate("E3", "age"))
    assert not [column.label for column in model.columns if "E3" in column.label]


def test_balance_holds_the_smallest_share_below_every_district(four, objectives):
    model = model_of(four, objective=objectives[1])
    row = model.row("share[河西区]")
    east = 70 * 240 + 60 * 180
    assert row.terms["smallest_share"] == -1
    assert row.terms["x[E3,2027]"] == pytest.approx(70 * 240 / east)
    assert model.columns[-1].gain == pytest.approx(0.5 * (90 * 300 + 80 * 360 + east))


def test_a_loose_cluster_is_whole_in_a_year_only_with_every_member(four, objectives):
    model = model_of(four, objective=objectives[2])
    assert str(model.row("whole[西门片区,2027] with E2")) == (
        "whole[西门片区,2027] with E2: 0 <= 1 x[E2,2027] + -1 whole[西门片区,2027]"
    )
    kept = model_of(four, Together("西门片区"), objective=objectives[2])
    assert not [row.name for row in kept.rows if row.name.startswith("whole")]
    gain = {c.label: c.gain for c in kept.columns}["x[cluster:西门片区,2027]"]
    assert gain == pytest.approx(1.25 * (90 * 300 + 80 * 360))
