"""Two thirds take part, three quarters of them agree, by area and by head (Civil Code 278)."""

import pandas as pd
import pytest

from participation import consent

VOTE = [
    "estate_id",
    "purpose",
    "owners",
    "area_m2",
    "owners_voted",
    "area_voted_m2",
    "owners_yes",
    "area_yes_m2",
]
WORDS = ["改造", "更新"]


def decided(votes, support=None):
    row = settled(votes, support)
    return row["consent"], row["consent_basis"]


def settled(votes, support=None):
    rates = pd.DataFrame({"estate_id": ["E1"], "support_rate": [support]}, dtype=object)
    rates["support_rate"] = rates["support_rate"].astype(float)
    frame = pd.DataFrame(votes, columns=VOTE)
    return consent(
        rates, frame, participation=2 / 3, approval=3 / 4, support=2 / 3, purposes=WORDS
    ).iloc[0]


@pytest.mark.parametrize(
    ("vote", "expected"),
    [
        (
            ("E1", "小区改造", 300, 24000, 200, 16000, 150, 12000),
            "yes",
        ),  # exactly 2/3 and 3/4 of both
        (
            ("E1", "小区改造", 300, 24000, 199, 16000, 150, 12000),
            "no",
        ),  # one owner short of taking part
        (("E1", "小区改造", 300, 24000, 200, 15999, 150, 12000), "no"),  # one square metre short
        (
            ("E1", "小区改造", 300, 24000, 200, 16000, 149, 12000),
            "no",
        ),  # one owner short of agreeing
        (("E1", "小区改造", 300, 24000, 200, 16000, 150, 11999), "no"),
        (("E1", "小区改造", 300, 24000, 0, 0, 0, 0), "no"),  # nobody came
    ],
)
def test_a_vote_needs_both_shares_on_both_counts(vote, expected):
    assert decided([vote]) == (expected, "vote")


def test_a_failed_vote_counts_more_than_a_willing_survey():
    assert decided([("E1", "小区改造", 300, 24000, 100, 8000, 100, 8000)], 0.99) == ("no", "vote")


def test_one_passed_vote_is_enough():
    failed = ("E1", "小区改造", 300, 24000, 100, 8000, 100, 8000)
    passed = ("E1", "小区改造", 300, 24000, 250, 20000, 240, 19000)
    assert decided([failed, passed]) == ("yes", "vote")
    assert decided([passed, failed]) == ("yes", "vote")


def test_an_incomplete_vote_proves_nothing_and_the_survey_speaks():
    assert decided([("E1", "小区改造", 300, None, 250, 20000, 240, 19000)], 0.7) == (
        "yes",
        "survey",
    )


@pytest.mark.parametrize(("support", "expected"), [(2 / 3, "yes"), (0.66, "no"), (None, "unknown")])
def test_without_a_vote_the_survey_decides(support, expected):
    assert decided([], support)[0] == expected


def test_nobody_asked_is_unknown():
    assert decided([]) == ("unknown", "none")


PASSED = (300, 24000, 250, 20000, 240, 19000)
FAILED = (300, 24000, 250, 20000, 100, 8000)


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("小区改造", ("yes", "vote")),
        ("老旧小区更新方案", ("yes", "vote")),
        (None, ("yes", "vote")),
        (" ", ("yes", "vote")),
        ("加装电梯（3单元）", ("unknown", "none")),
        ("选聘物业", ("unknown", "none")),
    ],
)
def test_only_a_vote_on_the_renovation_is_consent_to_it(purpose, expected):
    assert decided([("E1", purpose, *PASSED)]) == expected


def test_a_passed_vote_on_a_lift_does_not_heal_a_failed_one_on_the_renovation():
    votes = [("E1", "加装电梯（3单元）", *PASSED), ("E1", "小区改造", *FAILED)]
    assert decided(votes, 0.99) == ("no", "vote")


def test_the_four_numbers_of_the_vote_stand_beside_the_consent():
    row = settled([("E1", "小区改造", 300, 24000, 183, 15000, 150, 12000)])
    assert row["consent_short"] == "vote_area;vote_head"  # 62.5 % of the area and 61 % of the heads
    assert row["vote_area_share"] == pytest.approx(0.625)
    assert row["vote_head_share"] == pytest.approx(0.61)
    assert row["yes_area_share"] == pytest.approx(0.8)
    assert row["yes_head_share"] == pytest.approx(150 / 183)


def test_a_survey_short_of_support_says_so_and_has_no_vote():
    row = settled([], 0.5)
    assert row["consent_short"] == "support"
    assert row[["vote_area_share", "yes_head_share"]].isna().all()
    assert settled([])["consent_short"] == ""
    assert settled([], 0.8)["consent_short"] == ""


def test_a_vote_that_surely_failed_is_not_healed_by_a_willing_survey():
    heads_only = ("E1", "小区改造", 300, None, 100, None, 90, None)
    assert decided([heads_only], 0.99) == ("no", "vote")


def test_an_incomplete_vote_shows_what_is_known_and_the_survey_speaks():
    row = settled([("E1", "小区改造", 300, None, 250, 20000, 240, 19000)], 0.9)
    assert (row["consent_basis"], row["consent_short"]) == ("survey", "")
    assert row["vote_head_share"] == pytest.approx(250 / 300)
