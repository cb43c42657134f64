"""Second opinions: the default column is the rank itself, gaps change nothing, all is told."""

import dataclasses
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from study.rank import reranked, reweighted
from study.second_opinions import second_opinions

sys.path.insert(0, str(Path(__file__).parent))

from small_ranking import COUNT, ranked


@pytest.mark.parametrize("by_population", [False, True])
def test_the_weighted_sum_ranks_as_the_study_does_gaps_and_heads_included(by_population):
    choices, found = ranked(by_population=by_population)
    asked = second_opinions(found, choices, top_k=4)
    ranks = found.estates.set_index("estate_id")["rank"]
    assert asked.ranks["weighted_sum"].to_dict() == ranks.to_dict()
    assert asked.ranks["weighted_sum"].tolist() == list(range(1, COUNT + 1))
    assert asked.filled == 2, "E04 was not asked, nobody knows when E06 was built"
    assert asked.filled_estates == 2


def test_an_estate_without_any_score_is_not_compared():
    choices, found = ranked()
    only_age = reweighted(choices, {"age": 1.0})
    again = reranked(found, only_age)
    asked = second_opinions(again, only_age, top_k=4)
    assert again.estates["score"].isna().sum() == 1
    assert asked.estates == COUNT - 1
    assert "E06" not in asked.ranks.index
    assert (asked.filled, asked.filled_estates) == (0, 0)


def test_one_criterion_leaves_methods_nothing_to_differ_about():
    """With age alone a method can only order by age: the same estates come first."""
    choices, found = ranked()
    only_age = reweighted(choices, {"age": 1.0})
    asked = second_opinions(reranked(found, only_age), only_age, top_k=4)
    assert asked.overlap.min().min() == 1
    assert asked.decided.empty
    assert asked.spearman.min().min() == pytest.approx(1)


def test_who_is_decided_by_the_method_is_in_some_top_and_not_in_all():
    choices, found = ranked()
    asked = second_opinions(found, choices, top_k=4)
    inside = (asked.ranks <= 4).sum(axis=1)
    split = inside[(inside > 0) & (inside < len(asked.ranks.columns))]
    assert set(asked.decided["alternative"]) == set(split.index)
    for row in asked.decided.to_dict("records"):
        assert row["inside"] == split[row["alternative"]]


def test_a_method_these_data_do_not_suit_is_left_out_by_name():
    choices, found = ranked()
    with_deposits = reweighted(choices, {"age": 0.8, "deposits": 0.2})
    asked = second_opinions(reranked(found, with_deposits), with_deposits, top_k=4)
    assert "waspas" not in asked.ranks
    told = {note.detail.get("method"): note.code for note in asked.notes}
    assert told["waspas"] == "methods.needs_above_0"


def test_the_order_of_the_rows_decides_nothing():
    choices, found = ranked()
    order = np.random.default_rng(3).permutation(COUNT)
    card = found.card
    moved = {name: getattr(card, name)[order] for name in ("score", "low", "high", "known")}
    ids = tuple(card.estate_ids[row] for row in order)
    shuffled = dataclasses.replace(
        found,
        estates=found.estates.iloc[order].reset_index(drop=True),
        card=dataclasses.replace(card, estate_ids=ids, **moved),
    )
    first, second = (second_opinions(each, choices, top_k=4) for each in (found, shuffled))
    pd.testing.assert_frame_equal(first.ranks, second.ranks)
    pd.testing.assert_frame_equal(first.decided, second.decided)


def test_more_of_the_first_than_there_are_estates_are_all():
    choices, found = ranked()
    asked = second_opinions(found, choices, top_k=99)
    assert asked.top_k == COUNT
    assert asked.overlap.min().min() == 1


def test_the_default_comes_first_whatever_is_asked():
    choices, found = ranked()
    asked = second_opinions(found, choices, top_k=4, methods=("topsis", "edas"))
    assert list(asked.ranks) == ["weighted_sum", "topsis", "edas"]
