"""The order of opening: by hand, against the plain way, and without solving more than is needed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import Aim, Settings
from support import opening as module
from support.aim import gains
from support.allocation import worth
from support.opening import opening
from tests.support.published import stated

EXACT = Settings(gap=0, node_limit=1000, seed=1)
NEAR = Aim("coverage", 300)
WALK = Aim("mean_walk", 1000)
NONE = np.nan


def every(problem):
    return np.ones(len(problem.site_ids), dtype=bool)


def plainly(problem, aim):
    """Return order, added and lost with the gain of every site worked out at every step."""
    opened, place_of = every(problem), np.arange(len(problem.site_ids))

    def value(these):
        return worth(problem, gains(problem, aim), these, aim, EXACT)

    left, so_far = list(np.flatnonzero(~problem.existing)), problem.existing
    order, added = [], []
    lost = {j: value(opened) - value(opened & (place_of != j)) for j in left}
    while left:
        reached = {j: value(so_far | (place_of == j)) for j in left}
        most = max(left, key=lambda j: (round(reached[j], 6), -j))
        order.append(most)
        added.append(reached[most] - value(so_far))
        so_far = so_far | (place_of == most)
        left.remove(most)
    return order, added, [lost[j] for j in order]


def test_two_rooms_that_stand_in_for_one_another():
    # E0 100 people, E1 60. S0 reaches both and holds 90, S1 reaches E0 and holds 80.
    town = stated([[100, 100], [100, NONE]], [100, 60], capacity=[90, 80])
    found = opening(town, NEAR, every(town), EXACT)
    assert found.order == [0, 1]
    assert found.added == [90, 70]  # S1: 80 of E0, and S0 the 60 of E1 and 20 of E0 left: 160
    assert found.lost == [80, 70]


def test_nothing_to_open():
    town = stated([[100]], [5], existing=[0], capacity=[3])
    assert opening(town, NEAR, every(town), EXACT) == ([], [], [])


@st.composite
def small(draw):
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    walks = st.sampled_from([NONE, 50.0, 120.0, 300.0, 500.0])
    each = [
        draw(st.lists(kind, min_size=count, max_size=count))
        for kind, count in (
            (walks, rows * columns),
            (st.integers(0, 9), rows),
            (st.sampled_from([NONE, 0.0, 3.0, 8.0, 20.0]), columns),
        )
    ]
    walk_m = np.array(each[0]).reshape(rows, columns)
    existing = sorted(draw(st.sets(st.integers(0, columns - 1), max_size=1)))
    whole = draw(st.booleans())
    return stated(walk_m, each[1], capacity=each[2], existing=existing, whole=whole)


@given(small(), st.sampled_from([NEAR, WALK]))
@settings(max_examples=60, deadline=None)
def test_the_order_and_the_numbers_are_those_of_the_plain_way(town, aim):
    order, added, lost = plainly(town, aim)
    found = opening(town, aim, every(town), EXACT)
    assert found.order == order
    assert found.added == pytest.approx(added, abs=1e-6)
    assert found.lost == pytest.approx(lost, abs=1e-6)


@pytest.mark.parametrize("aim", [NEAR, WALK])
def test_of_fifteen_full_sites_few_are_worked_out_again(aim, monkeypatch):
    draw = np.random.default_rng(3)
    estates, rooms = draw.uniform(0, 1500, (60, 2)), draw.uniform(0, 1500, (15, 2))
    apart_m = np.hypot(*(estates[:, None] - rooms[None]).transpose(2, 0, 1)).round(6)
    people = draw.integers(100, 900, 60)
    town = stated(apart_m, people, capacity=draw.integers(900, 2000, 15).astype(float))
    asked = []

    def counted(*given_):
        asked.append(given_[2])
        return worth(*given_)

    monkeypatch.setattr(module, "worth", counted)
    found = opening(town, aim, every(town), EXACT)
    assert len(asked) <= 5 * 15  # every site at every step would be 137
    assert found.order == plainly(town, aim)[0]
