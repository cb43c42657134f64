"""Shared trenches in the model: few rows, and the best of all plans that keep the rule."""

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem, propose
from phasing.compile import compile_model
from phasing.rules import Cap, SameTrench
from phasing.units import units

YEARS = (2027, 2028, 2029, 2030)
NEED = Objective("need", "need", (1.0, 0.9, 0.8, 0.7))
EXACT = Settings(gap=0, node_limit=5000, seed=1)


def pool(scores):
    ids = [f"E{at + 1:03}" for at in range(len(scores))]
    columns = {"estate_id": ids, "district": "河东区", "cost_wan": 100.0, "residents": 1.0}
    return pd.DataFrame({**columns, "score": [float(score) for score in scores]})


def posed(scores, *rules, years=YEARS):
    return problem(pool(scores), years=years).subject_to(*rules).aiming_at(NEED)


def model(scores, *rules):
    stated = posed(scores, *rules)
    return compile_model(stated, units(stated))


def test_a_row_for_each_estate_and_year_and_one_for_the_years_that_exclude_one_another():
    found = model([1, 2], SameTrench("人民路", ("E001", "E002"), apart_years=5))
    assert str(found.row("dug[0:人民路,x[E002,2028],2028]")).endswith(
        "1 x[E002,2028] + -1 open[0:人民路,2028] <= 0"
    )
    row = found.row("trench[0:人民路,2027|2028|2029|2030]")
    assert (set(row.terms.values()), row.high) == ({1.0}, 1)


def test_the_rows_grow_with_the_estates_and_not_with_their_square():
    one, ten = (
        len(model([1] * n, SameTrench("路", tuple(pool([1] * n)["estate_id"]), apart_years=5)).rows)
        for n in (10, 100)
    )
    assert ten < 10 * one


def test_a_rule_that_excludes_no_year_of_the_plan_adds_nothing():
    free = SameTrench("路", ("E001", "E002"), window_years=4, apart_years=5)
    assert str(model([1, 2], free)) == str(model([1, 2]))


@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=3),
    st.tuples(st.integers(1, 3), st.integers(1, 4)),
    st.tuples(st.integers(1, 3), st.integers(1, 4)),
    st.integers(1, 2),
)
@settings(max_examples=40, deadline=None)
def test_it_is_the_best_of_all_plans_that_keep_two_rules_of_one_name(scores, first, second, most):
    estates = pool(scores)["estate_id"].tolist()
    roads = [
        SameTrench("路", tuple(members), window_years=window, apart_years=window + more)
        for members, (window, more) in ((estates, first), (estates[:2], second))
    ]
    caps = [Cap("estates", year, most) for year in YEARS[:2]]
    found = propose(posed(scores, *roads, *caps), [NEED], settings=EXACT)[0]
    worth = dict(zip(estates, scores, strict=True))
    weight = dict(zip(YEARS, NEED.year_weights, strict=True))
    best = max(
        sum(worth[e] * weight[y] for e, y in plan.items())
        for plan in plans(estates)
        if all(kept(road, plan) for road in roads)
        and all(list(plan.values()).count(cap.year) <= cap.at_most for cap in caps)
    )
    assert found.value == pytest.approx(best)
    assert all(kept(road, found.plan) for road in roads)


def plans(estates):
    for years in itertools.product((None, *YEARS), repeat=len(estates)):
        yield {e: y for e, y in zip(estates, years, strict=True) if y is not None}


def kept(road, plan):
    dug = [plan[e] for e in road.estates if e in plan]
    return all(
        abs(a - b) < road.window_years or abs(a - b) >= road.apart_years
        for a, b in itertools.combinations(dug, 2)
    )
