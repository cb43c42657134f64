"""A new study on the disk: whole or not at all, never over another one, ready to be run."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import study
from intake.check import checked
from study import patiently
from study.decisions import recorded
from study.made import NewStudy
from study.made_folder import MADE, folder_name, make
from study.made_roles import Role, roles
from tables import InputError

TODAY = dt.date(2026, 11, 23)
LEDGER = """小区名称,街道,建成年代,总建筑面积（㎡）,总户数,困难户数,渗漏
和平里,东街街道,80年代,12000,150,12,严重
锦绣花园,东街街道,1998年,30500,360,8,轻微
幸福里,西街街道,1992,9000,120,,无
光明村,西街街道,1986,7000,96,9,严重
"""


@pytest.fixture
def dropped(tmp_path):
    folder = tmp_path / "dropped"
    folder.mkdir()
    (folder / "台账.csv").write_text(LEDGER, encoding="utf-8-sig")
    return folder


def new(name: str = "东城 2027–2031", **how) -> NewStudy:
    role = Role("台账.csv", "", "layer", 4, drawn=False, table="estates")
    return NewStudy(name, 2027, 2031, TODAY, **({"roles": (role,)} | how))


def made(given: NewStudy, source, studies):
    return make(given, source, studies, today=TODAY, by="me")


def refused(given, source, studies) -> str:
    with pytest.raises(InputError) as error:
        made(given, source, studies)
    return error.value.code


def test_a_small_ledger_becomes_a_study_that_is_read_measured_and_planned(dropped, tmp_path):
    (found,) = roles([("台账.csv", checked(dropped / "台账.csv", "台账.csv").pieces)])
    assert found == new().roles[0]
    path = made(new(yearly_wan=500), dropped, tmp_path / "studies")
    assert path == (tmp_path / "studies" / "东城-2027–2031" / "study.yaml").resolve()
    opened = study.load(path)
    assert opened.choices.name == "东城 2027–2031"
    results = study.run(opened)
    assert sorted(results.estates["name"]) == ["光明村", "和平里", "幸福里", "锦绣花园"]
    assert results.estates["rank"].notna().all()
    years = set(results.estates["year"].dropna())
    assert years
    assert years <= set(range(2027, 2032))
    assert "study.no_budgets" not in {issue.code for issue in results.issues}


def test_its_first_decision_is_that_it_was_made_and_that_cannot_be_undone(dropped, tmp_path):
    (only,) = recorded(made(new(), dropped, tmp_path))
    assert (only.kind, only.by, dict(only.about)) == (MADE, "me", {"files": ["台账.csv"]})
    assert only.before == only.after == ""  # what stands before it is no file to go back to


def test_a_name_that_is_taken_is_refused_and_the_study_there_stays(dropped, tmp_path):
    path = made(new(), dropped, tmp_path)
    path.write_text("mine", encoding="utf-8")
    assert refused(new(name="东城：2027–2031"), dropped, tmp_path) == "new_study.exists"
    assert path.read_text(encoding="utf-8") == "mine"
    made(new(name="East"), dropped, tmp_path)
    assert refused(new(name="EAST"), dropped, tmp_path) == "new_study.exists"
    (tmp_path / "空").mkdir()
    assert refused(new(name="空"), dropped, tmp_path) == "new_study.exists"


def test_a_folder_windows_does_not_let_go_at_once_is_moved_when_it_does(
    dropped, tmp_path, monkeypatch
):
    refusals, rename = [1, 2], Path.rename

    def held(self, target):
        if refusals:
            refusals.pop()
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(patiently, "_PAUSES_S", (0, 0))
    monkeypatch.setattr(Path, "rename", held)
    assert made(new(), dropped, tmp_path).is_file()


def test_nothing_is_left_where_it_fails_half_way(dropped, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    assert refused(new(), dropped, tmp_path / "studies") == "new_study.cannot_write"
    assert list((tmp_path / "studies").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_marked_read_only_is_said(dropped, tmp_path):
    locked = tmp_path / "installed"
    locked.mkdir(mode=0o555)
    assert refused(new(), dropped, locked / "studies") == "new_study.cannot_write"


def test_a_place_that_is_no_folder_is_said(dropped, tmp_path):
    (tmp_path / "file").write_text("x")
    assert refused(new(), dropped, tmp_path / "file") == "new_study.cannot_write"


@pytest.mark.parametrize(
    "name", ["study.yaml", "Decisions.jsonl", "study.yaml.bak-x", "${DATA}a.csv"]
)
def test_a_file_called_like_the_studys_own_is_refused(dropped, tmp_path, name):
    odd = Role(name, "", "sheet", 1, drawn=False, table="works")
    given = NewStudy("甲", 2027, 2027, TODAY, (*new().roles, odd))
    (dropped / name).write_text("a,b\n1,2\n")
    assert refused(given, dropped, tmp_path / "studies") == "new_study.file_name"
    assert list((tmp_path / "studies").iterdir()) == []


@pytest.mark.parametrize("name", ["..", "/", "...", "\ud800", " ", "——", "<>"])
def test_a_name_of_which_nothing_is_left_is_refused(dropped, tmp_path, name):
    assert refused(new(name=name), dropped, tmp_path / "studies") == "new_study.no_name"
    assert not (tmp_path / "studies").exists()


@settings(max_examples=150)
@given(some.text(max_size=40), some.text(max_size=200))
def test_a_folder_name_never_leads_elsewhere_and_fits_a_disk(before, after):
    found = folder_name(f"{before}东{after}")
    assert found == os.path.basename(found)  # noqa: PTH119 - that it has no folder is the test
    assert not found.startswith((".", "-"))
    assert not set(found) & set('\\/:*?"<>|\0 ')
    assert len(found.encode()) <= 130
    assert folder_name(found) == found
