import geopandas as gpd
import shapely

from intake import Source, read

HEAD = "小区名称,总建筑面积,户数,楼栋数\n"
CODES = ("intake.area", "intake.households_building")


def odd(inputs):
    return [(i.code, i.severity, i.row, i.value) for i in inputs.issues if i.code.startswith(CODES)]


def test_an_area_in_ten_thousands_among_others_is_flagged_and_unknown_till_one_looks(text_file):
    inputs = read({"estates": [text_file(HEAD + "A,9600,120,3\nB,0.8,100,3\n")]})
    assert odd(inputs) == [("intake.area_unit", "warning", 3, "0.8")]
    assert inputs.tables["estates"]["floor_area_m2"].fillna(-1).tolist() == [9600, -1]
    issue = next(i for i in inputs.issues if i.code == "intake.area_unit")
    assert issue.detail["read"] == "8000"


def test_square_metres_under_a_header_in_ten_thousands_are_flagged(text_file):
    text = "小区名称,总建筑面积（万㎡）,户数\nA,0.96,120\nB,8000,100\n"
    inputs = read({"estates": [text_file(text)]})
    assert odd(inputs) == [("intake.area_unit", "warning", 3, "80000000")]


def test_without_households_the_outline_tells(tmp_path):
    square = shapely.box(113, 34, 113.001, 34.001)  # about 92 m by 111 m
    names = {"小区名称": ["A", "B"], "总建筑面积": [15000.0, 1.5]}
    shapes = [square, shapely.affinity.translate(square, 0.01)]
    gpd.GeoDataFrame(names, geometry=shapes, crs=4326).to_file(tmp_path / "a.geojson")
    inputs = read({"estates": [Source(tmp_path / "a.geojson", "a.geojson")]})
    assert odd(inputs) == [("intake.area_unit", "warning", 2, "1.5")]


def test_with_nothing_else_the_column_tells(text_file):
    rows = "".join(
        f"{name},{area},,\n"
        for name, area in zip("ABCDEF", [8000, 9000, 12000, 7000, 15000, 0.9], strict=True)
    )
    assert odd(read({"estates": [text_file(HEAD + rows)]})) == [
        ("intake.area_unit", "warning", 7, "0.9")
    ]


def test_households_that_fit_neither_area_nor_buildings_are_flagged(text_file):
    inputs = read({"estates": [text_file(HEAD + "A,9600,120,3\nB,9600,1200,3\nC,9600,12,3\n")]})
    assert odd(inputs) == [
        ("intake.area_household", "warning", 3, "9600"),
        ("intake.households_building", "warning", 3, "1200"),
        ("intake.area_household", "warning", 4, "9600"),
        ("intake.households_building", "warning", 4, "12"),
    ]


def test_a_town_of_towers_is_said_once(text_file):
    rows = "".join(f"{name},,900,2\n" for name in "ABCDEF")
    inputs = read({"estates": [text_file(HEAD + rows)]})
    assert odd(inputs) == [("intake.households_building_many", "info", None, "")]


def test_of_a_single_row_nothing_is_said(text_file):
    assert odd(read({"estates": [text_file(HEAD + "A,12,12,12\n")]})) == []


def test_zero_and_unknown_say_nothing(text_file):
    assert odd(read({"estates": [text_file(HEAD + "A,0,0,0\nB,,120,\nC,9000,,\n")]})) == []


def drawn(tmp_path, areas, header="占地面积", **more):
    """Estates of about 10,000 m² on the map, with what a ledger says of them."""
    square = shapely.box(113, 34, 113.001, 34.00098)
    names = {"小区名称": [f"小区{n}" for n in range(len(areas))], header: areas, **more}
    shapes = [shapely.affinity.translate(square, n / 100) for n in range(len(areas))]
    gpd.GeoDataFrame(names, geometry=shapes, crs=4326).to_file(tmp_path / "a.geojson")
    return [
        (i.code, i.row, i.column, i.detail.get("answer_proposed"))
        for i in read({"estates": [Source(tmp_path / "a.geojson", "a.geojson")]}).issues
        if i.code.startswith(("intake.area", "intake.site", "intake.column", "intake.floor"))
    ]


def test_sites_are_held_against_the_map(tmp_path):
    assert drawn(tmp_path, [10_000.0, 9_000.0, 11_000.0]) == []
    assert drawn(tmp_path, [10_000.0, 50_000.0, 11_000.0]) == [
        ("intake.site_ratio", 2, "占地面积", None)
    ]


def test_a_whole_column_of_sites_in_mu_is_asked_once(tmp_path):
    assert drawn(tmp_path, [15.0, 14.0, 16.0]) == [("intake.column_unit", None, "占地面积", "mu")]
    assert drawn(tmp_path, [1.0, 0.9, 1.1], "占地面积(㎡)") == [
        ("intake.column_unit", None, "占地面积(㎡)", "wan_m2")
    ]


def test_floor_area_no_estate_can_hold(tmp_path):
    areas = [15_000.0, 150_000.0, 900.0, 12_000.0]
    assert drawn(tmp_path, areas, "总建筑面积") == [
        ("intake.floor_ratio", 2, "总建筑面积", None),
        ("intake.floor_ratio", 3, "总建筑面积", None),
    ]  # fmt: skip


def test_a_whole_column_under_a_wrong_header_is_asked_once_and_nothing_is_changed(text_file):
    text = "小区名称,建筑面积(万㎡),户数\nA,9600,120\nB,8000,100\nC,0.8,100\n"
    inputs = read({"estates": [text_file(text)]})
    assert odd(inputs) == []
    asked = [i for i in inputs.issues if i.code == "intake.column_unit"]
    assert [(i.severity, i.detail["count"], i.detail["total"]) for i in asked] == [
        ("question", 2, 3)
    ]
    assert inputs.tables["estates"]["floor_area_m2"].max() == 96_000_000
    path = {"units": {"estates": {"建筑面积(万㎡)": "m2"}}}
    settled = read({"estates": [text_file(text)]}, answers=path)
    assert sorted(settled.tables["estates"]["floor_area_m2"].dropna()) == [8000, 9600]
    assert odd(settled) == [("intake.area_unit", "warning", 4, "0.8")]


def test_a_share_in_the_thousands_is_written_plainly(text_file):
    inputs = read({"estates": [text_file(HEAD + "A,9600,120,3\nB,294400,3680,1\nC,9600,120,3\n")]})
    shares = [i.detail["share"] for i in inputs.issues if i.code == "intake.households_building"]
    assert shares == ["3680"]
