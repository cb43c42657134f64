"""How far a survey may be believed: a low response costs confidence, never support."""

import math

import pandas as pd
import pytest

from participation.interval import share_interval
from participation.rates import rates
from participation.survey import survey_trust

COLUMNS = ["estate_id", "survey_date", "issued", "returned", "support", "fee_yes", "participants"]
DEPOSITS = pd.DataFrame(columns=["estate_id", "amount_yuan", "households_paid"])


def trust(rows, households=None, floor=0.5):
    surveys = pd.DataFrame(rows, columns=COLUMNS)
    homes = pd.Series(households or [100])
    ids = pd.Series([f"E{place}" for place in range(1, len(homes) + 1)])
    return survey_trust(ids, homes, surveys, confidence=0.95, floor=floor).set_index("estate_id")


def test_replies_are_taken_among_the_households():
    found = trust([("E1", "2026-05-01", 90, 50, 40, 20, 50)]).loc["E1"]
    hand = share_interval(pd.Series([40, 20]), pd.Series([50, 50]), pd.Series([100, 100]),
                          confidence=0.95)  # fmt: skip
    assert [found["support_rate_low"], found["support_rate_high"]] == hand.iloc[0, :2].tolist()
    assert [found["fee_rate_low"], found["fee_rate_high"]] == hand.iloc[1, :2].tolist()
    assert found["survey_interval"] == "finite"
    assert (found["survey_issued"], found["survey_returned"]) == (90, 50)


def test_the_newest_survey_counts():
    rows = [("E1", "2026-05-01", 90, 50, 40, 20, 50), ("E1", "2024-05-01", 90, 10, 9, 9, 10)]
    assert trust(rows).loc["E1", "survey_returned"] == 50


@pytest.mark.parametrize(
    ("issued", "returned", "reliability", "code"),
    [(100, 80, 1, "ok"), (100, 50, 1, "ok"), (100, 40, 0.8, "low_response"),
     (100, 0, 0, "low_response"), (None, 40, None, "unknown_response"),
     (30, 40, None, "unknown_response"), (100, None, None, "no_survey")],
)  # fmt: skip
def test_a_low_response_lowers_the_confidence(issued, returned, reliability, code):
    found = trust([("E1", "2026-05-01", issued, returned, 0, 0, 0)]).loc["E1"]
    assert found["survey_confidence"] == code
    wanted = math.nan if reliability is None else reliability
    assert found["survey_reliability"] == pytest.approx(wanted, nan_ok=True)


def test_the_support_itself_does_not_move_with_the_response():
    ids, homes = pd.Series(["E1", "E2"]), pd.Series([100, 100])
    rows = [("E1", "2026-05-01", 50, 40, 30, 0, 0), ("E2", "2026-05-01", 100, 40, 30, 0, 0)]
    found = rates(ids, homes, pd.DataFrame(rows, columns=COLUMNS), DEPOSITS)
    assert found["support_rate"].tolist() == [0.75, 0.75]
    trusted = trust(rows, [100, 100])
    assert trusted["survey_confidence"].tolist() == ["ok", "low_response"]
    assert trusted.loc["E1", "support_rate_low"] == trusted.loc["E2", "support_rate_low"]


def test_nobody_asked_is_anything_and_an_unknown_count_is_unknown():
    found = trust([("E2", "2026-05-01", 100, None, 60, None, None)], [100, 100])
    assert found["support_rate_low"].tolist() == [0, 0]
    assert found["support_rate_high"].tolist() == [1, 1]
    assert found["survey_interval"].tolist() == ["no_replies", "unknown"]
    assert found["survey_confidence"].tolist() == ["no_survey", "no_survey"]


def test_row_order_does_not_matter():
    rows = [("E1", "2026-05-01", 90, 50, 40, 20, 50), ("E2", "2026-05-01", 80, 30, 20, 10, 30)]
    pd.testing.assert_frame_equal(trust(rows, [100, 90]), trust(rows[::-1], [100, 90]))
