"""Questions carry the place of their answer, and print the lines that answer them."""

from dataclasses import replace

import yaml
from hypothesis import given
from hypothesis import strategies as st

from intake.questions import answered, answered_under, holding_up, lines, question
from tables import Issue

CRS = question("a", ("crs", "边界.zip"), ["EPSG:4547", "EPSG:4548"], proposed="EPSG:4548")
NAME = question("b", ("join", "锦绣花园: 北"), counts=False)


def test_the_lines_are_the_answers_the_importer_understands():
    told = yaml.safe_load(lines([CRS, NAME, Issue("c", "warning")]))
    assert told == {"answers": {"crs": {"边界.zip": "EPSG:4548"}, "join": {"锦绣花园: 北": None}}}


def test_the_other_options_stand_beside_as_a_comment():
    assert "# EPSG:4547 | EPSG:4548" in lines([CRS])


def test_where_nothing_is_proposed_the_answer_stays_open_with_its_options_beside():
    told = lines([question("a", ("crs", "a.shp"), ["EPSG:4547", "EPSG:4548"])])
    assert yaml.safe_load(told) == {"answers": {"crs": {"a.shp": None}}}
    assert "# EPSG:4547 | EPSG:4548" in told
    assert answered(yaml.safe_load(told)["answers"], "crs", "a.shp") is None


def test_a_header_is_looked_for_under_the_file_then_under_the_table():
    said = {"units": {"estates": {"面积": "m2"}, "a.xlsx": {"投资": "wan"}}}
    assert answered_under(said, "units", "面积", "a.xlsx", "estates") == "m2"
    assert answered_under(said, "units", "投资", "b.xlsx", "estates") is None
    assert answered_under({"units": "m2"}, "units", "面积", "estates") is None


def test_nothing_to_ask_is_no_line():
    assert lines([Issue("c", "warning")]) == ""


def test_an_offer_nobody_has_to_take_up_is_no_line_to_paste():
    offer = replace(question("a", ("footprints", "a.csv"), ["accept"]), severity="info")
    assert lines([offer]) == ""
    assert "a.csv" not in lines([offer, CRS])


def test_a_file_is_known_by_its_bare_name_and_nothing_written_is_no_answer():
    said = {"crs": {"data/a.shp": None, "a.shp": "EPSG:4547"}, "units": {"b.csv": {"面积": "mu"}}}
    assert answered(said, "crs", "data/a.shp", "outlines") == "EPSG:4547"
    assert answered_under(said, "units", "面积", "data/b.csv", "estates") == "mu"


def test_only_questions_whose_answer_can_change_a_number_hold_up_a_run():
    assert holding_up([CRS, NAME, Issue("c", "question"), Issue("d", "error")]) == (CRS,)


def test_the_nearer_key_answers_first():
    said = {"crs": {"a.shp": "EPSG:4547", "outlines": "EPSG:4490"}}
    assert answered(said, "crs", "a.shp", "outlines") == "EPSG:4547"
    assert answered(said, "crs", "b.shp", "outlines") == "EPSG:4490"
    assert answered(said, "crs", "b.shp", "estates") is None
    assert answered({"crs": "EPSG:4490"}, "crs", "a.shp") is None


@given(st.lists(st.text(min_size=1, max_size=50), min_size=1, max_size=4), st.text(min_size=1))
def test_any_header_and_any_answer_come_back_from_the_lines(path, proposed):
    found = yaml.safe_load(lines([question("a", path, proposed=proposed)]))["answers"]
    for key in path:
        found = found[key]
    assert found == proposed
