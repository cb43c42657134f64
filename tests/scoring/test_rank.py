"""Rank, the ranks an estate could have, and its grade."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import grade, rank


def scores(rows):
    names = ["estate_id", "score", "need", "score_low", "score_high"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[1:], float))


def test_the_highest_score_comes_first():
    found = rank(scores([("a", 10, 0, 10, 10), ("b", 30, 0, 30, 30)]), pd.Series([1, 1]))
    assert found["rank"].tolist() == [2, 1]
    assert found["rank_best"].tolist() == [2, 1]
    assert found["rank_worst"].tolist() == [2, 1]


def test_ties_go_to_higher_need_then_more_households_then_lower_id():
    rows = [(name, 50, need, 50, 50) for name, need in [("d", 1), ("c", 1), ("b", 1), ("a", 2)]]
    found = rank(scores(rows), pd.Series([10, 20, 10, None], dtype="Int64"))
    assert dict(zip(found["estate_id"], found["rank"], strict=True)) == {
        "a": 1,  # higher need
        "c": 2,  # more households
        "b": 3,  # lower id
        "d": 4,
    }


def test_rounding_noise_decides_nothing():
    found = rank(scores([("b", 0.1 + 0.2, 0, 0, 0), ("a", 0.3, 0, 0, 0)]), pd.Series([1, 1]))
    assert found["rank"].tolist() == [2, 1]


def test_an_unknown_score_comes_last_and_could_be_anywhere():
    found = rank(
        scores([("a", None, None, 0, 100), ("b", 5, 5, 5, 5), ("c", 90, 90, 90, 90)]),
        pd.Series([1, 1, 1]),
    )
    assert found["rank"].tolist() == [3, 2, 1]
    assert found.loc[0, ["rank_best", "rank_worst"]].tolist() == [1, 3]


def test_overlapping_ranges_share_their_ranks():
    rows = [("a", 50, 0, 40, 60), ("b", 55, 0, 45, 65), ("c", 90, 0, 90, 90)]
    found = rank(scores(rows), pd.Series([1, 1, 1]))
    assert found["rank_best"].tolist() == [2, 2, 1]
    assert found["rank_worst"].tolist() == [3, 3, 1]


def test_no_estate_and_one_estate():
    assert rank(scores([]), pd.Series([], dtype=float)).empty
    assert rank(scores([("a", 1, 1, 1, 1)]), pd.Series([1]))["rank"].tolist() == [1]


def test_all_equal_are_ordered_by_id():
    found = rank(scores([(name, 1, 1, 1, 1) for name in "cab"]), pd.Series([1, 1, 1]))
    assert found["rank"].tolist() == [3, 1, 2]
    assert found["rank_best"].tolist() == [1, 1, 1]
    assert found["rank_worst"].tolist() == [3, 3, 3]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 20), st.floats(0, 20)), min_size=1))
def test_ranks_are_a_permutation_inside_their_ranges(rows):
    table = scores([(f"E{i:03}", s, s, s - low, s + high) for i, (s, low, high) in enumerate(rows)])
    found = rank(table, pd.Series([1] * len(rows)))
    assert sorted(found["rank"]) == list(range(1, len(rows) + 1))
    assert (found["rank_best"] <= found["rank"]).all()
    assert (found["rank"] <= found["rank_worst"]).all()


def test_a_bound_belongs_to_the_better_grade():
    found = grade(pd.Series([65, 64.999, 50, 35, 34, None], dtype=float), [65, 50, 35])
    assert found.tolist() == ["1", "2", "2", "3", "4", None]
