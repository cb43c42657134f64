"""What the newest survey and all deposits say."""

import numpy as np
import pandas as pd
import pytest

from participation import rates

SURVEY = ["estate_id", "survey_date", "issued", "returned", "support", "fee_yes", "participants"]


def surveys(*rows):
    frame = pd.DataFrame(list(rows), columns=SURVEY)
    return frame.assign(survey_date=pd.to_datetime(frame["survey_date"]))


def deposits(*rows):
    columns = ["estate_id", "amount_yuan", "households_paid"]
    return pd.DataFrame([(*row, None)[:3] for row in rows], columns=columns)


def found(survey_rows, deposit_rows=(), households=(100,), ids=("E1",)):
    return rates(
        pd.Series(ids), pd.Series(households), surveys(*survey_rows), deposits(*deposit_rows)
    )


def test_xiangtan_response_rate_of_91_05_percent():
    row = found([("E1", "2020-08-01", 2000, 1821, 1815, 1457, 90)]).iloc[0]
    assert row["response_rate"] == pytest.approx(0.9105)
    assert row["fee_rate"] == pytest.approx(0.8001, abs=1e-4)
    assert row["participation_rate"] == pytest.approx(0.9)


def test_the_newer_survey_replaces_the_older_whatever_the_row_order():
    rows = [("E1", "2025-01-01", 50, 40, 10, 5, 5), ("E1", "2026-01-01", 50, 40, 30, 20, 20)]
    for order in (rows, rows[::-1]):
        assert found(order)["support_rate"].tolist() == [0.75]


def test_an_estate_never_asked_is_unknown_not_zero():
    table = found([], households=(100, 50), ids=("E1", "E2"))
    assert table.drop(columns="estate_id").isna().all(axis=None)


def test_deposits_are_averaged_over_all_households():
    table = found([], [("E1", 30_000.0), ("E1", 20_000.0)])
    assert table["deposit_per_household_yuan"].tolist() == [500]


def test_an_impossible_rate_is_unknown():
    table = found([("E1", "2026-01-01", 50, 60, 61, 60, 200)])
    assert table[["response_rate", "support_rate", "participation_rate"]].isna().all(axis=None)


def test_nothing_below_the_line_is_unknown():
    table = found([("E1", "2026-01-01", 0, 0, 0, 0, 0)], [("E1", 10.0)], households=(0,))
    numbers = table.drop(columns=["estate_id", "survey_date"]).to_numpy(dtype=float)
    assert np.isnan(numbers).all()


def test_no_estates_give_no_rows():
    assert found([], households=(), ids=()).empty


def test_deposits_partly_unknown_are_unknown():
    rows = [("E1", 5_000.0), ("E1", np.nan), ("E2", 8_000.0)]
    table = found([], rows, households=(100, 100), ids=("E1", "E2"))
    assert table["deposit_per_household_yuan"].isna().tolist() == [True, False]
