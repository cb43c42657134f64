import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.walking import sweep, sweep_scipy
from geo.walking.ground import ground
from geo.walking.reach import Gates, Limits, Places


def asked(town, limit_m=400.0):
    network, gates, shops = town
    on = ground(gates, shops, network, cap_m=60.0)
    limits = Limits(limit_m, np.array([100.0, 300.0]), len(on.categories))
    return on.gates, on.places, network, limits


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**6), limit_m=st.sampled_from([0.0, 90.0, 400.0, 5000.0]))
def test_the_sweep_equals_scipy_on_random_towns(random_town, seed, limit_m):
    question = asked(random_town(seed), limit_m)
    ours, theirs = sweep.sweep(*question), sweep_scipy.sweep(*question)
    np.testing.assert_allclose(ours.walk_m, theirs.walk_m, rtol=0, atol=1e-6)
    np.testing.assert_array_equal(ours.counts, theirs.counts)
    np.testing.assert_array_equal(ours.facility, theirs.facility)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), limit_m=st.sampled_from([0.0, 90.0, 400.0, 5000.0]))
def test_pairs_and_nodes_equal_those_of_scipy(random_town, seed, limit_m):
    gates, places, network, _ = asked(random_town(seed), limit_m)
    ours, theirs = (
        engine.pairs(gates, places, network, limit_m) for engine in (sweep, sweep_scipy)
    )
    np.testing.assert_array_equal(ours.origin, theirs.origin)
    np.testing.assert_array_equal(ours.facility, theirs.facility)
    np.testing.assert_allclose(ours.walk_m, theirs.walk_m, rtol=0, atol=1e-6)
    for origin in range(min(2, len(gates.first) - 1)):
        near, far = (
            engine.nodes(gates, network, origin, limit_m) for engine in (sweep, sweep_scipy)
        )
        np.testing.assert_array_equal(near.node, far.node)
        np.testing.assert_allclose(near.node_m, far.node_m, rtol=0, atol=1e-6)


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
    reached = engine(
        gates, Places(whole, real, real, whole, whole), ladder_network, Limits(9.0, real, 0)
    )
    assert reached.walk_m.shape == (0, 0)
    assert reached.counts.shape == (0, 0, 0)
