import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.card import Scorecard
from scoring.explain.standing import standing
from scoring.explain.weight_room import weight_room
from scoring.rank import rank
from scoring.score import score
from scoring.weights import Weights

KEYS = ("a", "b", "c")


def card(values, sides=("need", "readiness", "need")):
    array = np.array(values, dtype=float)
    known = (~np.isnan(array)).astype(float)
    return Scorecard(
        estate_ids=tuple(f"E{place:05d}" for place in range(len(array))),
        criteria=KEYS[: array.shape[1]],
        sides=sides[: array.shape[1]],
        score=array,
        low=np.where(known > 0, array, 0),
        high=np.where(known > 0, array, 100),
        known=known,
    )


def homes(found):
    return pd.Series(np.full(len(found.estate_ids), 100.0))


def room(found, weights, first):
    stand = standing(score(found, weights), homes(found))
    return weight_room(found, weights, stand, first=first).set_index("criterion")


def top(found, weights, first):
    ranked = rank(score(found, weights), homes(found))
    return set(ranked.loc[ranked["rank"] <= first, "estate_id"])


def moved(weights, key, share):
    rest = 1 - weights.shares[key]
    return Weights(
        {name: share if name == key else old * (1 - share) / rest
         for name, old in weights.shares.items()}
    )  # fmt: skip


def test_two_estates_cross_where_a_planner_finds_it():
    # E0: 80, 20; E1: 50, 60. 80w + 20(1-w) = 50w + 60(1-w) at w = 40/70
    found = room(card([(80, 20), (50, 60)]), Weights({"a": 0.7, "b": 0.3}), 1)
    assert found.loc["a", "low"] == pytest.approx(40 / 70)
    assert found.loc["a", ["low_leaves", "low_enters"]].tolist() == ["E00000", "E00001"]
    assert found.loc["a", ["high", "high_leaves", "high_enters"]].tolist() == [1, "", ""]
    assert found.loc["b", "high"] == pytest.approx(30 / 70)
    assert found.loc["b", "low"] == 0


def test_an_unknown_criterion_makes_the_crossing_a_quadratic():
    # E0 knows a and c only: (60w + 20·(1-w)/2) / (w + (1-w)/2) = (10 + 50w)/(1/2 + w/2);
    # E1 knows all: 40w + 20·(1-w)/2 + 60·(1-w)/2 = 40. Level: 10 + 50w = 20 + 20w, w = 1/3
    found = card([(60, np.nan, 20), (40, 20, 60)])
    given = Weights({"a": 0.4, "b": 0.3, "c": 0.3})
    assert room(found, given, 1).loc["a", "low"] == pytest.approx(1 / 3)


def test_equal_estates_never_change_places():
    found = room(card([(50, 50), (50, 50), (50, 50)]), Weights({"a": 0.5, "b": 0.5}), 2)
    assert found["low"].tolist() == [0, 0]
    assert found["high"].tolist() == [1, 1]


def test_a_tie_that_any_step_breaks_leaves_no_room():
    found = room(card([(80, 20), (20, 80)]), Weights({"a": 0.5, "b": 0.5}), 1)
    assert found.loc["a", "low"] == pytest.approx(0.5)
    assert found.loc["a", "high"] == 1


def test_nothing_changes_where_all_are_in_or_none_is_known():
    values = [(80, 20), (20, 80)]
    assert room(card(values), Weights({"a": 0.5, "b": 0.5}), 5)["low"].tolist() == [0, 0]
    blank = card([(np.nan, np.nan)] * 3)
    assert room(blank, Weights({"a": 0.5, "b": 0.5}), 1)["high"].tolist() == [1, 1]


def test_a_weight_of_one_cannot_move_and_one_of_nothing_can_rise():
    found = room(card([(80, 20), (70, 60)]), Weights({"a": 1.0}), 1)
    assert found.loc["a", ["low", "high"]].tolist() == [1, 1]
    assert found.loc["b", "low"] == 0
    assert found.loc["b", "high"] == pytest.approx(10 / 50)


def test_of_several_that_pass_at_once_the_one_that_comes_out_first_enters():
    # at a = 0.5 all three stand at 50; just below it E2 (10, 90) leads E1 (30, 70) and E0 (80, 20)
    found = room(card([(80, 20), (30, 70), (10, 90)]), Weights({"a": 0.7, "b": 0.3}), 1)
    assert found.loc["a", "low"] == pytest.approx(0.5)
    assert found.loc["a", ["low_leaves", "low_enters"]].tolist() == ["E00000", "E00002"]


@settings(max_examples=20)
@given(seed=st.integers(0, 100_000), first=st.integers(1, 5), unknown=st.sampled_from([0, 0.3]))
def test_the_set_stays_inside_the_bounds_and_changes_beyond(seed, first, unknown):
    lottery = np.random.default_rng(seed)
    values = lottery.integers(0, 101, (9, 3)).astype(float)
    values[lottery.random(values.shape) < unknown] = np.nan
    values[0] = lottery.integers(0, 101, 3)
    found = card(values)
    weights = Weights(dict(zip(KEYS, lottery.dirichlet((2, 2, 2)), strict=True)))
    known = int(np.isfinite(score(found, weights)["score"]).sum())
    first = min(first, known)
    before = top(found, weights, first)
    for key, row in room(found, weights, first).iterrows():
        for bound, ends in ((row["low"], "low"), (row["high"], "high")):
            way = -1 if ends == "low" else 1
            for share in np.linspace(row["weight"], bound, 4)[:-1]:
                assert top(found, moved(weights, key, share), first) == before
            if 0 < bound < 1:
                after = top(found, moved(weights, key, bound + way * 1e-7), first)
                assert row[f"{ends}_leaves"] in before - after
                assert row[f"{ends}_enters"] in after - before
            else:
                assert row[f"{ends}_leaves"] == ""


def test_twenty_thousand_estates_in_seconds_and_little_memory():
    lottery = np.random.default_rng(1)
    values = lottery.uniform(0, 100, (20_000, 3))
    values[lottery.random(values.shape) < 0.2] = np.nan
    found, weights = card(values), Weights({"a": 0.5, "b": 0.3, "c": 0.2})
    start = time.perf_counter()
    table = room(found, weights, 100)
    assert time.perf_counter() - start < 20
    assert (table["low"] <= table["weight"]).all()
