import pandas as pd

from intake.sheet.regions import filled_down
from tables import ESTATES


def down(streets, header="所属街道"):
    cells = pd.DataFrame({0: streets}, index=range(2, 2 + len(streets)), dtype="object")
    found, issues = filled_down(cells, [header], ESTATES.columns)
    return found[0].tolist(), [issue.detail["rows"] for issue in issues]


def test_blanks_below_a_region_are_filled_and_listed():
    assert down(["甲街道", None, "乙街道", " "]) == (
        ["甲街道", "甲街道", "乙街道", "乙街道"],
        [[3, 5]],
    )


def test_what_looks_otherwise_is_let_be():
    for streets in (
        [None, "甲街道", None],  # the first is not known
        ["甲街道", "甲街道", None],  # written on every row
        ["甲街道", None, "乙街道", None, "甲街道"],  # not in groups
        ["甲街道", "乙街道", "丙街道", None],  # one blank among many
        [None, None],
        [],
    ):
        assert down(streets) == (streets, [])


def test_a_name_is_never_filled_down():
    assert down(["甲里", None], "小区名称") == (["甲里", None], [])
