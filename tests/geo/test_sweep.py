import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import sweep, sweep_scipy
from geo.reach import Gates, Limits, Places
from geo.walk import _gates, _places


def asked(town, limit_m=400.0):
    network, gates, shops = town
    _, gates = _gates(gates, network, 60.0)
    categories, places = _places(shops.sort_values("facility_id"), network, 60.0)
    return gates, places, network, Limits(limit_m, np.array([100.0, 300.0]), len(categories))


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**6), limit_m=st.sampled_from([0.0, 90.0, 400.0, 5000.0]))
def test_the_sweep_equals_scipy_on_random_towns(random_town, seed, limit_m):
    question = asked(random_town(seed), limit_m)
    ours, theirs = sweep.sweep(*question), sweep_scipy.sweep(*question)
    np.testing.assert_allclose(ours.walk_m, theirs.walk_m, rtol=0, atol=1e-6)
    np.testing.assert_array_equal(ours.counts, theirs.counts)
    np.testing.assert_array_equal(ours.place, theirs.place)


def test_random_towns_are_not_all_trivial(random_town):
    finite = [
        np.isfinite(sweep.sweep(*asked(random_town(seed))).walk_m).mean()
        for seed in range(30)
        if len(random_town(seed)[2])
    ]
    assert 0.2 < np.mean(finite) < 0.95


def test_several_sessions_may_walk_at_once(random_town):
    question = asked(random_town(7))
    alone = sweep.sweep(*question)
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(sweep.sweep(*question))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all((answer.walk_m == alone.walk_m).all() for answer in answers)


@pytest.mark.parametrize("engine", [sweep.sweep, sweep_scipy.sweep])
def test_nobody_goes_nowhere(engine, ladder_network):
    whole, real = np.zeros(0, dtype=np.int64), np.zeros(0)
    gates = Gates(np.zeros(1, dtype=np.int64), whole, real, real)
    reached = engine(gates, Places(whole, real, real, whole), ladder_network, Limits(9.0, real, 0))
    assert reached.walk_m.shape == (0, 0)
    assert reached.counts.shape == (0, 0, 0)


def test_blocks_of_estates_cover_all_once():
    assert sweep._spans(7, 3) == [(0, 2), (2, 4), (4, 7)]
    assert sweep._spans(1, 8) == [(0, 1)]
    assert sweep._spans(0, 2) == [(0, 0)]


def test_the_heap_gives_the_nearest_first():
    keys, nodes, size = np.empty(200), np.empty(200, dtype=np.int64), 0
    walks_m = np.random.default_rng(1).integers(0, 50, 200).astype(float)
    for node, walk_m in enumerate(walks_m):
        size = sweep._push(keys, nodes, size, walk_m, node)
    given = []
    while size:
        given.append((keys[0], nodes[0]))
        size = sweep._drop_first(keys, nodes, size)
    assert [walk_m for walk_m, _ in given] == sorted(walks_m)
    assert all(walks_m[node] == walk_m for walk_m, node in given)
