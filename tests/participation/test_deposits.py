"""Whether residents have put their money down, by each reading of the rule."""

import numpy as np
import pandas as pd
import pytest

from participation import READINGS, deposit_ok, rates

AVERAGE, EACH, COLLECTED = READINGS


def said(reading, *, yuan=np.nan, share=np.nan, collected=None, least=500):
    paid = pd.DataFrame(
        {
            "deposit_per_household_yuan": [yuan],
            "deposit_paid_share": [share],
            "collected_before_start": pd.array([collected], dtype="boolean"),
        }
    )
    return deposit_ok(paid, least_yuan=least, reading=reading).tolist()[0]


@pytest.mark.parametrize(
    ("reading", "yuan", "share", "expected"),
    [
        (AVERAGE, 500, 0.5, "yes"),  # half pay a thousand each: the average is reached
        (EACH, 500, 0.5, "no"),  # … but not by every household
        (EACH, 500, 1, "yes"),
        (EACH, 499, 1, "no"),
        (AVERAGE, 499.99, 1, "no"),
        (AVERAGE, np.nan, 1, "unknown"),
        (EACH, 500, np.nan, "unknown"),
        (EACH, 400, np.nan, "no"),  # the average alone settles it
        (EACH, np.nan, 0.9, "no"),
    ],
)
def test_a_deposit_is_read_as_an_average_or_for_each_household(reading, yuan, share, expected):
    assert said(reading, yuan=yuan, share=share) == expected


@pytest.mark.parametrize(
    ("collected", "expected"), [(True, "yes"), (False, "no"), (None, "unknown")]
)
def test_collected_in_one_go_asks_for_no_deposit(collected, expected):
    assert said(COLLECTED, yuan=0, share=0, collected=collected) == expected


def test_without_a_standard_in_force_nobody_can_say():
    assert said(AVERAGE, yuan=500, least=None) == "unknown"


def test_no_estates_and_nothing_known():
    empty = pd.DataFrame({"deposit_per_household_yuan": []}, dtype=float)
    assert deposit_ok(empty, least_yuan=500, reading=AVERAGE).empty
    gaps = pd.DataFrame({"deposit_per_household_yuan": [np.nan] * 3})
    assert deposit_ok(gaps, least_yuan=500, reading=AVERAGE).tolist() == ["unknown"] * 3


def test_exempt_households_owe_nothing():
    # 100 households, 20 exempt: 80 paid 500 yuan each
    surveys = pd.DataFrame(
        columns=["estate_id", "survey_date", "issued", "returned", "support", "fee_yes",
                 "participants"],
    )  # fmt: skip
    deposits = pd.DataFrame(
        {"estate_id": ["E1", "E2"], "amount_yuan": [40_000.0] * 2, "households_paid": [80] * 2}
    )
    table = rates(
        pd.Series(["E1", "E2"]),
        pd.Series([100, 100]),
        surveys,
        deposits,
        exempt=pd.Series([20, None], dtype="Int64"),
    )
    assert table["deposit_per_household_yuan"].tolist() == [500, 400]
    assert table["deposit_paid_share"].tolist() == [1, 0.8]
    assert deposit_ok(table, least_yuan=500, reading=EACH).tolist() == ["yes", "no"]
