import zipfile

import pytest

from intake import Source
from intake.formats.files import open_source
from intake.formats.kml import read_kml
from tables import TABLES, InputError

RING = "113,34,5 113.1,34,5 113.1,34.1,5 113,34,5"
AREA = (
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>" + RING +
    "</coordinates></LinearRing></outerBoundaryIs></Polygon>"
)  # fmt: skip
ONE = """<Placemark><name>和平里</name>
<description><![CDATA[<table><tr><td>1998</td></tr></table>]]></description>
<ExtendedData><Data name="建成年代"><value>1998</value></Data>
<Data name='总建筑面'><value>800</value></Data></ExtendedData>{shape}</Placemark>"""
TWO = """<Placemark><name>幸福里</name><ExtendedData><SchemaData schemaUrl="#s">
<SimpleData name="户数">12</SimpleData></SchemaData></ExtendedData></Placemark>"""


def kml(path, body, *, encoding="utf-8"):
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><kml xmlns="http://www.opengis.net/kml/2.2">'
        '<Document><Schema name="s" id="s"><SimpleField name="户数" type="int"/></Schema>'
        f"{body}</Document></kml>"
    )
    path.write_bytes(text.encode(encoding))
    return Source(path, path.name)


def column(raw, header):
    return raw.cells[raw.headers.index(header)].tolist()


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_fields_with_chinese_names_stay_apart(tmp_path, encoding):
    source = kml(tmp_path / "a.kml", ONE.format(shape=AREA), encoding=encoding)
    raw = read_kml(source, TABLES["estates"])
    assert raw.headers == ("Name", "description", "建成年代", "总建筑面")
    assert raw.cells.loc[1, [0, 2, 3]].tolist() == ["和平里", "1998", "800"]
    assert "<table>" in raw.cells.loc[1, 1]
    assert raw.geometry.iloc[0].area == pytest.approx(0.005)
    assert [(i.code, i.detail["count"]) for i in raw.issues] == [("intake.z_dropped", 1)]


def test_all_folders_come_with_their_names(tmp_path):
    body = "".join(
        f"<Folder><name>{name}</name>{marks}</Folder>"
        for name, marks in (("甲街道", ONE.format(shape="")), ("乙街道", TWO))
    )
    source = kml(tmp_path / "a.kml", body)
    raw = read_kml(source, TABLES["estates"])
    assert column(raw, "folder") == ["甲街道", "乙街道"]
    assert column(raw, "户数")[1] == "12"
    only = read_kml(Source(source.path, "a.kml", layer="乙街道"), TABLES["estates"])
    assert column(only, "Name") == ["幸福里"]


def test_a_kmz_holds_its_document(tmp_path):
    kml(tmp_path / "a.kml", ONE.format(shape=AREA))
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.write(tmp_path / "a.kml", "doc.kml")
    with zipfile.ZipFile(tmp_path / "b.kmz", "w") as archive:
        archive.writestr("图.png", "x")
    assert column(read_kml(Source(tmp_path / "a.kmz", "a"), TABLES["estates"]), "Name") == [
        "和平里"
    ]
    with pytest.raises(InputError, match=r"intake\.archive_content"):
        read_kml(Source(tmp_path / "b.kmz", "b"), TABLES["estates"])


def test_a_document_cut_short_is_refused_and_an_empty_one_has_no_rows(tmp_path):
    with pytest.raises(InputError, match=r"intake\.unreadable"):
        read_kml(kml(tmp_path / "a.kml", "<Placemark>"), TABLES["estates"])
    with pytest.raises(InputError, match=r"intake\.(empty|unreadable)"):
        open_source(kml(tmp_path / "b.kml", ""), TABLES["estates"])
