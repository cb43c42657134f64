"""Without streets every page that tells a walk says it was estimated by straight lines."""

import pytest

from reports.estate_sheet import estate_page, sheet_html
from reports.trust import first, unsure
from tests.small_circle import results

SAID = {"zh": "按直线估算", "en": "stimated by straight lines"}


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_sheet_of_an_estate_says_so(locale):
    page = estate_page(results("straight"), "E1", locale=locale)
    assert SAID[locale] in page["words"]["facilities"]
    assert SAID[locale] in page["walk_notes"][0]
    assert SAID[locale] in page["method"][-1]
    (how,) = {
        item["how"]
        for criterion in page["criteria"]
        for item in criterion["indicators"]
        if SAID[locale] in item["how"]
    }
    assert how
    assert SAID[locale] not in sheet_html(results(), "E1", locale=locale)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_briefing_says_so(locale):
    assert SAID[locale] in first(results("straight"), locale=locale)["notes"][-1]
    names = [fact["name"] for fact in unsure(results("straight"), locale=locale)["facts"]]
    assert any(SAID[locale] in name for name in names)
    assert not any(SAID[locale] in note for note in first(results(), locale=locale)["notes"])


def test_minutes_stand_beside_the_metres_for_adult_and_elder():
    """E1: the market at 70 m is a minute off for both, the kindergarten at 842 m 13 and 16."""
    page = estate_page(results(), "E1", locale="zh")
    assert {item["name"]: item["minutes"] for item in page["facilities"]} == {
        "菜市场或生鲜超市": "1/1 分",
        "幼儿园": "13/16 分",
    }
    assert "成人/老年人" in page["walk_notes"][0]


def test_coverage_by_building_is_told_beside():
    notes = " ".join(estate_page(results("homes"), "E1", locale="zh")["walk_notes"])
    assert "按 2 栋楼、户数加权，覆盖率 38" in notes
