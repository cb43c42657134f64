"""Confirming what the ledger's words mean in a real browser, as a planner would."""

import re

import pytest

import study
from study.plain_yaml import values
from tests.ui.browser import idle, opened, turn
from tests.ui.conftest import serving
from tests.ui.data.test_problem_words import never_inspected

pytestmark = pytest.mark.browser

OPEN = re.compile(r"· (\d+)")


@pytest.fixture
def folder(small_study, tmp_path):
    return never_inspected(small_study, tmp_path / "study")


@pytest.fixture
def url(folder, tmp_path):
    """Serve the study whose ledger has blanks."""
    with serving([folder], tmp_path / "log.txt") as address:
        yield address


def choose(page, word: str, item: str) -> None:
    """Open the field beside a keyword and take an item, as a person does."""
    page.get_by_role("combobox", name=f"“{word}”指").click()
    page.get_by_role("option", name=item, exact=True).click()
    idle(page)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    idle(page)


def test_words_are_chosen_applied_ranked_and_saved(browser, url, folder):
    file = folder / "study.yaml"
    with opened(browser, url) as (page, foreign):
        turn(page, "数据", "数据问题")
        page.get_by_role("button", name="去确认").first.click()
        idle(page)
        count = int(OPEN.search(page.get_by_role("radio", name="“存在问题”用词").inner_text())[1])
        assert page.get_by_text("未应用", exact=True).count() == 0
        choose(page, "飞线", "不是设施问题")
        assert page.get_by_text("未应用", exact=True).count() == 1
        press(page, "全部采用建议")
        assert page.get_by_text("未应用", exact=True).count() == count
        press(page, "应用")
        page.get_by_text("个小区名次变化").wait_for()
        assert page.locator(".criteria.diff .add").filter(has_text="飞线: none").count() == 1
        assert page.get_by_text("方案年份仍按旧资料确认").count() >= 1
        page.get_by_text("已保存").first.wait_for()
        page.get_by_text("关键词都已确认").wait_for()
        assert foreign == []
        assert page.evaluate("window.hacked") is None
    answers = values(file.read_text(encoding="utf-8"))["answers"]["problem_words"]
    assert (answers["飞线"], answers["未通天然气"], answers["漏水"]) == ("none", "gas", "leak")
    found = study.load(file)
    measured = study.measure(study.read_inputs(found), found.choices)
    assert not any(issue.code == "facts.problem_word" for issue in measured.issues)
