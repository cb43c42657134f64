from intake.sheet.other_sheets import alike, not_read
from tables import ESTATES

LEDGER = [["小区名称", "户数"], ["甲里", 120], ["乙里", 80]]
HEADS = {
    "河东街道": LEDGER,
    "河西街道": [["河西街道"], *LEDGER],
    "统计": [["街道", "个数"], ["河东", 2], ["河西", 2]],
    "说明": [["填表说明"]],
    "空": [],
}


def found(answers):
    issues = not_read(
        HEADS, "河东街道", ESTATES, ESTATES.columns, file="台账.xlsx", answers=answers
    )
    return [(i.code, i.severity, i.value) for i in issues]


def test_a_sheet_a_street_office_is_asked_about_and_other_data_is_named():
    assert alike(HEADS, "河东街道", ESTATES.columns) == ["河西街道"]
    assert found({}) == [
        ("intake.more_sheets", "question", "河西街道"),
        ("intake.other_sheets", "info", "统计"),
    ]


def test_what_was_answered_is_not_asked_again():
    assert found({"sheets": {"台账.xlsx": "all"}}) == [("intake.other_sheets", "info", "统计")]


def test_a_sheet_without_the_table_is_like_no_other():
    assert alike(HEADS, "说明", ESTATES.columns) == []
