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
