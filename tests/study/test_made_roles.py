from hypothesis import given, settings
from hypothesis import strategies as some

import demo
from intake.check import Piece, checked
from intake.formats.contents import Part
from intake.headings.table_guess import Kind
from study.made_roles import ESTATES, LEFT_OUT, OUTLINES, Role, as_chosen, copied, roles


def piece(
    table: str, name: str = "Sheet1", *, rows: int = 9, geometry: str = "none", **how
) -> Piece:
    kind = "sheet" if geometry == "none" else "layer"
    part = Part(name, kind, ("小区名称",), rows, geometry, **how)
    return Piece(part, Kind(table, 1.0, "", sure=True))


def tables(*found) -> list[str]:
    return [one.table for one in roles(found)]


def test_areas_beside_a_ledger_are_its_outlines_whatever_they_look_like():
    ledger = ("台账.xlsx", [piece(ESTATES)])
    red_lines = ("红线.shp", [piece(ESTATES, geometry="polygon")])
    assert tables(red_lines, ledger) == [OUTLINES, ESTATES]
    assert tables(ledger, ("a.gpkg", [piece(OUTLINES, geometry="polygon")])) == [ESTATES, OUTLINES]


def test_without_a_ledger_the_largest_layer_is_it_and_no_estate_counts_twice():
    few = piece(ESTATES, "旧", rows=3, geometry="polygon")
    many = piece(OUTLINES, "新", rows=40, geometry="polygon")
    assert tables(("a.gpkg", [few, many])) == [LEFT_OUT, ESTATES]
    again = piece(ESTATES, "再", rows=40, geometry="polygon")
    assert tables(("a.gpkg", [many, again])) == [ESTATES, LEFT_OUT]


def test_points_of_estates_are_a_ledger():
    assert tables(("点.geojson", [piece(ESTATES, geometry="point")])) == [ESTATES]


def test_of_a_workbook_the_sheets_of_streets_count_and_the_rest_is_left_out():
    sheets = [
        piece(ESTATES, "东街"),
        piece(ESTATES, "西街"),
        piece(ESTATES, "全区汇总"),
        piece(ESTATES, "填表说明", rows=0),
        piece(ESTATES, "去年", hidden=True),
    ]
    found = roles([("台账.xlsx", sheets)])
    assert [one.part for one in found if one.table] == ["东街", "西街"]
    assert {one.key for one in found} == {"sheet"}


def test_a_lone_sheet_goes_by_its_file_alone_even_if_it_is_called_total():
    (only,) = roles([("汇总.xlsx", [piece(ESTATES, "汇总")])])
    assert only == Role("汇总.xlsx", "", "sheet", 9, drawn=False, table=ESTATES)


def test_every_layer_of_a_file_of_many_finds_its_role(tmp_path):
    town = demo.write(tmp_path / "town", estates=20, seed=demo.SEED, clean=True)
    found = [(name, checked(town / name, name).pieces) for name in ("台账.xlsx", "city.gpkg")]
    assert {one.part or one.file: one.table for one in roles(found)} == {
        "台账.xlsx": "estates",
        "outlines": "outlines",
        "areas": "areas",
        "streets": "streets",
        "pois": "facilities",
        "entrances": "entrances",
        "water": "water",
        "rail": "rail",
        "green": "green",
        "trenches": "trenches",
        "idle": "idle_assets",
    }


def test_what_a_person_chose_stands_and_nothing_else_changes():
    found = roles([("a.xlsx", [piece(ESTATES)]), ("b.xlsx", [piece("works")])])
    assert [one.table for one in as_chosen(found, {1: LEFT_OUT})] == [ESTATES, LEFT_OUT]
    assert as_chosen(found, {}) == found
    assert roles([]) == ()


NAMES = some.lists(some.text(some.characters(exclude_characters="/\0"), min_size=1), max_size=6)


@settings(max_examples=60)
@given(NAMES, NAMES)
def test_only_files_that_are_there_are_copied_all_used_ones_among_them(there, others):
    used = set(there[::2])
    found = copied([*there, *others], used)
    assert set(found) <= {*there, *others}
    assert used <= set(found)
    assert len(found) == len(set(found))


def test_the_parts_of_a_shapefile_come_along_and_those_of_another_do_not():
    names = ["A.shp", "a.DBF", "A.prj", "A.shp.xml", "b.shp", "b.dbf", "a.pdf", "a.csv"]
    assert copied(names, {"A.shp"}) == ("A.shp", "a.DBF", "A.prj", "A.shp.xml")
