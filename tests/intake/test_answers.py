"""What a person wrote under `answers:`: used where it is understood, said where it is not."""

from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
import shapely
import yaml

from intake import Source, read
from intake.check import checked
from intake.questions import lines
from texts import say

NAMES = [
    "和平里", "安贞里", "胜利村", "东风巷", "光明里", "建设里", "前进里", "红旗里", "朝阳里",
    "幸福里", "春风里", "团结里",
]  # fmt: skip
AREAS = "小区名称,建成年代,建筑面积,户数\n" + "".join(
    f"{name},{1980 + k},{2.5 + k / 10:.2f},{300 + k}\n" for k, name in enumerate(NAMES)
)


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "b.csv"
    path.write_text(AREAS, encoding="utf-8")
    return {"estates": [Source(path, "data/b.csv")]}


@pytest.fixture
def declared_metres(tmp_path):
    """Degrees in a file that says it holds metres."""
    boxes = [shapely.box(116.4 + k / 100, 39.9, 116.403 + k / 100, 39.903) for k in range(12)]
    drawn = gpd.GeoDataFrame({"小区名称": NAMES}, geometry=boxes, crs=4547)
    drawn.to_file(tmp_path / "w.gpkg")
    return tmp_path / "w.gpkg"


def told(found):
    return [(i.code, i.value, i.detail) for i in found.issues if i.code.startswith("answers.")]


def asked(found):
    return {i.code for i in found.issues if i.severity == "question"}


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"crss": {"b.csv": "EPSG:4547"}}, "answers.unknown_topic"),
        ({"bogus": 3}, "answers.unknown_topic"),
        ({"crs": "EPSG:4547"}, "answers.not_understood"),
        ({"crs": {"b.csv": "bad"}}, "answers.not_understood"),
        ({"axes": {"b.csv": "flip"}}, "answers.not_understood"),
        ({"footprints": {"b.csv": True}}, "answers.not_understood"),
        ({"datum": {"estates": "gcj-02"}}, "answers.not_understood"),
        ({"encoding": {"b.csv": "klingon"}}, "answers.not_understood"),
        ({"encoding": {"b.csv": "ascii"}}, "answers.not_understood"),
        ({"units": {"b.csv": {"建筑面积": "sqm"}}}, "answers.not_understood"),
        ({"units": {"b.csv": "m2"}}, "answers.not_understood"),
        ({"columns": {"b.csv": {"户数": "hushu"}}}, "answers.not_understood"),
        ({"columns": ["x"]}, "answers.not_understood"),
        ({"crs": {"zzz.csv": "EPSG:4547"}}, "answers.unused"),
        ({"datum": {"facilities": "gcj02"}}, "answers.unused"),
        ({"units": {"b.csv": {"建筑面": "m2"}}}, "answers.unused"),
    ],
)  # fmt: skip
def test_what_settles_nothing_is_said_once_and_leaves_the_question_open(ledger, answers, code):
    found = read(ledger, answers=answers)
    ((only, value, detail),) = told(found)
    assert only == code
    assert "intake.column_unit" in asked(found)
    for language in ("zh", "en"):
        assert "{" not in say(language, code, value=value, **{**detail, "known": ""})


def test_the_nearest_name_is_offered(ledger):
    ((_, _, detail),) = told(read(ledger, answers={"colums": {}}))
    assert detail["nearest"] == "columns"
    ((_, _, detail),) = told(read(ledger, answers={"units": {"b.cvs": {"建筑面积": "m2"}}}))
    assert detail["nearest"] == "b.csv"


@pytest.mark.parametrize(
    "answers",
    [
        {"datum": {"estates": None}, "columns": {"b.csv": {"户数": None}}, "crs": None},
        {"units": {"estates": None}, "encoding": {"b.csv": None}, "join": {"和平里": None}},
        {"plans": {"和平里": "in"}, "problem_words": "all"},
    ],
)
def test_nothing_written_is_no_answer_and_a_study_s_topics_are_its_own(ledger, answers):
    found = read(ledger, answers=answers)
    assert told(found) == []
    assert found.tables["estates"]["households"].notna().all()


def test_answers_for_the_other_files_of_a_study_say_nothing_in_a_check(ledger):
    path = ledger["estates"][0].path
    others = {"datum": {"facilities": "gcj02"}, "crs": {"poi.csv": "EPSG:4547"}}
    assert told(checked(path, "b.csv", answers=others)) == []
    assert [c for c, *_ in told(checked(path, "b.csv", answers={"crss": {}}))] == [
        "answers.unknown_topic"
    ]


def test_what_check_printed_is_understood_in_the_study_that_names_the_folder(declared_metres):
    printed = lines(checked(declared_metres, "w.gpkg").issues)
    answers = yaml.safe_load(printed)["answers"]
    sources = {"outlines": [Source(declared_metres, "data/w.gpkg")]}
    assert "intake.crs_not_metres" in asked(read(sources))
    found = read(sources, answers=answers)
    assert asked(found) == set()
    assert told(found) == []


@pytest.mark.parametrize("topic", ["units", "columns", "datum", "encoding"])
def test_every_topic_knows_a_file_by_its_bare_name(ledger, topic):
    words = {"units": {"建筑面积": "wan_m2"}, "columns": {"建筑面积": "ignore"}}
    word = words.get(topic, {"datum": "wgs84", "encoding": "utf-8"}.get(topic))
    near, far = ({topic: {key: word}} for key in ("data/b.csv", "b.csv"))
    assert read(ledger, answers=near).issues == read(ledger, answers=far).issues
    assert (asked(read(ledger, answers=far)) == set()) == (topic in words)


def test_the_order_of_two_layers_of_one_file_plays_no_part(tmp_path):
    spots = [shapely.Point(116.4 + k / 100, 39.9) for k in range(12)]
    near = gpd.GeoDataFrame({"name": NAMES, "category": "clinic"}, geometry=spots, crs=4326)
    near.to_file(tmp_path / "two.gpkg", layer="near")
    near.set_geometry(near.translate(-12, -15)).to_file(tmp_path / "two.gpkg", layer="far")
    street = [shapely.LineString([(116.4, 39.9), (116.5, 39.9)])]
    gpd.GeoDataFrame({"name": ["东街"]}, geometry=street, crs=4326).to_file(tmp_path / "st.gpkg")
    streets = [Source(Path(tmp_path / "st.gpkg"), "st.gpkg")]
    found = []
    for order in (("near", "far"), ("far", "near")):
        layers = [Source(tmp_path / "two.gpkg", "two.gpkg", layer=name) for name in order]
        issues = read({"facilities": layers, "streets": streets}).issues
        found.append([(i.code, i.sheet) for i in issues if i.severity == "question"])
    assert found == [[("intake.layer_far_unexplained", "far")]] * 2


def test_a_hidden_sheet_with_the_same_table_is_only_mentioned(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in ("今年", "去年"):
        sheet = book.create_sheet(title)
        sheet.append(["小区编号", "小区名称", "建成年代", "户数"])
        for k, name in enumerate(NAMES):
            sheet.append([f"E{k}", name, 1980 + k, 100 + k])
    book["去年"].sheet_state = "hidden"
    book.save(tmp_path / "s.xlsx")
    found = checked(tmp_path / "s.xlsx", "s.xlsx")
    assert [(i.code, i.severity) for i in found.issues if i.value == "去年"] == [
        ("intake.other_sheets", "info")
    ]
    whole = checked(tmp_path / "s.xlsx", "s.xlsx", answers={"sheets": {"s.xlsx": "all"}})
    assert len(whole.rows) == len(NAMES)
    other = checked(tmp_path / "s.xlsx", "s.xlsx", answers={"sheets": {"s.xlsx": "前年"}})
    assert len(other.rows) == len(NAMES)
