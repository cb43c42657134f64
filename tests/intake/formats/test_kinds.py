import zipfile

import pytest

from intake.formats.kinds import kind_of
from tables import InputError
from texts import LOCALES, say


def kind(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    return kind_of(tmp_path / name, name)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.csv", "小区,户数\n".encode(), "delimited"),
        ("a.xlsx", b"name,households\n", "delimited"),
        ("a.csv", b"BM,name\n", "delimited"),
        ("a.csv", b"<html><table>", "markup"),
        ("a.csv", b"PAR1", "parquet"),
        ("a.tab", b"name\thouseholds\n", "delimited"),
        ("a.tab", b"!table\n!version 300\n", "vector"),
        ("a.txt", b'{"type": "FeatureCollection"', "json"),
        ("a.geojson", b"SQLite format 3\x00", "vector"),
        ("a.xml", b"<?xml version='1.0'?><osm version='0.6'>", "osm"),
        ("a.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader", "osm"),
        ("a.dat", b"  0\r\nSECTION\r\n", "dxf"),
        ("a.zip", b"\x00\x00\x27\x0a" + bytes(96), "shapefile"),
    ],
)
def test_content_goes_before_the_suffix(tmp_path, name, data, expected):
    assert kind(tmp_path, name, data) == expected


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "file_empty"),
        ("a.dwg", b"AC1027", "refused_drawing"),
        ("a.csv", b"%PDF-1.4", "refused_document"),
        ("a.xlsx", b"\x89PNG\r\n", "refused_picture"),
        ("a.zip", b"Rar!\x1a\x07", "refused_packed"),
        ("a.dat", b"\x00\x01\x00\x00Standard ACE DB", "refused_database"),
        ("a.qgz", b"x", "refused_project"),
        ("a.shx", b"x", "refused_shapefile_part"),
        ("a.xlsm", b"x", "refused_macro"),
        ("a.xyz", b"x", "unknown_format"),
        ("a.xml", b"<OGRVRTDataSource><OGRVRTLayer>", "unknown_format"),
        ("a.json", b'{"type": "gdal_streamed_alg"}', "unknown_format"),
    ],
)
def test_what_is_refused_says_what_to_save_it_as(tmp_path, name, data, code):
    with pytest.raises(InputError) as error:
        kind(tmp_path, name, data)
    assert error.value.code == f"intake.{code}"
    for locale in LOCALES:
        words = say(locale, error.value.code, **error.value.values)
        assert name in words
        assert "{" not in words


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"xl/workbook.xml": ""}, "xlsx"),
        ({"xl/workbook.bin": ""}, "calamine"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"a.shp": ""}, "zip"),
        ({"xl/workbook.xml": "", "xl/vbaProject.bin": ""}, "intake.refused_macro"),
        ({"word/document.xml": "", "[Content_Types].xml": ""}, "intake.refused_document"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "intake.refused_document"),
    ],
)
def test_a_packed_file_is_known_by_its_members(tmp_path, members, expected):
    with zipfile.ZipFile(tmp_path / "a.bin", "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    try:
        found = kind_of(tmp_path / "a.bin", "a.bin")
    except InputError as error:
        found = error.code
    assert found == expected


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("EncryptedPackage", "password"),
        ("WordDocument", "refused_document"),
        ("_VBA_PROJECT_CUR", "refused_macro"),
    ],
)
def test_an_old_file_is_known_by_its_streams(tmp_path, mark, code):
    with pytest.raises(InputError, match=rf"intake\.{code}"):
        kind(tmp_path, "a.xls", b"\xd0\xcf\x11\xe0" + bytes(600) + mark.encode("utf-16-le"))
