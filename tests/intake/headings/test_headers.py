import pytest

from intake.headings.headers import match, nearest, plain, rivals, score
from tables import ESTATES, TABLES


def column_of(header, **given):
    return match([header], ESTATES.columns, given)[0].column


@pytest.mark.parametrize(
    ("header", "column", "factor"),
    [
        ("小区名称", "name", 1),
        ("小区（楼院）\n名称", "name", 1),
        ("县（市、区）", "district", 1),
        ("街道(镇)", "street", 1),
        ("社区（居委会）", "community", 1),
        ("建成年代", "built_year", 1),
        ("总 户 数（户）", "households", 1),
        ("户数(万户)", "households", 1e4),
        ("建筑面积（万㎡）", "floor_area_m2", 1e4),
        ("建筑面积㎡", "floor_area_m2", 1),
        ("建筑面积【亩】", "floor_area_m2", 2000 / 3),
        ("总建筑面积(公顷)", "floor_area_m2", 1e4),
        ("Floor area (m2)", "floor_area_m2", 1),
        ("FLOOR_AREA_M2", "floor_area_m2", 1),
        ("Estate ID", "estate_id", 1),
        ("序号", "", 1),
        ("联系电话", "", 1),
    ],
)
def test_a_header_as_people_write_it(header, column, factor):
    found = match([header], ESTATES.columns, {})[0]
    assert (found.column, found.factor) == (column, pytest.approx(factor))


def test_every_declared_header_finds_its_own_column():
    for table in TABLES.values():
        for column in table.columns:
            for header in (column.name, column.zh, column.en):
                assert match([header], table.columns, {})[0].column == column.name, (
                    table.name,
                    header,
                )


def test_money_in_yuan_becomes_ten_thousands():
    found = match(["金额（元）"], TABLES["budgets"].columns, {})[0]
    assert (found.column, found.factor) == ("amount_wan", pytest.approx(1e-4))


def test_a_remark_in_brackets_makes_it_unsure():
    found = match(["户数（2023年底）"], ESTATES.columns, {})[0]
    assert (found.column, found.how) == ("households", "unsure")


def test_of_two_headers_the_exact_one_is_taken_and_the_other_is_a_question():
    heads = ["总户数", "户数", "名称"]
    matches = match(heads, ESTATES.columns, {})
    assert [m.column for m in matches] == ["", "households", "name"]
    assert [(m.header, heads[other]) for m, other in rivals(heads, ESTATES.columns, matches)] == [
        ("户数", "总户数")
    ]


def test_what_a_person_says_wins_and_asks_nothing():
    heads = ["户数", "套数"]
    matches = match(heads, ESTATES.columns, {"套数": "households"})
    assert [(m.column, m.how) for m in matches] == [("", "ignored"), ("households", "given")]
    assert rivals(heads, ESTATES.columns, matches) == []


def test_the_header_row_names_most_columns():
    title = ["乐河区老旧小区台账", None]
    assert score(title, ESTATES.columns, ()) == 0
    assert score(["小区名称", "户数", 3], ESTATES.columns, ()) == 2


def test_nearest_offers_a_name_or_a_dash():
    assert nearest("小区名城", ["户数", "小区名称"]) == "小区名称"
    assert nearest("abc", ["户数"]) == "—"


def test_brackets_and_width_make_no_difference():
    assert plain("ＩＤ（编号）") == plain("id编号")


def test_a_cut_header_is_completed_only_where_one_column_fits_best():
    heads = ["建成年", "小区", "6"]
    found = match(heads, ESTATES.columns, {}, cut=heads)
    assert [(m.column, m.how) for m in found] == [
        ("built_year", "unsure"), ("name", "alias"), ("elders", "unsure"),
    ]  # fmt: skip
    assert match(["建成年"], ESTATES.columns, {})[0].column == ""


@pytest.mark.parametrize(
    ("table", "header"),
    [
        ("areas", "population_elderly_65plus"),  # 65 is not 60
        ("surveys", "参与人数"),  # heads are not households
        ("estates", "天然气"),  # 无 there says that there is no gas
        ("estates", "消防设施"),
    ],
)
def test_what_only_sounds_alike_is_no_alias(table, header):
    (found,) = match([header], TABLES[table].columns, {})
    assert found.column == ""
