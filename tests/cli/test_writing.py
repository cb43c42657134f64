"""A result is whole or not there."""

import pytest

from cli.writing import check_apart, write
from tables import InputError


def test_a_file_that_is_there_is_replaced_and_nothing_else_is_left(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    write(tmp_path / "a.csv", b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.csv": b"new"}


def test_where_it_cannot_be_written_what_is_there_stays(tmp_path):
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "a.csv" / "b").write_text("old")
    with pytest.raises(InputError, match=r"check\.not_written"):
        write(tmp_path / "a.csv", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_the_result_is_not_the_file_that_is_read(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    check_apart(tmp_path / "a.csv", tmp_path / "b.csv")
    with pytest.raises(InputError, match=r"check\.out_is_in"):
        check_apart(tmp_path / "a.csv", tmp_path / "." / "a.csv")
