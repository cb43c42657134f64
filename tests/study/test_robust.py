"""Ranks tried by draws: what a study hands to the sampler, and what comes back."""

import dataclasses
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import study
from study.robust import robust

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import write

from tables import InputError


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    found = study.load(write(tmp_path_factory.mktemp("robust")))
    measured = study.measure(study.read_inputs(found), found.choices)
    return measured, found.choices


def tried(opened, **ranking):
    measured, choices = opened
    changed = dataclasses.replace(choices.ranking, draws=4000, **ranking)
    choices = dataclasses.replace(choices, ranking=changed)
    return robust(study.ranked(measured, choices), choices, top_k=2)


def test_without_any_doubt_every_draw_gives_the_rank(opened):
    found = tried(opened, spread="fixed", data=False)
    ranks = study.ranked(*opened).estates["rank"]
    assert found.table["rank_expected"].tolist() == ranks.tolist()
    assert found.table["rank_p05"].tolist() == found.table["rank_p95"].tolist() == ranks.tolist()
    assert found.table["top_share"].tolist() == (ranks <= 2).astype(float).tolist()
    assert found.uncertain == 0


def test_unknown_condition_items_are_drawn_and_widen_the_ranks(opened):
    """Eight of the nine condition items are unknown for all four estates, and consent is known."""
    found = tried(opened, spread="fixed")
    assert found.uncertain >= 4 * 8
    widths = found.table["rank_p95"] - found.table["rank_p05"]
    assert widths.max() >= 1


def test_shares_of_trials_are_shares(opened):
    table = tried(opened).table
    assert table["top_share"].sum() == pytest.approx(2)
    assert table["first_share"].sum() == pytest.approx(1)
    assert (table["rank_p05"] <= table["rank_expected"]).all()
    assert (table["rank_expected"] <= table["rank_p95"]).all()


def test_the_same_choices_give_the_same_table_and_another_seed_another(opened):
    first, second, other = tried(opened), tried(opened), tried(opened, seed=2)
    pd.testing.assert_frame_equal(first.table, second.table)
    assert not np.allclose(first.table["rank_expected"], other.table["rank_expected"], atol=0)


def test_heads_count_in_the_trials_as_in_the_rank(opened):
    """With residents counted, the largest estate leads both the ranking and the trials."""
    measured, choices = opened
    by_heads = dataclasses.replace(choices.ranking, by_population=True)
    ranks = study.ranked(measured, dataclasses.replace(choices, ranking=by_heads)).estates["rank"]
    found = tried(opened, by_population=True, spread="fixed", data=False)
    assert found.table["rank_expected"].tolist() == ranks.tolist()


def test_more_of_the_first_than_there_are_estates_are_all(opened):
    measured, choices = opened
    found = robust(study.ranked(measured, choices), choices, top_k=99)
    assert found.top_k == 4
    assert found.table["top_share"].tolist() == [1.0] * 4


def test_unknown_residents_widen_the_range_where_heads_count(opened):
    """E3 is the smallest of three known or the largest: its ends are those of both."""
    measured, choices = opened
    estates = measured.estates.assign(residents=[400.0, 100.0, None, 250.0])
    changed = dataclasses.replace(
        choices.ranking, by_population=True, spread="fixed", data=False, draws=100
    )
    choices = dataclasses.replace(choices, ranking=changed)
    measured = dataclasses.replace(measured, estates=estates)
    ranked = study.ranked(measured, choices)
    table = robust(ranked, choices, top_k=2).table.set_index("estate_id")
    own = ranked.estates.set_index("estate_id").loc["E3"]
    assert table.loc["E3", "rank_p05"] <= own["rank"] <= table.loc["E3", "rank_p95"]
    assert table.loc["E3", "rank_p05"] < table.loc["E3", "rank_p95"]
    sure = table.loc[["E1", "E2", "E4"]]
    assert (sure["rank_p05"] == sure["rank_p95"]).all()


@pytest.mark.parametrize("value", [0.05, float("inf"), float("nan")])
def test_a_concentration_nobody_can_draw_from_is_refused(opened, value):
    with pytest.raises(InputError, match=r"robust\.concentration"):
        tried(opened, concentration=value)


def test_the_least_concentration_gives_whole_numbers(opened):
    table = tried(opened, concentration=0.1).table
    assert table["rank_expected"].between(1, 4).all()
