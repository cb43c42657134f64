"""A search among few columns: never wrong about what is proven, and quick where models are big."""

from dataclasses import replace

import pytest

from phasing import Objective, Settings, problem
from phasing import nearby as room
from phasing.batches import fitted
from phasing.compile import compile_model
from phasing.model import Column, Model, Row
from phasing.nearby import nearby
from phasing.rules import Budget, LockIn
from phasing.solve import relaxation, relaxed
from phasing.units import units
from tests.phasing.test_realistic import WEIGHTS, YEARS, money, pool_of

SETTINGS = Settings(gap=0.002, node_limit=300, seed=1)


def town(count, *rules):
    estates = pool_of(count, clusters=0)
    posed = problem(estates, years=YEARS, objective=Objective("need", "need", WEIGHTS))
    posed = posed.subject_to(*money(estates, carry_over=True), *rules)
    return compile_model(posed, fitted(posed, units(posed)))


def test_a_big_model_is_settled_among_few_of_its_columns():
    model = town(400)
    assert len(model.columns) >= room.SMALL
    found = nearby(model, start=frozenset(), settings=SETTINGS)
    assert found.status == "proven"
    assert found.bound == pytest.approx(relaxed(model))
    assert found.value >= found.bound * (1 - SETTINGS.gap)
    assert found == nearby(model, start=frozenset(), settings=SETTINGS)


def test_a_small_model_is_left_to_the_search_of_the_whole():
    assert nearby(town(20), start=frozenset(), settings=SETTINGS) is None


def test_what_no_plan_keeps_is_left_to_the_search_of_the_whole():
    locks = [LockIn(f"E{i:04d}", 2027) for i in range(400)]
    assert nearby(town(400, *locks), start=frozenset(), settings=SETTINGS) is None


def test_a_bound_far_from_every_plan_proves_nothing(monkeypatch):
    # Half of three things fits: relaxed 1.5, whole 1 (2 do not fit).
    monkeypatch.setattr(room, "SMALL", 0)
    columns = tuple(Column(f"x{i}", 1.0, high=1, whole=True) for i in range(3))
    model = Model(columns, (Row("room", {c.label: 2.0 for c in columns}, high=3.0),))
    found = nearby(model, start=frozenset({"x0"}), settings=replace(SETTINGS, gap=0.1))
    assert (found.status, found.value, found.bound) == ("limit", 1, 1.5)


def test_costs_are_measured_too(monkeypatch, four):
    # The cheapest plan that keeps two locks: 200 + 300 万元, proven.
    monkeypatch.setattr(room, "SMALL", 0)
    posed = problem(
        four.assign(cluster_id=None), years=[2027], objective=Objective("cost", "cost", (1.0,))
    ).subject_to(Budget("市级", 2027, 900), LockIn("E3", 2027), LockIn("E4", 2027))
    model = compile_model(posed, units(posed))
    found = nearby(model, start=frozenset(), settings=replace(SETTINGS, gap=0))
    assert (found.status, found.value) == ("proven", -500)


def test_the_relaxed_model_takes_parts_and_says_where_there_is_no_plan():
    half = Model((Column("x", 1.0, high=1, whole=True),), (Row("room", {"x": 2.0}, high=1.0),))
    assert relaxation(half).levels.tolist() == [0.5]
    assert relaxation(half).bound == relaxed(half) == 0.5
    assert relaxed(Model(half.columns, (Row("asked", {"x": 1.0}, low=2.0),))) is None
    assert relaxed(Model((), (Row("asked", {}, low=1.0),))) is None
    assert relaxed(Model((), ())) == 0
