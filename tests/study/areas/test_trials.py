"""Ranks of areas tried: the same draws that try the estates, summed up by residents."""

import dataclasses
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import study
from study.areas.trials import TRIED, area_trials

sys.path.insert(0, str(Path(__file__).parents[1]))

from four_estates import write

# E1 and E2 lie in street A, E3 in B, E4 in C; C is too small to be ranked.
MEMBERS = pd.DataFrame({"estate_id": ["E1", "E2", "E3", "E4"], "area_id": ["A", "A", "B", "C"]})
AREAS = pd.DataFrame(
    {"area_id": ["A", "B", "C"], "level": "street", "rank": pd.array([1, 2, None], "Int64")}
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    found = study.load(write(tmp_path_factory.mktemp("areas")))
    measured = study.measure(study.read_inputs(found), found.choices)
    return study.ranked(measured, found.choices), found.choices


def tried(opened, **ranking):
    ranked, choices = opened
    changed = dataclasses.replace(choices.ranking, draws=1000, **ranking)
    choices = dataclasses.replace(choices, ranking=changed)
    return area_trials(AREAS, MEMBERS, ranked, choices).set_index("area_id")


def test_without_any_doubt_the_order_is_that_of_the_resident_weighted_need(opened):
    ranked, _ = opened
    own = ranked.estates.set_index("estate_id")
    heads = own["residents"].astype(float)
    street_a = (own["need"] * heads)[["E1", "E2"]].sum() / heads[["E1", "E2"]].sum()
    first = "A" if street_a >= own.loc["E3", "need"] else "B"
    found = tried(opened, spread="fixed", data=False)
    assert found.loc[first, "rank_expected"] == 1
    assert sorted(found.loc[["A", "B"], "rank_p95"]) == [1, 2]


def test_an_area_without_a_rank_has_no_range(opened):
    assert tried(opened).loc["C", list(TRIED)].isna().all()


def test_the_expected_ranks_add_up_to_the_sum_of_places(opened):
    found = tried(opened).loc[["A", "B"]]
    assert found["rank_expected"].sum() == pytest.approx(1 + 2)
    assert (found["rank_p05"] <= found["rank_expected"]).all()
    assert (found["rank_expected"] <= found["rank_p95"]).all()


def test_nothing_that_weighs_need_leaves_no_range(opened):
    ranked, choices = opened
    willing = study.reweighted(choices, {"willingness": 1.0})
    found = area_trials(AREAS, MEMBERS, study.reranked(ranked, willing), willing)
    assert found[list(TRIED)].isna().to_numpy().all()


def test_row_order_never_matters(opened):
    ranked, choices = opened
    first = area_trials(AREAS, MEMBERS, ranked, choices).set_index("area_id")
    turned = area_trials(AREAS[::-1], MEMBERS[::-1], ranked, choices).set_index("area_id")
    for name in TRIED:
        assert np.allclose(first[name], turned[name].reindex(first.index), equal_nan=True)


def test_no_areas(opened):
    ranked, choices = opened
    assert area_trials(AREAS.head(0), MEMBERS, ranked, choices).empty
