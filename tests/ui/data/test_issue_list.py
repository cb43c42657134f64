import pandas as pd

from tables import Issue
from ui.data.issue_list import fitting, sorted_issues

LOG = pd.DataFrame(
    {
        "severity": ["错误", "提示", "提示"],
        "file": ["a.xlsx", "a.xlsx", "b.csv"],
        "sentence": ["建成年代看不懂", "Households 未知", "a+b (x"],
    }
)


def test_filters_hold_together_and_an_open_filter_holds_nothing():
    assert fitting(LOG, {"severity": "提示", "file": "a.xlsx"}, "").index.tolist() == [1]
    assert fitting(LOG, {"severity": None, "file": None}, "").index.tolist() == [0, 1, 2]


def test_words_are_found_in_any_column_whatever_their_case_and_are_no_pattern():
    assert fitting(LOG, {}, "households A.XLSX").index.tolist() == [1]
    assert fitting(LOG, {}, "a+b (").index.tolist() == [2]
    assert fitting(LOG, {}, ".*").empty
    assert fitting(LOG.iloc[:0], {}, "x").empty


def test_issues_keep_the_order_of_the_log_with_their_details():
    issues = [Issue("b", "info", detail={"n": 1}), Issue("a", "error", detail={"n": 2})]
    assert [issue.detail["n"] for issue in sorted_issues(issues)] == [2, 1]
