"""The solver says what it proved, and never more."""

import itertools

import highspy
import numpy as np
import pytest

from phasing import Settings
from phasing.model import Column, Model, Row
from phasing.solve import Heard, Hooks, _solution, relative_gap, relaxation, solve

KNAPSACK = Model(
    # Values 60, 100, 120; weights 10, 20, 30; room 50: the textbook optimum is 220.
    tuple(Column(name, gain, high=1, whole=True) for name, gain in zip("abc", (60, 100, 120))),  # noqa: B905
    (Row("room", {"a": 10, "b": 20, "c": 30}, high=50),),
)
EXACT = Settings(gap=0, node_limit=100, seed=1)


def test_the_textbook_knapsack():
    found = solve(KNAPSACK, settings=EXACT)
    assert (found.status, found.chosen) == ("proven", {"b", "c"})
    assert (found.value, found.bound) == pytest.approx((220, 220))


def test_a_start_is_taken_and_improved():
    assert solve(KNAPSACK, settings=EXACT, start=frozenset("a")).value == pytest.approx(220)


def test_impossible_rows_are_said():
    low = Row("too much", {"a": 1.0}, low=2)
    assert solve(Model(KNAPSACK.columns, (low,)), settings=EXACT).status == "infeasible"


def test_a_model_without_columns_is_solved_by_looking():
    assert solve(Model((), ()), settings=EXACT).status == "proven"
    assert solve(Model((), (Row("floor", {}, low=1),)), settings=EXACT).status == "infeasible"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_a_hook_raises_rises(error):
    def hook(*_):
        raise error

    with pytest.raises(error):
        solve(several_years(), settings=EXACT, hooks=Hooks(on_progress=hook, should_stop=hook))


def test_the_node_limit_ends_a_hard_search_unproven():
    found = solve(several_years(), settings=Settings(gap=0, node_limit=5, seed=1))
    assert found.status == "limit"
    assert found.value < found.bound


def several_years():
    """Thirty estates of crooked costs over five years: no bound closes this in a few nodes."""
    costs = [100 + (i * i * 37) % 97 + i / 7 for i in range(30)]
    labels = [[f"x[{i},{year}]" for year in range(5)] for i in range(30)]
    columns = tuple(
        Column(labels[i][year], costs[i] * (1 - year / 50) + i % 3, high=1, whole=True)
        for i, year in itertools.product(range(30), range(5))
    )
    once = (Row(f"once[{i}]", dict.fromkeys(labels[i], 1.0), high=1) for i in range(30))
    money = (
        Row(f"money[{year}]", {labels[i][year]: costs[i] for i in range(30)}, high=500.5)
        for year in range(5)
    )
    return Model(columns, (*once, *money))


def test_the_gap_is_a_share_of_the_bound():
    assert relative_gap(0, 0) == 0
    assert relative_gap(100, 100 + 1e-13) == 0
    assert relative_gap(100, 75) == 0.25


def test_a_plan_the_solver_disowns_by_a_hair_is_read_from_what_it_told():
    model = Model((Column("a", gain=2, high=1, whole=True), Column("b", gain=3)), ())
    told = Heard(np.array([1.0, 2.0]), value=80.0, bound=80.4, nodes=3)
    broken = highspy.Highs()  # never run: it has no plan of its own
    found = _solution(broken, model, told, scale=10.0, gap=0.01)
    assert (found.status, found.chosen, found.nodes) == ("proven", {"a"}, 3)
    assert (found.value, found.bound) == (8, pytest.approx(8.04))


def test_the_worth_of_a_row_is_what_its_next_unit_buys():
    # Room for 50 ends within c, which brings 120 for 30.
    assert relaxation(KNAPSACK).worths.tolist() == pytest.approx([4])
    roomy = Model(KNAPSACK.columns, (Row("room", {"a": 10, "b": 20, "c": 30}, high=70),))
    assert relaxation(roomy).worths.tolist() == [0]


def test_without_a_plan_no_row_has_a_worth():
    none = Model((Column("a"),), (Row("room", {"a": 1}, low=2, high=1),))
    assert relaxation(none).bound is None
    assert np.isnan(relaxation(none).worths).all()
    assert relaxation(Model((), ())).worths.tolist() == []
