import pandas as pd
import pytest

from study.detour_issues import detour_issues
from texts import say
from texts.issue_codes import issue_codes

STATED = {"ratio": 3, "least_m": 100}
ESTATES = pd.DataFrame({"estate_id": ["E1", "E2", "E3"], "name": ["河东里", None, "路北里"]})
FACILITIES = pd.DataFrame({"facility_id": ["F1", "F2"], "name": ["一小", ""]})


def rows(*given):
    names = ["estate_id", "category", "facility_id", "straight_m", "walk_m", "ratio", "status"]
    return pd.DataFrame(list(given), columns=names)


def near(estate, facility, straight_m, walk_m=float("nan")):
    status = "beyond_limit" if walk_m != walk_m else "reached"  # noqa: PLR0124 - NaN
    return (estate, "edu_primary", facility, straight_m, walk_m, walk_m / straight_m, status)


def issues(found):
    return detour_issues(found, ESTATES, FACILITIES, STATED, limit_m=1500)


def test_nothing_found_nothing_said():
    assert issues(rows()) == ()


def test_one_issue_counts_all_and_names_the_worst_first():
    found = rows(
        near("E1", "F1", 200, 900), near("E1", "F2", 200, 700), near("E2", "F1", 100, 990),
        near("E3", "F2", 480),
    )  # fmt: skip
    whole, *single = issues(found)
    assert (whole.code, whole.severity) == ("detours.found", "warning")
    assert whole.value == "路北里、E2、河东里"
    assert whole.detail == {"count": 3, "facilities": 4, "ratio": "3", "limit_m": "1500"}
    assert [issue.estate_id for issue in single] == ["E3", "E2", "E1"]
    assert {issue.severity for issue in single} == {"info"}
    assert single[0].code == "detours.beyond"
    assert single[2].detail["count"] == 2


def test_every_sentence_says_who_and_how_far():
    for issue in issues(rows(near("E1", "F1", 200, 900), near("E3", "F2", 480))):
        for locale in ("zh", "en"):
            sentence = say(locale, issue.code, value=issue.value, **issue.detail)
            assert "{" not in sentence
            assert "路北里" in sentence or "900" in sentence
            # the study walks farther than detours are looked for
            assert issue.code == "detours.worst" or "1500" in sentence


@pytest.mark.parametrize(("locale", "detours"), [("zh", "绕行"), ("en", "detour")])
def test_detours_and_streets_that_nearly_meet_point_at_each_other(locale, detours):
    (whole, _) = issues(rows(near("E1", "F1", 200, 900)))
    streets = {"count": 1, "places": "114 30", "largest_m": "1.50"}
    near_misses = "study.streets_near_misses"
    assert detours in say(locale, near_misses, **streets)
    title = issue_codes()[near_misses].title(locale).casefold()
    assert title in say(locale, whole.code, value=whole.value, **whole.detail).casefold()


@pytest.mark.parametrize("count", [20, 21, 400])
def test_many_estates_make_no_flood(count):
    found = rows(*(near(f"E{at:03}", "F1", 200, 900) for at in range(count)))
    whole, *single = issues(found)
    assert len(single) == 20
    assert whole.detail["count"] == count
    assert whole.value.endswith("E009 …")
