"""Saving keeps the old file, the encoding, and whatever another planner saved meanwhile."""

import os
import re
import threading
from pathlib import Path

import pytest

from study.saving import aside, opened, save
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


def test_one_copy_keeps_the_file_as_the_day_began(file):
    first = save(opened(file), "name: 一\n")
    second = save(opened(file), "name: 二\n")
    assert first == second
    assert re.fullmatch(r"study\.yaml\.bak-\d{4}-\d\d-\d\d", first.name)
    assert first.read_bytes() == TEXT.encode()
    assert sorted(p.name for p in file.parent.iterdir()) == ["study.yaml", first.name]


def test_copies_that_people_keep_are_left_alone(file):
    own = file.with_name("study.yaml.bak-1")
    own.write_bytes(b"mine")
    today = save(opened(file), "name: x\n")
    today.write_bytes(b"kept by hand")
    save(opened(file), "name: y\n")
    assert (own.read_bytes(), today.read_bytes()) == (b"mine", b"kept by hand")


def test_what_is_put_aside_takes_the_first_free_name(file):
    names = [aside(opened(file), f"name: {number}\n").name for number in "12"]
    assert names == ["study-copy-1.yaml", "study-copy-2.yaml"]
    assert file.with_name(names[1]).read_text(encoding="utf-8") == "name: 2\n"
    assert file.read_bytes() == TEXT.encode()


def test_of_many_who_save_at_once_one_wins_and_the_others_are_told(file):
    before, told = opened(file), []

    def saving(number):
        try:
            save(before, f"name: {number}\n")
        except InputError as error:
            told.append(error.code)

    threads = [threading.Thread(target=saving, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["editing.changed_meanwhile"] * 7


def test_what_another_planner_saved_is_not_overwritten(file):
    mine = opened(file)
    save(opened(file), "name: 别人的\n")
    with pytest.raises(InputError, match="changed_meanwhile"):
        save(mine, "name: 我的\n")
    assert file.read_text(encoding="utf-8") == "name: 别人的\n"
    assert not list(file.parent.glob("*.new"))


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
    assert not list(file.parent.glob("*.new"))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="missing_file"):
        opened(tmp_path / "gone.yaml")


def test_a_file_that_is_no_text_is_refused(file):
    file.write_bytes(b"\xff\xff\xff\x81")
    with pytest.raises(InputError, match="not_utf8"):
        opened(file)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions with the folder")
def test_the_permissions_stay_and_the_copy_has_them_too(file):
    file.chmod(0o660)
    kept = save(opened(file), "name: 新\n")
    assert [path.stat().st_mode & 0o777 for path in (file, kept)] == [0o660, 0o660]


@pytest.mark.skipif(os.name == "nt", reason="links ask for a right of their own on Windows")
def test_a_link_stays_a_link_and_the_file_behind_it_is_saved(file, tmp_path):
    folder = tmp_path / "研究"
    folder.mkdir()
    link = folder / "study.yaml"
    link.symlink_to(file)
    kept = save(opened(folder), "name: 新\n")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "name: 新\n"
    assert kept.parent == file.parent


def test_a_file_that_happens_to_be_called_new_is_left_alone(file):
    other = file.with_name("study.yaml.new")
    other.write_bytes(b"mine")
    save(opened(file), "name: x\n")
    assert other.read_bytes() == b"mine"


def test_a_character_the_encoding_does_not_have_is_named(file):
    with pytest.raises(InputError, match="no_such_character"):
        save(opened(file), "name: \ud800\n")
    assert file.read_bytes() == TEXT.encode()
    assert [path.name for path in file.parent.iterdir()] == ["study.yaml"]


@pytest.mark.parametrize("writes", [1, 2])
def test_a_disk_that_fills_up_leaves_no_torn_copy_of_the_day(file, monkeypatch, writes):
    before, synced = opened(file), []

    def fills_up(handle):
        synced.append(handle)
        if len(synced) == writes:  # the new file first, then the copy
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fills_up)
    with pytest.raises(InputError, match="cannot_write"):
        save(before, "name: x\n")
    assert [path.name for path in file.parent.iterdir()] == ["study.yaml"]
    assert file.read_bytes() == TEXT.encode()


def test_a_disk_without_links_keeps_the_copy_all_the_same(file, monkeypatch):
    def without(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", without)
    kept = [save(opened(file), f"name: {number}\n") for number in "12"]
    assert kept[0] == kept[1]
    assert kept[0].read_bytes() == TEXT.encode()
