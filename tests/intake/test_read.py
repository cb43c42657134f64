from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import intake
from intake import Source, read
from intake.cells.columns import SEVERITIES
from tables import TABLES, InputError
from texts import codes, say

LEDGER = [
    "小区编码,所属街道,小区名称,建成年代,户数,建筑面积(万㎡)",
    "A,河东街道,锦绣花园,98年,约120,1.2",
    "B,河东街道,和平里,上世纪八十年代,待核实,0.8",
    "C,河西街道,,1998-2001,-5,若干",
    "D,河西街道,幸福里,不详,80,8000㎡",
]


def test_every_declared_column_is_there_and_nothing_else(text_file):
    frame = read({"estates": [text_file("小区名称,杂项\n锦绣花园,1\n")]}).tables["estates"]
    assert tuple(frame) == (*TABLES["estates"].names, "geometry")
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs.to_epsg() == 4326
    assert frame.drop(columns=["estate_id", "name"]).isna().all(axis=None)


def test_tables_without_a_source_are_absent(text_file):
    assert set(read({"estates": [text_file("\n".join(LEDGER))], "surveys": []}).tables) == {
        "estates"
    }


def test_an_unknown_table_offers_the_nearest():
    with pytest.raises(InputError, match=r"intake\.unknown_table .*nearest='estates'"):
        read({"estate": []})


def test_two_files_make_one_table(text_file):
    one = text_file("\n".join(LEDGER[:3]), name="河东.csv")
    other = text_file("\n".join([LEDGER[0], *LEDGER[3:]]), name="河西.csv")
    inputs = read({"estates": [other, one]})
    assert inputs.tables["estates"]["estate_id"].tolist() == ["A", "B", "C", "D"]
    assert [record.rows for record in inputs.files] == [2, 2]
    assert next(i for i in inputs.issues if i.code == "intake.value_open").file == "河东.csv"


def test_shuffled_rows_change_only_row_numbers(text_file):
    straight = read({"estates": [text_file("\n".join(LEDGER))]})
    shuffled = read({"estates": [text_file("\n".join([LEDGER[0], *LEDGER[:0:-1]]))]})
    assert straight.tables["estates"].equals(shuffled.tables["estates"])
    assert said(straight) == said(shuffled)


def said(inputs):
    return sorted((i.code, i.estate_id, i.column, i.value, str(i.detail)) for i in inputs.issues)


def test_what_was_read_and_written_is_read_again_the_same(text_file, tmp_path):
    first = read({"estates": [text_file("\n".join(LEDGER))]}).tables["estates"]
    squares = [shapely.box(n, 0, n + 1, 1) for n in range(len(first))]
    drawn = first.set_geometry(gpd.GeoSeries(squares, crs=4326))
    drawn.to_file(tmp_path / "estates.gpkg")
    again = read({"estates": [Source(tmp_path / "estates.gpkg", "estates.gpkg")]})
    pd.testing.assert_frame_equal(again.tables["estates"], drawn)
    assert {i.severity for i in again.issues} <= {"info", "warning"}


def test_every_code_of_intake_has_words_in_both_languages():
    ours = {code for code in codes("zh") if code.startswith("intake.")}
    assert ours == {code for code in codes("en") if code.startswith("intake.")}
    source = "".join(
        path.read_text() for path in sorted(Path(intake.__file__).parent.rglob("*.py"))
    )
    written = {part.split('"')[0] for part in source.split('"intake.')[1:]}
    written |= {f"value_{code}" for code in SEVERITIES}
    beside = {code for code in ours if code.endswith(".here")}  # of a question at its field
    assert {code.removesuffix(".here") for code in beside} <= ours
    assert {f"intake.{code}" for code in written if code.isidentifier()} == ours - beside


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_issue_is_a_whole_sentence(text_file, locale):
    inputs = read({"estates": [text_file("\n".join(LEDGER))]})
    for issue in inputs.issues:
        place = {
            "row": issue.row,
            "column": issue.column,
            "value": issue.value,
            "estate_id": issue.estate_id,
        }
        sentence = say(locale, issue.code, **place, **issue.detail)
        assert "{" not in sentence
        assert sentence[-1] in "。."


def test_singapore(data):
    path = data / "singapore" / "singapore.gpkg"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    layers = {"estates": "estates", "areas": "admin", "facilities": "pois", "streets": "streets"}
    where = {"streets": {"network": "walk"}}
    sources = {
        table: [Source(path, path.name, layer=layer, where=where.get(table, {}))]
        for table, layer in layers.items()
    }
    inputs = read(sources)
    estates = inputs.tables["estates"]
    assert len(estates) == 108
    assert estates["households"].notna().sum() == 84
    assert estates["built_year"].notna().sum() == 84
    assert len(inputs.tables["areas"]) == 45
    assert inputs.tables["areas"]["residents"].sum() == 361150
    nameless = [i.estate_id for i in inputs.issues if i.code == "intake.name_missing"]
    assert nameless == estates.loc[estates["name"].isna(), "estate_id"].tolist()
    assert len(nameless) == 3
    broken = [i for i in inputs.issues if i.code == "intake.geometry_repaired"]
    assert [i.table for i in broken] == ["areas"]
    assert inputs.tables["streets"].geometry.geom_type.unique().tolist() == ["LineString"]
    assert inputs.tables["facilities"]["facility_id"].is_unique


HONG_KONG = {
    "estate_name_zh_hans": "name", "district_name_zh_hans": "district",
    "year_of_intake": "built_year", "no_of_rental_flats": "households", "no_of_blocks": "buildings",
    "estate_map_latitude": "lat", "estate_map_longitude": "lon",
}  # fmt: skip


def hong_kong(data, name):
    path = data / "hongkong" / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    columns = {
        h: c for h, c in HONG_KONG.items() if name.endswith("csv") or c not in {"lon", "lat"}
    }
    return read({"estates": [Source(path, name, columns=columns, crs="EPSG:4326")]})


@pytest.mark.parametrize("name", ["prh_estates.csv", "prh_estates.geojson"])
def test_hong_kong(data, name):
    inputs = hong_kong(data, name)
    estates = inputs.tables["estates"].set_index("name")
    assert len(estates) == 241
    assert estates.geometry.geom_type.unique().tolist() == ["Point"]
    assert estates.loc["德朗邨", ["built_year", "households", "buildings"]].tolist() == [
        2013,
        8200,
        9,
    ]
    known = estates["built_year"].notna() | estates["built_year_low"].notna()
    assert (~known).sum() == 1
    assert estates["households"].notna().all()
