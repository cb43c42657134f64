"""The demo among the studies: what the command writes, whole or not at all, never over anything."""

import filecmp

import pytest

import demo
from study import made_demo
from study.made_demo import make_demo
from tables import InputError

SMALL = 20


def refused(studies) -> str:
    with pytest.raises(InputError) as error:
        make_demo(studies, SMALL, print)
    return error.value.code


def test_it_is_what_the_command_writes_byte_for_byte(tmp_path):
    heard = []
    path = make_demo(tmp_path / "studies", SMALL, heard.append)
    assert heard == ["town", "files"]
    assert path == (tmp_path / "studies" / "demo" / "study.yaml").resolve()
    told = demo.write(tmp_path / "told", estates=SMALL, seed=demo.SEED)
    names = sorted(file.name for file in told.iterdir())
    assert sorted(file.name for file in path.parent.iterdir()) == names
    assert filecmp.cmpfiles(told, path.parent, names, shallow=False)[0] == names
    assert [one.name for one in (tmp_path / "studies").iterdir()] == ["demo"]


def test_a_folder_that_is_there_is_never_written_over_even_an_empty_one(tmp_path):
    (tmp_path / "Demo").mkdir()
    assert refused(tmp_path) == "new_study.exists"
    (tmp_path / "Demo").rename(tmp_path / "demo")
    (tmp_path / "demo" / "mine.txt").write_text("mine")
    assert refused(tmp_path) == "new_study.exists"
    assert [one.name for one in (tmp_path / "demo").iterdir()] == ["mine.txt"]


def test_what_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    def full(folder, **_):
        (folder / "study.yaml").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(made_demo.demo, "write", full)
    assert refused(tmp_path) == "new_study.cannot_write"
    assert list(tmp_path.iterdir()) == []
