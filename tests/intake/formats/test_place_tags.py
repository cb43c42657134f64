"""What a map says of a place comes through, in whichever columns its file has it."""

import pandas as pd
import pytest

from intake import read
from intake.formats.place_tags import tags, with_tags
from intake.raw import Raw
from tables import TABLES, InputError


def raw(headers, *rows):
    cells = pd.DataFrame(list(rows), index=range(1, len(rows) + 1), dtype="object")
    return Raw(tuple(headers), cells)


def told(headers, *rows, table="facilities"):
    made = with_tags(raw(headers, *rows), TABLES[table])
    return made.cells[made.headers.index("tags")].tolist() if "tags" in made.headers else None


def test_keys_in_columns_become_one_text_in_a_fixed_order():
    heads = ["shop", "name", "amenity", "isced:level"]
    rows = [[None, "一小", "school", "1"], ["convenience", "全家", None, None], [None] * 4]
    assert told(heads, *rows) == ["amenity=school;isced:level=1", "shop=convenience", None]


def test_packed_tags_are_opened():
    assert told(["osm_id", "other_tags"], ["1", '"amenity"=>"clinic","name:en"=>"A"']) == [
        "amenity=clinic"
    ]
    assert tags(None) == {}


def test_a_file_without_keys_of_the_map_stays_as_it_is():
    assert told(["名称", "类别", "office", "place"], ["一小", "小学", "x", "y"]) is None
    assert told(["amenity"], ["school"], table="estates") is None


def test_a_column_of_tags_of_the_file_is_kept():
    assert told(["amenity", "tags"], ["school", "amenity=clinic"]) == ["amenity=clinic"]


def test_a_csv_of_amap_keeps_its_codes(text_file):
    text = "id,name,type,typecode,经度,纬度\n甲,一小,科教文化服务;学校;小学,141203,112.3,22.2\n"
    rows = read({"facilities": [text_file(text, crs="EPSG:4326")]}).tables["facilities"]
    assert rows[["category", "typecode", "name"]].to_numpy().tolist() == [
        ["科教文化服务;学校;小学", "141203", "一小"]
    ]


def test_the_code_alone_stands_for_a_category(text_file):
    text = "name,typecode,经度,纬度\n超市,060400,112.3,22.2\n两用,060101|060400,112.4,22.3\n"
    rows = read({"facilities": [text_file(text, crs="EPSG:4326")]}).tables["facilities"]
    assert sorted(rows["typecode"]) == ["060101|060400", "060400"]
    assert rows["category"].isna().all()


def test_neither_category_nor_code_is_refused(text_file):
    with pytest.raises(InputError, match=r"intake\.no_column"):
        read({"facilities": [text_file("name,经度,纬度\n超市,112.3,22.2\n", crs="EPSG:4326")]})


def test_the_day_of_a_point_is_read(text_file):
    text = "名称,类别,采集日期,经度,纬度\n一小,小学,2026-03-05,112.3,22.2\n"
    rows = read({"facilities": [text_file(text, crs="EPSG:4326")]}).tables["facilities"]
    assert str(rows["collected_on"].iloc[0].date()) == "2026-03-05"


def test_whether_a_place_is_open_to_all_comes_with_what_it_is_and_never_alone():
    heads = ["leisure", "access", "other_tags"]
    rows = [["park", "private", None], [None, "no", None], ["park", None, '"disused"=>"yes"']]
    assert told(heads, *rows) == ["leisure=park;access=private", None, "leisure=park;disused=yes"]
