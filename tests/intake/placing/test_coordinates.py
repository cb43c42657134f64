from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from intake import Source, read
from intake.placing.coordinates import known_crs
from tables import InputError

POINTS = "设施类别,设施名称,经度,纬度\n幼儿园,蓝天幼儿园,113.6,34.7\n药店,安康药店,113.61,34.71\n"


def facilities(source, **more):
    inputs = read({"facilities": [source]}, **more)
    return inputs.tables["facilities"], inputs.issues


def asked(text_file, numbers, **more):
    """Return the question about a ledger of estates, and that no place was guessed."""
    inputs = read(
        {"estates": [text_file(f"小区名称,小区编码,x,y\n锦绣花园,E1,{numbers}\n", **more)]}
    )
    assert inputs.tables["estates"].geometry.isna().all()
    (question,) = [issue for issue in inputs.issues if issue.severity == "question"]
    return question


def refused(source, **more):
    with pytest.raises(InputError) as error:
        facilities(source, **more)
    return error.value


def test_plain_longitude_and_latitude_need_no_crs(text_file):
    frame, issues = facilities(text_file(POINTS))
    assert frame.geometry.x.tolist() == pytest.approx([113.6, 113.61])
    assert {i.code: i.severity for i in issues}["intake.crs_assumed"] == "info"


def test_metres_without_a_crs_are_a_question_and_never_get_a_guessed_one(text_file):
    question = asked(text_file, "38500000,3841000")
    assert question.code == "intake.crs_unknown_zone"
    assert question.detail["answer_path"] == ["crs", "台账.csv"]
    assert question.detail["answer_proposed"] == "EPSG:4526"
    assert question.detail["example"] == "38500000, 3841000"


@pytest.mark.parametrize("given", ["source", "study"])
def test_the_crs_of_the_source_or_of_the_study(text_file, given):
    source = text_file(POINTS, crs="EPSG:4490" if given == "source" else None)
    frame, _ = facilities(source, crs="EPSG:4490")
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.x.tolist() == pytest.approx([113.6, 113.61])


def test_a_file_s_own_crs_comes_before_the_study_s(text_file):
    source = text_file(POINTS, crs="EPSG:4326")
    frame, _ = facilities(source, crs="EPSG:4545")
    assert frame.geometry.y.tolist() == pytest.approx([34.7, 34.71])


def test_metres_come_out_in_degrees(text_file):
    text = "类别,X坐标,Y坐标\n幼儿园,500000,3841000\n"
    frame, _ = facilities(text_file(text, crs="EPSG:4545"))
    assert frame.geometry.x.tolist() == pytest.approx([108])


def test_metres_called_degrees_are_asked_about(text_file):
    question = asked(text_file, "500000,3841000", crs="EPSG:4490")
    assert question.code == "intake.crs_not_degrees"
    assert "EPSG:4547" in question.detail["answer_options"]


def test_swapped_longitude_and_latitude_are_exchanged_and_said(text_file):
    text = POINTS.replace("经度,纬度", "纬度,经度")
    frame, issues = facilities(text_file(text, crs="EPSG:4326"))
    assert frame.geometry.x.tolist() == pytest.approx([113.6, 113.61])
    said = next(i for i in issues if i.code == "intake.coordinates_swapped")
    assert (said.severity, said.detail["count"]) == ("warning", 2)


def test_an_unknown_crs(text_file):
    error = refused(text_file(POINTS, crs="EPSG:999999"))
    assert (error.code, error.values["crs"]) == ("intake.bad_crs", "EPSG:999999")
    assert known_crs("EPSG:4490", file="a.csv").is_geographic


def test_shapes_written_as_wkt(text_file):
    square = '"POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))"'
    text = f"name,id,wkt\n锦绣花园,E1,{square}\n和平里,E2,POLYGON 5\n幸福里,E3,\n"
    inputs = read({"estates": [text_file(text, crs="EPSG:4326")]})
    frame = inputs.tables["estates"]
    assert frame.geometry.isna().tolist() == [False, True, True]
    unread = [i for i in inputs.issues if i.code == "intake.value_unread"]
    assert [(i.row, i.estate_id, i.value) for i in unread] == [(3, "E2", "POLYGON 5")]


def test_heights_are_dropped(text_file):
    text = "类别,wkt\n幼儿园,POINT Z (113.6 34.7 90)\n"
    frame, _ = facilities(text_file(text, crs="EPSG:4326"))
    assert not frame.geometry.has_z.any()


def test_other_headers_can_be_named(text_file):
    source = text_file(POINTS.replace("经度", "东").replace("纬度", "北"), crs="EPSG:4326")
    assert refused(source).code == "intake.no_geometry"
    frame, _ = facilities(replace(source, columns={"东": "lon", "北": "lat"}))
    assert frame.geometry.notna().all()


def test_a_point_that_cannot_be_read_is_kept_without_a_place(text_file):
    frame, issues = facilities(text_file(POINTS.replace("113.61", "待查"), crs="EPSG:4326"))
    assert frame.geometry.isna().sum() == 1
    assert "intake.geometry_missing" in {i.code for i in issues}


def test_degrees_called_metres_are_asked_about(text_file):
    question = asked(text_file, "113.6,34.7", crs="EPSG:4545")
    assert question.code == "intake.crs_not_metres"
    assert question.detail["answer_proposed"] == "EPSG:4490"


def test_metres_of_another_zone_form_are_asked_about(text_file):
    question = asked(text_file, "9e9,3841000", crs="EPSG:4545")
    assert (question.code, question.detail["answer_options"]) == ("intake.crs_outside", [])


def test_degrees_are_taken_as_such_in_a_study_whose_crs_is_in_metres(text_file):
    frame, issues = facilities(text_file(POINTS), crs="EPSG:4547")
    assert frame.geometry.x.tolist() == pytest.approx([113.6, 113.61])
    assert "intake.crs_assumed" in {i.code for i in issues}


def test_a_layer_of_empty_shapes_lies_nowhere(tmp_path):
    town = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[shapely.Polygon()], crs="EPSG:4545")
    town.to_file(tmp_path / "a.gpkg")
    inputs = read({"estates": [Source(tmp_path / "a.gpkg", "a.gpkg")]})
    assert inputs.tables["estates"].geometry.isna().all()
    assert inputs.tables["estates"].crs.to_epsg() == 4326


def test_a_crs_that_replaces_the_file_s_own_is_said(tmp_path):
    town = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[shapely.box(5e5, 38e5, 5.1e5, 38.1e5)])
    town.set_crs("EPSG:4545").to_file(tmp_path / "a.gpkg")
    source = Source(tmp_path / "a.gpkg", "a.gpkg")
    inputs = read({"estates": [replace(source, crs="EPSG:4546")]})
    said = [i for i in inputs.issues if i.code == "intake.crs_overridden"]
    assert [i.detail for i in said] == [{"given": "EPSG:4546", "own": "EPSG:4545"}]
    again = read({"estates": [replace(source, crs="EPSG:4545")]})
    assert "intake.crs_overridden" not in {i.code for i in again.issues}
