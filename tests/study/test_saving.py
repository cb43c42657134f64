"""Saving keeps the old file, the encoding, and whatever another planner saved meanwhile."""

import os
from pathlib import Path

import pytest

from study.saving import opened, save
from tables import InputError

TEXT = "name: 乐河区\r\nweights: {age: 1}\r\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "study.yaml"
    path.write_bytes(TEXT.encode("utf-8"))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encoding_and_the_line_ends_stay(file, encoding):
    file.write_bytes(TEXT.encode(encoding))
    before = opened(file.parent)
    assert (before.text, before.encoding) == (TEXT, encoding)
    save(before, before.text.replace("age: 1", "age: 0.5"))
    assert file.read_bytes() == TEXT.replace("age: 1", "age: 0.5").encode(encoding)


def test_every_save_keeps_the_file_before_it(file):
    first = save(opened(file), "name: 一\n")
    second = save(opened(file), "name: 二\n")
    assert (first.name, second.name) == ("study.yaml.bak-1", "study.yaml.bak-2")
    assert first.read_bytes() == TEXT.encode()
    assert second.read_text(encoding="utf-8") == "name: 一\n"
    assert sorted(p.name for p in file.parent.iterdir()) == [
        "study.yaml",
        "study.yaml.bak-1",
        "study.yaml.bak-2",
    ]


def test_what_another_planner_saved_is_not_overwritten(file):
    mine = opened(file)
    save(opened(file), "name: 别人的\n")
    with pytest.raises(InputError, match="changed_meanwhile"):
        save(mine, "name: 我的\n")
    assert file.read_text(encoding="utf-8") == "name: 别人的\n"
    assert not (file.parent / "study.yaml.new").exists()


def test_a_file_that_may_not_be_written_is_refused(file, monkeypatch):
    before = opened(file)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match="read_only"):
        save(before, "name: x\n")
    assert file.read_bytes() == TEXT.encode()


def test_a_full_disk_leaves_the_old_file_whole(file, monkeypatch):
    before = opened(file)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="cannot_write"):
        save(before, "name: x\n")
    assert file.read_bytes() == TEXT.encode()
    assert not (file.parent / "study.yaml.new").exists()


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="missing_file"):
        opened(tmp_path / "gone.yaml")


def test_a_file_that_is_no_text_is_refused(file):
    file.write_bytes(b"\xff\xff\xff\x81")
    with pytest.raises(InputError, match="not_utf8"):
        opened(file)
