import geopandas as gpd
import pandas as pd
import pytest
import shapely

from layers import base_map as room
from layers.base_map import base, fingerprint, pmtiles
from layers.map import add_base, quiet_map, rendered
from layers.script import base_script

BOX = (114.0, 30.0, 114.1, 30.1)


def table(shapes, **columns):
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=4326)


def line(*points):
    return shapely.LineString([(114 + x / 100, 30 + y / 100) for x, y in points])


def town():
    return {
        "streets": table(
            [
                line((1, 1), (2, 1)),
                line((2, 1), (3, 1)),
                line((1, 2), (2, 2)),
                line((4, 4), (5, 4)),
            ],
            name=["中山路", "中山路", None, "柳巷"],
            highway=["primary", "primary", "residential", "footway"],
        ),
        "green": table([shapely.box(114.03, 30.03, 114.04, 30.04)], name=["人民公园"]),
        "water": table([shapely.box(114.05, 30.05, 114.0501, 30.0501)], name=["小塘"]),
        "buildings": table(
            [shapely.box(114.02, 30.02, 114.021, 30.021), None], name=["1号楼", "2"]
        ),
        "areas": table(
            [shapely.box(114, 30, 114.1, 30.1)] * 2,
            name=["甲区", "乙街道"],
            level=["district", "street"],
            area_id=["1", "2"],
        ),
    }


def test_a_street_in_two_pieces_is_one_line_with_one_name():
    found = base(town(), BOX).features
    major = found[found["k"].eq("major")]
    assert major["name"].tolist() == ["中山路"]
    assert shapely.get_num_coordinates(major.geometry.to_numpy()).tolist() == [3]


def test_every_kind_is_there_and_what_has_no_name_is_drawn_without():
    found = base(town(), BOX).features
    assert found["k"].value_counts().to_dict() == {
        "area_district": 1, "area_street": 1, "building": 1, "green": 1, "green_name": 1,
        "major": 1, "minor": 1, "path": 1, "water": 1, "water_name": 1,
    }  # fmt: skip
    assert found.set_index("k")["name"]["minor"] == ""


def test_a_park_is_named_from_farther_away_than_a_pond():
    zooms = base(town(), BOX).features.set_index("k")["z"]
    assert zooms["green_name"] < zooms["water_name"]


def test_what_lies_far_off_stays_at_home():
    far = {"green": table([shapely.box(1, 1, 2, 2)], name=["x"])}
    assert base(far, BOX).features.empty


@pytest.mark.parametrize(
    "tables", [{}, {"green": table([], name=[])}, {"green": table([None], name=["x"])}]
)
def test_nothing_to_draw_is_no_file(tables):
    assert pmtiles(base(tables, BOX).features) == b""


def test_a_town_too_large_goes_without_buildings_first_then_without_paths(monkeypatch):
    monkeypatch.setattr(room, "_MOST", 9)
    assert base(town(), BOX).left_out == ("building",)
    monkeypatch.setattr(room, "_MOST", 3)
    found = base(town(), BOX)
    assert found.left_out == ("building", "path")
    assert not found.features["k"].isin(["building", "path"]).any()


def test_the_order_of_rows_does_not_matter():
    turned = {name: rows[::-1].reset_index(drop=True) for name, rows in town().items()}
    pd.testing.assert_frame_equal(
        pd.DataFrame(base(turned, BOX).features), pd.DataFrame(base(town(), BOX).features)
    )


def test_another_name_of_a_street_is_another_base_map_and_other_tables_are_not():
    other = town()
    other["streets"] = other["streets"].assign(name="人民路")
    assert fingerprint(other, BOX) != fingerprint(town(), BOX)
    assert fingerprint(town() | {"votes": pd.DataFrame({"a": [1]})}, BOX) == fingerprint(
        town(), BOX
    )
    assert fingerprint(town(), (114, 30, 114.2, 30.1)) != fingerprint(town(), BOX)


def test_the_file_is_pmtiles_of_vector_tiles_and_the_same_twice():
    content = pmtiles(base(town(), BOX).features)
    assert content[:8] == b"PMTiles\x03"
    assert content[99] == 1  # vector tiles; PMTiles 3, section 3.2
    assert (content[100], content[101]) == (8, 14)  # first and last zoom level
    assert content == pmtiles(base(town(), BOX).features)


def test_a_file_that_cannot_be_written_says_why(monkeypatch, tmp_path):
    monkeypatch.setattr(room, "_WRITER", tmp_path / "none.py")
    with pytest.raises(OSError, match=r"none\.py"):
        pmtiles(base(town(), BOX).features)


def test_the_map_is_ready_for_it_and_names_no_host():
    made = quiet_map({}, BOX, locale="zh")
    add_base(made, last_zoom=14)
    script = rendered(made).script
    assert "Jiugai.base" in script
    assert "http" not in script + base_script()
    assert "innerHTML" not in base_script()
