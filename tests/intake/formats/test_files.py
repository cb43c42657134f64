import pytest

from intake import Source, read
from intake.formats.files import columns_of, fingerprint
from tables import TABLES, InputError
from texts import LOCALES, say


def refused(source):
    with pytest.raises(InputError) as error:
        read({"estates": [source]})
    return error.value


def test_a_missing_file_offers_the_nearest_name(tmp_path):
    (tmp_path / "小区台账2026.xlsx").touch()
    (tmp_path / "资金.xlsx").touch()
    error = refused(Source(tmp_path / "小区台帐2026.xlsx", "小区台帐2026.xlsx"))
    assert (error.code, error.values["nearest"]) == ("intake.missing_file", "小区台账2026.xlsx")
    assert str(tmp_path) not in str(error)


def test_a_missing_folder_offers_nothing(tmp_path):
    error = refused(Source(tmp_path / "没有" / "a.xlsx", "没有/a.xlsx"))
    assert (error.code, error.values["nearest"]) == ("intake.missing_file", "—")


def test_an_unknown_kind_names_the_known_ones(tmp_path):
    (tmp_path / "a.xyz").write_bytes(b"\x01\x02")
    error = refused(Source(tmp_path / "a.xyz", "a.xyz"))
    assert error.code == "intake.unknown_format"
    assert ".gpkg" in error.values["known"]


def test_only_tables_on_the_map_look_for_coordinates():
    assert "lon" in {column.name for column in columns_of(TABLES["facilities"])}
    assert "lon" not in {column.name for column in columns_of(TABLES["surveys"])}


def test_the_fingerprint_is_the_sha_256_of_the_bytes(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"abc")
    digest, size = fingerprint(tmp_path / "a.csv")
    assert digest.startswith("ba7816bf")
    assert size == 3


def test_a_missing_file_of_the_data_folder_says_where_that_led(tmp_path):
    error = refused(Source(tmp_path / "town.gpkg", "${DATA}/town.gpkg"))
    assert error.code == "intake.missing_data_file"
    assert error.values["path"] == str((tmp_path / "town.gpkg").resolve())
    for locale in LOCALES:
        words = say(locale, error.code, **error.values)
        assert all(part in words for part in ("${DATA}/town.gpkg", str(tmp_path), "--data"))
        assert "JIUGAI_DATA" in words
