"""The fewest more consents: counted by hand, and never one too few or too many."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.deposits import deposit_ok
from participation.more import more_deposits, more_support, more_votes, nearest_vote
from participation.votes import decided

COUNTS = ["owners", "area_m2", "owners_voted", "area_voted_m2", "owners_yes", "area_yes_m2"]
MARKS = {"participation": 2 / 3, "approval": 3 / 4}


def votes(*rows):
    return pd.DataFrame(list(rows), columns=["estate_id", "vote_id", *COUNTS])


def one(*counts):
    return more_votes(votes(("E1", "V1", *counts)), **MARKS).iloc[0]


def passes(*counts):
    return decided(votes(("E1", "V1", *counts)), **MARKS).loc["E1", "passed"] is True


def test_too_few_came():
    # 60 of 90 must come; 54 did. Their 40 and the 6 that come now are 46 of 60: over 3/4
    assert one(90, 900, 54, 600, 40, 450)[["more", "of_new", "of_turned"]].tolist() == [6, 6, 0]


def test_enough_came_but_too_many_were_against():
    # 45 of the 60 that came must agree; 40 did. Of the 30 that stayed away it takes 20:
    # (40 + 20) of (60 + 20) is 3/4
    found = one(90, 900, 60, 600, 40, 450)
    assert found[["more", "of_new", "of_turned", "if_new"]].tolist() == [5, 0, 5, 20]


def test_both_at_once():
    # 60 must come, 50 did: 10 more, all agreeing. Then 30 + 10 of 60 agree; 45 are needed
    found = one(90, 900, 50, 600, 30, 450)
    assert found[["more", "of_new", "of_turned"]].tolist() == [15, 10, 5]


def test_who_stayed_away_may_be_too_few():
    assert math.isnan(one(90, 900, 88, 600, 40, 450)["if_new"])


def test_area_is_counted_apart_from_heads():
    # 600 of 900 m² must take part, 510 did: 90 more. With them 480 of 600 agree; 450 would do
    found = one(90, 900, 60, 510, 45, 390)
    assert found["more"] == 0
    assert found[["more_area_m2", "new_area_m2", "turned_area_m2"]].tolist() == [90, 90, 0]


def test_what_nobody_counted_stays_unknown():
    found = one(90, None, 50, None, 30, None)
    assert found["more"] == 15
    assert math.isnan(found["more_area_m2"])
    assert one(None, 900, 50, 600, 30, 450)[["more", "if_new"]].isna().all()
    assert one(0, 900, 0, 600, 0, 450)[["more"]].isna().all()


def test_of_several_votes_the_nearest_to_passing_counts():
    table = votes(
        ("E1", "V3", 90, 900, 50, 600, 30, 450),
        ("E1", "V2", 90, 900, 54, 600, 40, 450),
        ("E1", "V1", 90, None, 59, None, 45, None),
        ("E2", "V4", 90, 900, 60, 600, 45, 450),
    )
    found = nearest_vote(table.sample(frac=1, random_state=3), **MARKS)
    assert found["vote_id"].to_dict() == {"E1": "V2", "E2": "V4"}
    assert found["more"].to_dict() == {"E1": 6, "E2": 0}


def test_no_votes_no_rows():
    assert nearest_vote(votes(), **MARKS).empty


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 90), st.data())
def test_the_fewest_owners_are_enough_and_one_fewer_never_is(owners, data):
    voted = data.draw(st.integers(0, owners))
    yes = data.draw(st.integers(0, voted))
    if voted == 0:
        return
    found = one(owners, 3, voted, 3, yes, 3)
    new, turned = int(found["of_new"]), int(found["of_turned"])
    assert passes(owners, 3, voted + new, 3, yes + new + turned, 3)
    fewer = int(found["more"]) - 1
    for came in range(min(fewer, owners - voted) + 1):
        agreed = min(yes + fewer, voted + came)
        assert not passes(owners, 3, voted + came, 3, agreed, 3)
    if not math.isnan(found["if_new"]):
        only = int(found["if_new"])
        assert passes(owners, 3, voted + only, 3, yes + only, 3)
        assert only == 0 or not passes(owners, 3, voted + only - 1, 3, yes + only - 1, 3)


@settings(max_examples=50, deadline=None)
@given(st.floats(1, 1e5), st.floats(0.01, 1), st.floats(0, 1))
def test_the_least_area_is_enough_and_less_is_not(area, came, agreed):
    voted = area * came
    found = one(9, area, 9, voted, 9, voted * agreed)
    new, turned = found["new_area_m2"], found["turned_area_m2"]
    at = (9, area, 9, voted + new, 9, voted * agreed + new + turned)
    shares = (at[3] / at[1], at[5] / at[3])
    assert shares[0] >= 2 / 3 - 1e-8
    assert shares[1] >= 3 / 4 - 1e-8
    assert found["more_area_m2"] > 0 or passes(9, area, 9, voted, 9, voted * agreed)


def support(yes, replies, people):
    columns = [pd.Series([n], dtype=float) for n in (yes, replies, people)]
    return more_support(*columns, support=2 / 3).iloc[0]


def test_a_survey_lacks_those_who_answered_otherwise_or_many_new_ones():
    assert support(50, 90, 120).tolist() == [10, 0, 10, 30]
    assert math.isnan(support(50, 90, 119)["if_new"])
    assert support(60, 90, 120)["more"] == 0


@pytest.mark.parametrize("told", [(None, 90, 120), (5, 0, 120), (91, 90, 120)])
def test_a_survey_that_says_nothing_lacks_nobody_knows_how_many(told):
    assert support(*told).isna().all()


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 500), st.data())
def test_the_fewest_in_favour_are_enough(replies, data):
    yes = data.draw(st.integers(0, replies))
    found = support(yes, replies, 10_000)
    more, only = found["more"], found["if_new"]
    assert (yes + more) / replies >= 2 / 3
    assert more == 0 or (yes + more - 1) / replies < 2 / 3
    assert (yes + only) / (replies + only) >= 2 / 3
    assert only == 0 or (yes + only - 1) / (replies + only - 1) < 2 / 3


def paid(per, share, homes, exempt=None):
    return pd.DataFrame(
        {
            "deposit_per_household_yuan": [per],
            "deposit_paid_share": [share],
            "households": [homes],
            "exempt_households": [exempt],
        }
    )


def test_deposits_short_by_hand():
    # 100 households, 10 exempt: 90 × 500 = 45,000 yuan; 90 × 300 came: 18,000 short, 36 households
    found = more_deposits(paid(300.0, 0.6, 100, 10), least_yuan=500, reading="household_average")
    assert found.iloc[0].tolist() == [36, 18000]
    # 40 of 90 have paid nothing; where every household must have paid it takes these 50
    every = more_deposits(paid(500.0, 40 / 90, 100, 10), least_yuan=500, reading="every_household")
    assert every.iloc[0].tolist() == [50, 0]


def test_deposits_nobody_recorded_are_unknown_and_a_collection_is_not_counted():
    for row, reading in (
        (paid(np.nan, np.nan, 100), "household_average"),
        (paid(300.0, 0.6, None), "household_average"),
        (paid(300.0, 0.6, 100), "collected_before_start"),
    ):
        assert more_deposits(row, least_yuan=500, reading=reading).isna().all(axis=None)
    without = more_deposits(paid(300.0, 0.6, 100), least_yuan=None, reading="household_average")
    assert without.isna().all(axis=None)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 2000), st.integers(0, 10**6))
def test_the_households_more_bring_the_average_up(homes, yuan):
    row = paid(yuan / homes, 0.5, homes)
    found = more_deposits(row, least_yuan=500, reading="household_average").iloc[0]
    after = paid((yuan + found["more_yuan"]) / homes, 0.5, homes)
    assert deposit_ok(after, least_yuan=500, reading="household_average").tolist() == ["yes"]
    assert found["more"] == math.ceil(found["more_yuan"] / 500)
