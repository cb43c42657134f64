import pandas as pd
import pytest

from intake.doubts.amounts import odd_amounts
from intake.headings.headers import Match
from intake.places import FILE, ROW
from tables import TABLES

BUDGETS = TABLES["budgets"]
HEADS = {("budgets", "a.csv", "amount_wan"): Match("金额(万元)", 2, "amount_wan", "exact")}


def odd(*amounts, answers=None):
    frame = pd.DataFrame({
        "source": [f"来源{n}" for n in range(len(amounts))], "year": 2027,
        "amount_wan": pd.Series(amounts, dtype=float),
        FILE: "a.csv", ROW: range(2, len(amounts) + 2),
    })  # fmt: skip
    return odd_amounts(frame, BUDGETS, HEADS, answers)


def test_one_amount_no_city_has_is_said_and_kept():
    issues = odd(500, 5_000_000, 800)
    assert [(i.code, i.severity, i.row, i.column, i.value, i.detail["read"]) for i in issues] == [
        ("intake.amount_large", "warning", 3, "金额(万元)", "5000000", "500")
    ]


def test_a_column_of_them_is_asked_once_and_not_again():
    issues = odd(5_000_000, 8_000_000, 12_000_000)
    assert [(i.code, i.detail["answer_path"], i.detail["answer_proposed"]) for i in issues] == [
        ("intake.column_unit", ["units", "budgets", "金额(万元)"], "yuan")
    ]
    assert odd(5_000_000, 8_000_000, answers={"units": {"budgets": {"金额(万元)": "wan"}}}) == []


@pytest.mark.parametrize("amounts", [(), (float("nan"),), (0,), (1_000_000, 1)])
def test_what_a_city_may_have_is_not_said(amounts):
    assert odd(*amounts) == []
