"""The heat map of ranks: bands hold every rank, shares are those of the trials."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from ui.session.trials import trials, tried_estates
from ui.trust.rank_heat import band_shares, bands, rank_heat


@given(some.integers(1, 20_000), some.integers(0, 20_000))
def test_bands_hold_every_rank_once_and_are_few(first, more):
    found = bands(first, first + more)
    assert found[0][0] <= first
    assert found[-1][1] >= first + more
    assert all(high + 1 == low for (_, high), (low, _) in pairwise(found))
    assert len(found) <= 21


def test_shares_of_all_bands_are_all_trials(view):
    found = trials(view).found.found
    ids = list(found.table["estate_id"])
    whole = band_shares(found, ids, bands(1, len(ids)))
    assert whole.sum(axis=1) == pytest.approx(np.ones(len(ids)))
    first = band_shares(found, ids, [(1, 1)])[:, 0]
    assert first == pytest.approx(found.table["first_share"].to_numpy())


def test_nobody_is_said(view):
    empty = tried_estates(view).head(0)
    assert "<svg" not in rank_heat(empty, trials(view).found.found, chosen="")


def test_a_name_is_text_and_the_rank_now_is_framed(view):
    shown = tried_estates(view).sort_values("rank").head(5)
    drawn = rank_heat(shown, trials(view).found.found, chosen=str(shown.index[0]))
    assert "<img" not in drawn
    assert drawn.count('stroke-width="1.6"') == len(shown)
    assert pd.notna(shown["rank"]).all()
