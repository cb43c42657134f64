"""What is said of facilities whose category the catalogue does not have."""

import geopandas as gpd
import pandas as pd
import pytest

from intake import Inputs
from study.walking_issues import walking_issues
from texts import say

LISTED = {"edu_kinder", "shp_market"}


def told(*categories):
    """Return the issues of facilities of these categories, in a study without streets."""
    rows = pd.DataFrame({"category": pd.Series(categories, dtype=object)})
    inputs = Inputs(tables={"facilities": rows}, files=(), issues=())
    none = gpd.GeoDataFrame(geometry=[])
    issues = walking_issues(inputs, none, pd.DataFrame(), listed=LISTED, cap_m=100)
    return {issue.code: issue for issue in issues if issue.table == "facilities"}


def test_where_most_facilities_are_not_counted_it_is_said_once_with_the_most_frequent():
    issues = told("edu_kinder", *"丙丙丙", *"乙乙", *"丁丁", "甲", None)
    one = issues["study.facilities_unknown"]
    assert (one.severity, one.value) == ("warning", "丙 (3)、丁 (2)、乙 (2)")
    assert (one.detail["count"], one.detail["total"]) == (9, 10)
    for locale in ("zh", "en"):
        sentence = say(locale, one.code, value=one.value, **one.detail)
        assert "inputs.facilities" in sentence
        assert "edu_kinder" in sentence
        assert one.value in sentence


@pytest.mark.parametrize("categories", [(), ("edu_kinder", "甲"), ("edu_kinder", "shp_market")])
def test_half_of_them_or_fewer_is_no_warning(categories):
    assert "study.facilities_unknown" not in told(*categories)


def test_facilities_without_any_category_are_warned_of():
    assert told(None, None)["study.facilities_unknown"].value == "—"


def test_each_category_is_still_listed():
    assert told("甲", "甲")["study.unlisted_category"].detail == {"count": 2}
