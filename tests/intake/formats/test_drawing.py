import pytest

from intake import Source
from intake.formats.drawing import read_drawing
from tables import TABLES, InputError


def ring(layer, x, y, size, *, closed=True):
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]
    points = "".join(f"10\n{a}\n20\n{b}\n" for a, b in corners)
    return f"0\nLWPOLYLINE\n8\n{layer}\n90\n4\n70\n{int(closed)}\n{points}"


def text(words, x, y):
    return f"0\nTEXT\n8\n名称\n10\n{x}\n20\n{y}\n40\n3\n1\n{words}\n"


def drawing(path, *entities, encoding="gbk", page="ANSI_936"):
    head = f"0\nSECTION\n2\nHEADER\n9\n$DWGCODEPAGE\n3\n{page}\n0\nENDSEC\n" if page else ""
    body = f"{head}0\nSECTION\n2\nENTITIES\n{''.join(entities)}0\nENDSEC\n0\nEOF\n"
    path.write_bytes(body.encode(encoding))
    return Source(path, path.name)


def column(raw, header):
    return raw.cells[raw.headers.index(header)].tolist()


@pytest.mark.parametrize(
    ("encoding", "page"), [("gbk", "ANSI_936"), ("utf-8", "ANSI_936"), ("gbk", "")]
)
def test_closed_lines_are_areas_named_by_the_text_inside(tmp_path, encoding, page):
    source = drawing(
        tmp_path / "a.dxf", ring("小区边界", 0, 0, 100), text("和平里", 50, 50),
        ring("小区边界", 500, 0, 100), text("幸福里", 510, 10), text("3号楼", 520, 20),
        encoding=encoding, page=page,
    )  # fmt: skip
    raw = read_drawing(source, TABLES["estates"])
    assert raw.geometry.geom_type.tolist() == ["Polygon", "Polygon"]
    assert [shape.area for shape in raw.geometry] == [10000, 10000]
    assert column(raw, "layer") == ["小区边界"] * 2
    assert column(raw, "name") == ["和平里", None] or str(column(raw, "name")[1]) == "nan"
    said = {i.code: i for i in raw.issues}
    assert said["intake.lines_closed"].detail == {"count": 2, "named": 1}
    assert said["intake.drawing_aside"].detail == {"count": 2}
    assert raw.geometry.crs is None


def test_a_text_in_a_ring_within_a_ring_names_the_smaller(tmp_path):
    source = drawing(
        tmp_path / "a.dxf", ring("a", 0, 0, 100), ring("a", 10, 10, 50), text("里", 20, 20)
    )
    assert column(read_drawing(source, TABLES["estates"]), "name")[1] == "里"


def test_open_lines_stay_lines_and_a_layer_can_be_chosen(tmp_path):
    source = drawing(tmp_path / "a.dxf", ring("路", 0, 0, 9, closed=False), ring("界", 0, 0, 9))
    raw = read_drawing(Source(source.path, "a", layer="路"), TABLES["streets"])
    assert raw.geometry.geom_type.tolist() == ["LineString"]
    assert column(raw, "layer") == ["路"]
    with pytest.raises(InputError) as error:
        read_drawing(Source(source.path, "a", layer="水"), TABLES["streets"])
    assert error.value.values["layers"] == "界、路"
    source.path.write_bytes(source.path.read_bytes()[:-30])
    with pytest.raises(InputError, match=r"intake\.unreadable"):
        read_drawing(source, TABLES["streets"])
