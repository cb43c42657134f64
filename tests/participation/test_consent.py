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
    rates = pd.DataFrame({"estate_id": ["E1"], "support_rate": [support]}, dtype=object)
    rates["support_rate"] = rates["support_rate"].astype(float)
    frame = pd.DataFrame(votes, columns=VOTE)
    row = consent(
        rates, frame, participation=2 / 3, approval=3 / 4, support=2 / 3, purposes=WORDS
    ).iloc[0]
    return row["consent"], row["consent_basis"]


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
