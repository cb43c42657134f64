import pytest

from intake import Source, read
from intake.formats.place_tags import tags
from intake.formats.street_map import read_street_map
from tables import TABLES, InputError

TOWN = """<?xml version='1.0'?><osm version="0.6">
<node id="1" lat="34" lon="113"><tag k="amenity" v="school"/><tag k="name" v="小学"/></node>
<node id="2" lat="34.1" lon="113"/><node id="3" lat="34.1" lon="113.1"/>
<node id="4" lat="34.2" lon="113.1"><tag k="natural" v="tree"/></node>
<way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
<way id="7"><nd ref="2"/><nd ref="3"/><tag k="waterway" v="river"/></way>
<way id="6"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/>
<tag k="amenity" v="clinic"/></way></osm>"""


@pytest.fixture
def town(tmp_path):
    (tmp_path / "town.osm").write_text(TOWN, encoding="utf-8")
    return tmp_path / "town.osm"


def column(raw, header):
    return raw.cells[raw.headers.index(header)].tolist()


def test_facilities_are_points_and_areas_with_a_category(town):
    raw = read_street_map(Source(town, "town.osm"), TABLES["facilities"])
    assert column(raw, "category") == ["school", "clinic"]
    assert column(raw, "osm_id") == ["1", "6"]
    assert raw.geometry.geom_type.tolist() == ["Point", "MultiPolygon"]
    assert raw.issues[0].detail == {"count": 2, "left": 1}


def test_streets_are_the_ways_with_a_highway(town):
    raw = read_street_map(Source(town, "town.osm"), TABLES["streets"])
    assert column(raw, "highway") == ["residential"]
    assert raw.geometry.iloc[0].length == pytest.approx(0.1)


def test_a_layer_can_be_named_and_must_be_there(town):
    raw = read_street_map(Source(town, "a", layer="multipolygons"), TABLES["estates"])
    assert len(raw.cells) == 1
    with pytest.raises(InputError, match=r"intake\.layer_missing"):
        read_street_map(Source(town, "a", layer="道路"), TABLES["streets"])
    town.write_bytes(TOWN.encode()[:150])
    with pytest.raises(InputError, match=r"intake\.unreadable"):
        read_street_map(Source(town, "a"), TABLES["streets"])


def test_tags_that_are_none():
    assert tags(None) == {}
    assert tags('"name:zh"=>"和平, 里"') == {"name:zh": "和平, 里"}


def test_tags_come_together_and_a_bus_stop_is_a_place(tmp_path):
    nodes = """<?xml version='1.0'?><osm version="0.6">
<node id="1" lat="34" lon="113"><tag k="highway" v="bus_stop"/><tag k="name" v="北门"/></node>
<node id="2" lat="34.1" lon="113"><tag k="highway" v="crossing"/></node>
<node id="3" lat="34.1" lon="113.1"><tag k="amenity" v="school"/><tag k="isced:level" v="1"/>
<tag k="railway" v="no"/></node></osm>"""
    (tmp_path / "town.osm").write_text(nodes, encoding="utf-8")
    rows = read({"facilities": [Source(tmp_path / "town.osm", "town.osm")]}).tables["facilities"]
    assert rows.set_index("category")["tags"].to_dict() == {
        "bus_stop": "highway=bus_stop",
        "school": "amenity=school;railway=no;isced:level=1",
    }
