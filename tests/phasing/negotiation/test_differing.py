"""The model of one more plan: what its rows allow is what the distances say."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phasing import Objective, Settings, problem
from phasing.compile import x
from phasing.negotiation.differing import differing, in_reach
from phasing.negotiation.distances import years_apart
from phasing.negotiation.standing import Standing
from phasing.units import units
from tests.phasing.test_properties import AIMS, posed

NEED = Objective("need", "need", (1.0, 0.9))
EXACT = Settings(gap=0, node_limit=5000, seed=1)


def starts(found):
    for years in itertools.product(*[(None, *unit.years) for unit in found.units]):
        pairs = zip(found.units, years, strict=True)
        yield {unit: year for unit, year in pairs if year is not None}


def holds(row, placed):
    chosen = {x(unit, year) for unit, year in placed.items()}
    total = sum(value for label, value in row.terms.items() if label in chosen)
    return row.low - 1e-9 <= total <= row.high + 1e-9


@given(posed=posed(most=4), apart=st.sampled_from([0.2, 0.5, 1.0]), pick=st.integers(0, 999))
def test_the_rows_allow_the_plans_far_enough_and_no_others(posed, apart, pick):
    found = units(posed)
    every = list(starts(found))
    before = Standing(posed.aiming_at(NEED), found, every[pick % len(every)], 0.0, 0.0)
    model = differing(in_reach(before, [(NEED, 0.0)]), [before], apart=apart, room=1.0, pull=1.0)
    rows = [row for row in model.rows if row.name.startswith(("far", "some"))]
    for placed in every:
        other = Standing(before.problem, found, placed, 0.0, 0.0)
        far = years_apart(before.plan, other.plan) >= apart - 1e-9
        assert all(holds(row, placed) for row in rows) == far


def test_what_is_worth_too_little_is_out_of_reach(four):
    posed = problem(four.assign(cluster_id=None), years=(2027, 2028), objective=NEED)
    found = units(posed)
    before = Standing(posed, found, {}, 0.0, 0.0)
    (near,) = [row for row in in_reach(before, [(NEED, 20_000.0)]).rows if row.name == "near"]
    one = {unit.unit_id: unit for unit in found.units}
    assert holds(near, {one["E2"]: 2027})  # 80 × 360 = 28,800
    assert not holds(near, {one["E3"]: 2027})  # 70 × 240 = 16,800
    assert near.low == 1


def test_an_earlier_aim_stays_a_condition(four):
    posed = problem(four.assign(cluster_id=None), years=(2027, 2028), objective=AIMS[3])
    before = Standing(posed, units(posed), {}, 0.0, 0.0)
    model = in_reach(before, [(NEED, 10_800.0), (AIMS[3], 1.0)])
    kept = [row for row in model.rows if row.name.startswith("keep")]
    assert [row.low for row in kept] == [10_800]
    assert kept[0].terms["x[E4,2027]"] == pytest.approx(60 * 180)


def test_in_or_out_counts_more_than_another_year_and_value_pulls(four):
    posed = problem(four.assign(cluster_id=None), years=(2027, 2028), objective=NEED)
    found = units(posed)
    first = {unit: 2027 for unit in found.units if unit.unit_id == "E1"}
    before = Standing(posed, found, first, 0.0, 0.0)
    reach = in_reach(before, [(NEED, 1.0)])
    gain = differing(reach, [before], apart=0.2, room=1.0, pull=0.0).gains
    same, later, other = (gain.get(f"x[{key}]", 0) for key in ("E1,2027", "E1,2028", "E2,2027"))
    assert same < later < 0 < other
    pulled = differing(reach, [before], apart=0.2, room=27_000.0, pull=0.5).gains
    assert pulled["x[E1,2027]"] == pytest.approx(same + 0.5)
