"""Funds whose purpose nobody knows are said, row by row."""

import pandas as pd

from intake.doubts.purposes import unknown_purposes
from intake.places import FILE, ROW, SHEET
from tables import TABLES


def said(*cells):
    frame = pd.DataFrame({
        "source": "市级", "year": 2027, "pays": list(cells),
        FILE: "资金.xlsx", SHEET: "", ROW: range(2, 2 + len(cells)),
    })  # fmt: skip
    found = unknown_purposes(frame, TABLES["budgets"])
    return [(issue.file, issue.row, issue.column, issue.value) for issue in found]


def test_each_row_with_an_unknown_word_is_named():
    cells = ("basic,gas", None, "大修,other,抗震", "elevator", "绿化")
    assert said(*cells) == [
        ("资金.xlsx", 4, "可用于", "大修、抗震"),
        ("资金.xlsx", 6, "可用于", "绿化"),
    ]


def test_known_purposes_and_none_are_nothing_to_tell():
    assert said("building_body,elevator,other", None) == said() == []
