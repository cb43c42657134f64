"""What a fund may pay for: classes of cost, the national classes of works, words nobody knows."""

import datetime as dt

import pandas as pd
import pytest

from intake import Inputs
from intake.cells.values import read
from standards import in_force
from study.purposes import coarse, purposes
from tables import TABLES, InputError, Issue

RULES = in_force(dt.date(2026, 11, 21)).rules
NOTHING = Inputs({}, (), ())
COLUMN = TABLES["budgets"].column("pays")


def of(cell, inputs=NOTHING, rules=RULES):
    """Purposes of a cell as the importer reads it."""
    text = None if cell is None else read(cell, COLUMN).value
    found = purposes("市级", text, inputs, rules)
    return None if found is None else sorted(found)


@pytest.mark.parametrize(
    ("cell", "classes"),
    [
        (None, None),
        ("建筑本体、电梯", ["building_body", "elevator"]),
        ("基础", ["building_body", "gas", "other", "pipeline"]),
        ("基础类", ["building_body", "gas", "other", "pipeline"]),
        ("完善", ["building_body", "elevator", "other"]),
        ("提升类", ["other"]),
        ("提升、管网", ["other", "pipeline"]),
        ("公共设施", ["other"]),
    ],
)
def test_words_of_a_ledger_are_classes_of_cost(cell, classes):
    assert of(cell) == classes


def test_without_a_menu_a_class_of_works_is_all_money():
    assert of("基础", rules={}) == ["building_body", "elevator", "gas", "other", "pipeline"]


def test_an_unknown_word_is_named_with_file_and_row():
    told = Issue("intake.purpose_unknown", "warning", "budgets", "资金.xlsx", row=4, value="大修")
    with pytest.raises(InputError) as refused:
        of("管网、大修", Inputs({}, (told,), ()))
    assert refused.value.code == "study.purpose_unknown"
    assert vars(refused.value)["values"] == {
        "source": "市级",
        "word": "大修",
        "file": "资金.xlsx",
        "row": 4,
    }


def test_only_funds_for_a_class_of_works_are_warned_of():
    rows = pd.DataFrame(
        {"source": ["乙", "甲", "丙", "丁"], "pays": ["basic", "基础", "gas", None]}
    )
    assert [issue.value for issue in coarse(rows)] == ["乙、甲"]
    assert coarse(rows.iloc[2:]) == []
    assert coarse(pd.DataFrame({"source": ["甲"]})) == []
