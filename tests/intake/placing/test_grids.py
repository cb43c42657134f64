"""What the numbers of a layer say against its CRS: cases a planner can read."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import CRS

from intake.headings import headers
from intake.placing import points
from intake.placing.coordinates import placed
from intake.placing.grids import doubts, landings, plainly_degrees, sole
from intake.raw import Raw
from intake.source import Source
from tables import TABLES
from texts import codes, say

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/whereabouts.yaml").read_text("utf-8"))
ENPING = 112.305, 22.183


def raw_of(case):
    """Return a case as a sheet with two columns, or as a layer of points."""
    numbers = case["numbers"]
    rows = pd.RangeIndex(1, len(numbers) + 1)
    names = tuple(case.get("headers", ()))
    if names and "declared" not in case and points_headers(names):
        return Raw(names, pd.DataFrame(numbers, index=rows, dtype=object))
    shapes = gpd.GeoSeries([shapely.Point(*xy) for xy in numbers], index=rows)
    shapes = shapes.set_crs(case["declared"]) if "declared" in case else shapes
    cells = pd.DataFrame([[None] * len(names)] * len(numbers), index=rows, dtype=object)
    return Raw(names, cells, shapes)


def points_headers(names):
    found = headers.match(names, points.PLACE_COLUMNS, {})
    return {match.column for match in found} == {"lon", "lat"}


def put(case, **more):
    raw = raw_of(case)
    matches = headers.match(raw.headers, points.PLACE_COLUMNS, {})
    return placed(raw, matches, Source(Path("a.shp"), "a.shp"), TABLES["estates"], **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_where_a_file_lies(case):
    found = put(case)
    asked = {i.code: i.detail["answer_proposed"] for i in found.issues if i.severity == "question"}
    assert asked == case.get("asked", {})
    others = sorted(i.code for i in found.issues if i.severity != "question")
    assert others == sorted(case.get("said", []))
    if asked:
        assert found.geometry is None
        assert len(found.unplaced) == len(case["numbers"])
    else:
        assert found.unplaced is None
        wanted = case["placed"]
        crs = CRS(case["declared"] if wanted == "declared" else wanted)
        assert CRS(found.crs).equals(crs)
        place = found.geometry.iloc[0].coords[0]
        tolerance = 0.01 if "at" not in case else 0.001
        assert place == pytest.approx(case.get("at", ENPING), abs=tolerance)
    if "options" in case:
        (issue,) = [i for i in found.issues if i.severity == "question"]
        assert issue.detail["answer_options"] == case["options"]


@pytest.mark.parametrize("case", [c for c in CASES if "asked" in c], ids=lambda c: c["name"])
def test_the_proposal_leads_to_the_place_and_ends_the_questions(case):
    answers = {"crs": {}, "axes": {}}
    for issue in put(case).issues:
        if issue.severity == "question":
            topic, key = issue.detail["answer_path"]
            answers[topic][key] = issue.detail["answer_proposed"]
    if any(answer is None for answers in answers.values() for answer in answers.values()):
        return
    found = put(case, answers=answers)
    assert not [i for i in found.issues if i.severity == "question"]
    wanted = (75.99, 39.47) if "Kashgar" in case["name"] else case.get("at", ENPING)
    assert found.geometry.iloc[0].coords[0] == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_question_says_its_sentence_in_both_languages(case):
    for issue in put(case).issues:
        for language in ("zh", "en"):
            said = say(language, issue.code, **issue.detail, column=issue.column, value=issue.value)
            assert issue.code in codes(language)
            assert "{" not in said


def test_a_person_may_insist_on_a_crs_that_is_only_unlikely():
    case = {"declared": "EPSG:4546", "numbers": [[905000, 2454643]]}
    assert put(case).geometry is None
    found = put(case, answers={"crs": {"a.shp": "EPSG:4546"}})
    assert found.issues == ()
    assert found.geometry.x.iloc[0] == pytest.approx(114.93, abs=0.01)


def test_what_is_impossible_is_asked_again_after_the_answer():
    case = {"numbers": [[634591.9, 2454643.1]]}
    found = put(case, answers={"crs": {"estates": "EPSG:4490"}})
    assert [i.code for i in found.issues] == ["intake.crs_not_degrees"]


def test_a_web_mercator_label_on_a_chinese_file_in_gauss_kruger_is_doubted():
    chinese, abroad = [
        doubts(325177.8, 2455040.9, CRS(3857), words=[word], settled=False)
        for word in ("锦绣花园", "Rue de Rome")
    ]
    assert [d.code for d in chinese] == ["intake.crs_outside"]
    assert "EPSG:4547" in chinese[0].options
    assert abroad == []


def test_a_family_is_proposed_only_where_all_lead_to_one_place():
    first = doubts(38325177.8, 2455040.9, None, words=(), settled=False)[0]
    assert first.options == ("EPSG:4526", "EPSG:2362", "EPSG:2414")
    assert first.detail["places"] == "EPSG:4526、EPSG:2362、EPSG:2414 → 112.31°E 22.18°N"
    assert (landings([]), sole([])) == ("", None)


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=2, max_size=2))
@settings(max_examples=60, deadline=None)
def test_no_numbers_whatever_raise(xy):
    for declared in ({}, {"declared": "EPSG:4490"}, {"declared": "EPSG:4547"}):
        found = put({"numbers": [xy], **declared})
        shapes = [] if found.geometry is None else found.geometry.dropna()
        near = [abs(shape.x) <= 180 and abs(shape.y) <= 90 for shape in shapes]
        assert all(near) or not np.isfinite(xy).all()


@pytest.mark.parametrize("xy", [(1e300, 1e300), (-1e-9, 1e9), (5e8, 5e8)])
@pytest.mark.parametrize("declared", [None, "EPSG:4490", "EPSG:4526", "EPSG:3857", "EPSG:2326"])
def test_numbers_of_nowhere_are_asked_about(xy, declared):
    found = put({"numbers": [xy]} | ({"declared": declared} if declared else {}))
    assert found.geometry is None
    assert [i.severity for i in found.issues] == ["question"]


@pytest.mark.parametrize("xy", [(0, 0), (np.inf, 5), (np.nan, 5)])
def test_what_was_never_filled_in_is_left_to_the_look_at_shapes(xy):
    assert put({"numbers": [xy], "declared": "EPSG:4547"}).issues == ()


def test_degrees_are_plain_where_a_city_could_be():
    assert plainly_degrees(-43.2, -22.9, (0.3, 0.2))
    assert not plainly_degrees(-43.2, 122.9, (0.3, 0.2))
