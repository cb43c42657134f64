"""Saving as a person meets it: a reload, two studies, two tabs on one, a server that is killed."""

import shutil
import signal
from contextlib import contextmanager

import pytest

from study import decisions
from study.editing import edited
from study.plain_yaml import values
from tests.ui.browser import COLOURS, drag, idle, opened, turn
from tests.ui.conftest import rename_first, served, serving

pytestmark = pytest.mark.browser

PATIENCE = 300  # tenths of a second
COMMENT = "# 会议议定，改动请留名\n"


LEFT = ("decisions.jsonl", "drafts.json", "study.yaml.bak-*", "study-copy-*", "*.as-made")


def copied(small_study, folder, name):
    """Return the study file of a copy as it was made: what other tests left is not in it."""
    shutil.copytree(small_study, folder, ignore=shutil.ignore_patterns(*LEFT))
    path = folder / "study.yaml"
    text = (small_study / "study.yaml.as-made").read_text(encoding="utf-8")
    quick = {("name",): name, ("proposals",): ["need"], ("solver", "gap"): 0.5}
    path.write_text(COMMENT + edited(text, quick), encoding="utf-8")
    rename_first(folder / "台账.xlsx", f"{name}头一个")
    return path


@pytest.fixture(scope="module")
def made(small_study, tmp_path_factory):
    """Return the file of a study that these tests alone open."""
    return copied(small_study, tmp_path_factory.mktemp("own") / "甲区", "甲区")


@pytest.fixture(scope="module")
def url(made, tmp_path_factory):
    """Serve it to both tests: read and measured once."""
    with serving([made], tmp_path_factory.mktemp("served") / "log.txt") as address:
        yield address


@pytest.fixture
def file(made):
    """Return the file for one test, which leaves the folder as it was."""
    with left_as_it_was(made):
        yield made


@contextmanager
def left_as_it_was(file):
    """Put a study back: its file as it was, and beside it nothing that was not there."""
    text, there = file.read_bytes(), set(file.parent.iterdir())
    yield
    file.write_bytes(text)
    for left in set(file.parent.iterdir()) - there:
        left.unlink()


def weights_of(file) -> dict[str, float]:
    return values(file.read_text(encoding="utf-8"))["weights"]


def test_a_change_outlives_a_killed_server_a_reload_and_meets_another_tab(
    browser, url, file, tmp_path
):
    with (
        served([file], tmp_path / "log.txt") as (doomed, process),
        opened(browser, doomed, lost=True) as (page, _),
    ):
        drag(page, "老旧程度", 0.9)
        page.get_by_text("已保存").first.wait_for()
        process.send_signal(signal.SIGKILL)
    kept = weights_of(file)
    assert kept["age"] > 0.3
    assert [one.kind for one in decisions.recorded(file)] == ["weights"]

    with opened(browser, url) as (page, _), opened(browser, url) as (other, _):
        shown = page.evaluate(COLOURS)
        page.reload()
        page.wait_for_selector(".live-map-row")
        idle(page)
        assert page.evaluate(COLOURS) == shown
        turn(other, "评分", "指标")
        other.locator(".st-key-criteria-heads label").click()
        other.get_by_text("已保存").first.wait_for()
        turn(page, "评分")
        page.get_by_text("另一处已修改这项研究").wait_for()
    found = values(file.read_text(encoding="utf-8"))
    assert found["ranking"]["by_population"] is True
    assert found["weights"] == kept
    assert all(share == round(share, 3) for share in kept.values())  # as a person would write them


def by_population(file) -> bool:
    return values(file.read_text(encoding="utf-8")).get("ranking", {}).get("by_population", False)


def clashed(page, other, file):
    """Change the study in one window and, before the second knows of it, in the second one."""
    theirs = not by_population(file)
    other.locator(".st-key-criteria-heads label").click()
    other.get_by_text("已保存").first.wait_for()
    for _ in range(PATIENCE):
        if by_population(file) is theirs:
            break
        other.wait_for_timeout(100)
    assert by_population(file) is theirs
    drag(page, "老旧程度", 0.9)
    asked = page.locator(".st-key-saving_conflict")
    asked.get_by_text("对方的改动").wait_for()
    return asked


def test_two_windows_on_one_study_are_told_what_the_other_changed_and_choose(browser, url, file):
    agreed = weights_of(file)
    with opened(browser, url) as (page, _), opened(browser, url) as (other, _):
        turn(other, "评分", "指标")
        asked = clashed(page, other, file)
        said = asked.inner_text()
        assert "排序方式" in said
        assert "老旧程度" in said
        assert weights_of(file) == agreed  # nothing is written before the choice
        page.get_by_text("有改动等您选择，还没有写入").wait_for()
        asked.get_by_role("button", name="用对方的").click()
        asked.wait_for(state="detached")
        idle(page)
        assert weights_of(file) == agreed
        slider = page.locator(".weight-row").filter(has_text="老旧程度").get_by_role("slider")
        assert slider.input_value() == str(round(agreed["age"] * 100))

        asked = clashed(page, other, file)
        asked.get_by_role("button", name="另存为副本").click()
        page.get_by_text("已另存为 study-copy-1.yaml").wait_for()
        assert weights_of(file) == agreed
        mine = file.with_name("study-copy-1.yaml")
        assert weights_of(mine)["age"] > agreed["age"]

        theirs = not by_population(file)
        asked = clashed(page, other, file)
        asked.get_by_role("button", name="加到对方的上面").click()
        asked.wait_for(state="detached")
        page.get_by_text("已保存").first.wait_for()
        assert weights_of(file) == weights_of(mine)
        assert by_population(file) is theirs
    assert file.read_text(encoding="utf-8").startswith(COMMENT)
    kinds = [step.kind for step in decisions.recorded(file)]
    assert kinds == ["ranking", "ranking", "ranking", "weights"]
