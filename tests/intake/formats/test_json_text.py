import json

import pytest
import shapely

from intake import Source, read
from tables import InputError

NAMES = ["锦绣花园", "和平里"]


def feature(name, number):
    place = {"type": "Point", "coordinates": [113 + number / 10, 34, 12.5]}
    return {"type": "Feature", "properties": {"name": name, "户数": number}, "geometry": place}


FEATURES = [feature(name, n) for n, name in enumerate(NAMES)]
LINES = "\n".join(json.dumps(f, ensure_ascii=False) for f in FEATURES)
WHOLE = json.dumps({"type": "FeatureCollection", "features": FEATURES}, ensure_ascii=False)


def estates(path):
    inputs = read({"estates": [Source(path, path.name)]}, crs="EPSG:4326")
    return inputs.tables["estates"], {issue.code: issue for issue in inputs.issues}


@pytest.mark.parametrize(
    "name", ["a.geojsonl", "a.ndjson", "a.jsonl", "a.geojson", "a.json", "a.txt"]
)
def test_features_by_lines_under_any_suffix(tmp_path, name):
    (tmp_path / name).write_text(LINES, encoding="utf-8")
    frame, said = estates(tmp_path / name)
    assert sorted(frame["name"]) == sorted(NAMES)
    assert said["intake.z_dropped"].detail["count"] == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_encoding_json_does_not_allow_is_read_and_said(tmp_path, encoding):
    (tmp_path / "a.geojson").write_bytes(WHOLE.encode(encoding))
    frame, said = estates(tmp_path / "a.geojson")
    assert sorted(frame["name"]) == sorted(NAMES)
    assert ("intake.json_encoding" in said) == (not encoding.startswith("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        '[{"name": "和平里", "户数": 3, "更多": {"a": [1]}}, {"name": "幸福里", "户数": "若干"}]',
        '{"code": 0, "data": {"rows": [{"name": "和平里"}, {"name": "幸福里", "户数": "若干"}]}}',
    ],
)
def test_a_plain_list_of_records_is_a_table(tmp_path, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    frame, said = estates(tmp_path / "a.json")
    assert sorted(frame["name"]) == ["和平里", "幸福里"]
    assert said["intake.value_unread"].row == 2


@pytest.mark.parametrize(
    "text", ["[" * 100_000, WHOLE[:-40], "{}", "[1, 2]", '{"features": "none"}', '{"a": {"b": {}}}']
)
def test_what_holds_no_rows_is_refused(tmp_path, text):
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        estates(tmp_path / "a.json")
    assert error.value.code in {"intake.unreadable", "intake.empty"}


def test_topojson_and_esri_json(tmp_path):
    arcs = [[[113, 34], [113.1, 34], [113.1, 34.1], [113, 34]]]
    area = {"type": "Polygon", "arcs": [[0]], "properties": {"name": "和平里"}}
    objects = {"a": {"type": "GeometryCollection", "geometries": [area]}}
    topo = {"type": "Topology", "arcs": arcs, "objects": objects}
    esri = {
        "geometryType": "esriGeometryPolygon",
        "spatialReference": {"wkid": 4490},
        "fields": [{"name": "name", "type": "esriFieldTypeString", "length": 20}],
        "features": [{"attributes": {"name": "和平里"}, "geometry": {"rings": arcs}}],
    }
    for number, content in enumerate((topo, esri)):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        frame, _ = estates(path)
        assert frame["name"].tolist() == ["和平里"]
        assert shapely.area(frame.geometry.iloc[0]) == pytest.approx(0.005)
