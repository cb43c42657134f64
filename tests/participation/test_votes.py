"""A vote as four shares, and which of several votes counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.votes import VOTE_SHARES, decided, vote_shares

COUNTS = ["owners", "area_m2", "owners_voted", "area_voted_m2", "owners_yes", "area_yes_m2"]


def votes(*rows):
    return pd.DataFrame(list(rows), columns=["estate_id", *COUNTS])


def verdict(*rows):
    return decided(votes(*rows), participation=2 / 3, approval=3 / 4).loc["E1"]


def test_four_shares_of_a_vote_counted_by_hand():
    # 240 of 300 owners came with 18,000 of 24,000 m²; 180 of them with 13,500 m² agreed
    found = vote_shares(votes(("E1", 300, 24000, 240, 18000, 180, 13500)))
    assert found.iloc[0].to_dict() == {
        "vote_area_share": 0.75,
        "vote_head_share": 0.8,
        "yes_area_share": 0.75,
        "yes_head_share": 0.75,
    }


@pytest.mark.parametrize(
    ("vote", "short"),
    [
        (("E1", 300, 24000, 200, 16000, 150, 12000), ""),  # exactly 2/3 and 3/4
        (("E1", 300, 24000, 200, 15999, 150, 12000), "vote_area"),
        (("E1", 300, 24000, 199, 16000, 150, 12000), "vote_head"),
        (("E1", 300, 24000, 200, 16000, 150, 11999), "yes_area"),
        (("E1", 300, 24000, 200, 16000, 149, 12000), "yes_head"),
        (("E1", 300, 24000, 100, 9000, 30, 3000), "vote_area;vote_head;yes_area;yes_head"),
        (("E1", 300, 24000, 0, 0, 0, 0), "vote_area;vote_head"),  # nobody came: nothing of nothing
        (("E1", 300, 300.3, 200, 200.2, 150, 150.15), ""),  # decimals that are two thirds
    ],
)
def test_what_falls_short_is_named(vote, short):
    found = verdict(vote)
    assert (found["short"], found["passed"]) == (short, short == "")


def test_one_known_shortfall_fails_a_vote_whatever_is_unknown():
    found = verdict(("E1", 300, None, 100, 9000, 90, 8000))
    assert (found["passed"], found["short"]) == (False, "vote_head")
    assert np.isnan(found["vote_area_share"])


def test_a_vote_with_nothing_against_it_but_a_gap_settles_nothing():
    assert pd.isna(verdict(("E1", 300, None, 250, 20000, 240, 19000))["passed"])


@pytest.mark.parametrize(
    ("voted", "share"), [(300, 1), (300.5, 1), (301, np.nan), (400, np.nan), (-1, np.nan)]
)
def test_more_than_all_is_unknown_but_for_rounding(voted, share):
    found = vote_shares(votes(("E1", 400, 300, 400, voted, 400, 0))).iloc[0]
    assert found["vote_area_share"] == pytest.approx(share, nan_ok=True)


def test_of_two_failed_votes_the_one_nearer_to_passing_is_shown():
    far = ("E1", 300, 24000, 100, 8000, 100, 8000)
    near = ("E1", 300, 24000, 210, 17000, 150, 13000)
    for order in ((far, near), (near, far)):
        assert verdict(*order)["short"] == "yes_head"


def test_a_failed_vote_counts_before_one_that_nobody_can_read():
    unread = ("E1", None, None, None, None, None, None)
    failed = ("E1", 300, 24000, 100, 8000, 100, 8000)
    assert verdict(unread, failed)["passed"] is False


def test_no_votes_give_no_rows_and_the_same_columns():
    found = decided(votes(), participation=2 / 3, approval=3 / 4)
    assert found.empty
    assert list(found) == [*VOTE_SHARES, "passed", "short"]


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(
        st.tuples(*[st.one_of(st.none(), st.integers(0, 50)) for _ in COUNTS]), min_size=1
    )
)
def test_shares_lie_between_0_and_1_and_row_order_never_matters(counts):
    table = votes(*(("E1", *row) for row in counts))
    shares = vote_shares(table).to_numpy()
    known = shares[~np.isnan(shares)]
    assert ((known >= 0) & (known <= 1)).all()
    turned = table.iloc[::-1].reset_index(drop=True)
    one, other = (decided(t, participation=2 / 3, approval=3 / 4) for t in (table, turned))
    pd.testing.assert_frame_equal(one, other)
