"""Counting heads: twice the residents, twice the weight."""

import pandas as pd
import pytest

from scoring import per_resident


def scores(values):
    return pd.DataFrame({"score": values, "score_low": values, "score_high": values})


def test_a_large_estate_overtakes_a_small_one_of_higher_score():
    found = per_resident(scores([60.0, 40.0]), pd.Series([100, 200]))
    assert found["score"].tolist() == [30, 40]


def test_unknown_residents_count_as_the_median_and_open_the_range():
    found = per_resident(scores([50.0] * 4), pd.Series([100, 200, 400, None]))
    assert found["score"].tolist() == pytest.approx([12.5, 25, 50, 25])
    assert found["score_low"].iloc[3] == pytest.approx(12.5)
    assert found["score_high"].iloc[3] == pytest.approx(50)
    assert found["score_low"].iloc[0] == found["score_high"].iloc[0] == pytest.approx(12.5)


def test_nobody_counted_anybody_so_every_estate_counts_the_same():
    table = scores([50.0, 40.0])
    pd.testing.assert_frame_equal(per_resident(table, pd.Series([None, 0])), table)


def test_one_larger_estate_more_changes_no_order_of_the_others():
    first = per_resident(scores([60.0, 40.0, 50.0]), pd.Series([100, 200, 150]))["score"]
    more = per_resident(scores([60.0, 40.0, 50.0, 10.0]), pd.Series([100, 200, 150, 9000]))
    assert first.rank().tolist() == more["score"].iloc[:3].rank().tolist()


def test_no_estates():
    assert per_resident(scores([]), pd.Series([], dtype=float)).empty
