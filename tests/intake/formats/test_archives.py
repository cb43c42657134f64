import zipfile

import pytest

from intake.formats import archives
from tables import InputError


def refused(path):
    with pytest.raises(InputError) as error:
        archives.check(path, "边界.zip")
    return error.value.code


@pytest.mark.parametrize(
    "name", ["../边界.shp", "/etc/边界.shp", "a/../../边界.shp", "C:/边界.shp", "..\\边界.shp"]
)
def test_a_path_out_of_the_folder_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, b"x")
    assert refused(tmp_path / "a.zip") == "intake.archive_path"
    with pytest.raises(InputError):
        archives.unpack(tmp_path / "a.zip", "a.zip", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("边界.dbf", bytes(archives.SMALL_BYTES + 1))
    assert refused(tmp_path / "a.zip") == "intake.archive_ratio"


def test_too_many_files_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(archives.MOST_FILES + 1):
            archive.writestr(f"{number}.txt", b"")
    assert refused(tmp_path / "a.zip") == "intake.archive_count"


def test_what_is_no_archive_is_unreadable(tmp_path):
    (tmp_path / "a.zip").write_text("no archive")
    assert refused(tmp_path / "a.zip") == "intake.unreadable"


def test_names_written_in_gbk_are_read_again(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("小区/边界.shp".encode("gbk").decode("cp437"), b"x")
    data = (tmp_path / "a.zip").read_bytes()
    wrong = "小区/边界.shp".encode("gbk").decode("cp437").encode()
    assert wrong in data  # Python marks such names as UTF-8; Windows writes the bytes and no mark
    info = zipfile.ZipInfo("小区/边界.shp".encode("gbk").decode("cp437"))
    assert archives._name(info) == "小区/边界.shp"
