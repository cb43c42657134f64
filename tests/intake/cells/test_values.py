import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cells.reading import Reading
from intake.cells.values import clean, read
from tables import TABLES, Column

COLUMNS = [column for table in TABLES.values() for column in table.columns]
FLAG = Column("flag", "flag", "有无", "Flag")
GRADE = Column("grade", "code", "等级", "Grade", allowed=("A", "B", "C", "D"))
SEVERITY = Column("leak", "severity", "渗漏", "Leaks")
LEVEL = Column("level", "code", "级别", "Level", allowed=("district", "street", "community"))
ID = Column("estate_id", "id", "编码", "ID")
NAME = Column("name", "text", "名称", "Name")
FLOORS = Column("floors", "integer", "层数", "Floors", low=1, high=100)


@pytest.mark.parametrize(
    "cell", ["", " ", "/", "—", "不详", "未知", "N/A", None, float("nan"), pd.NaT, pd.NA, "\u200b"]
)
@pytest.mark.parametrize("column", [FLAG, GRADE, SEVERITY, ID, NAME, FLOORS], ids=lambda c: c.kind)
def test_the_words_for_missing(cell, column):
    assert read(cell, column) == Reading(None)


def test_none_is_no_for_a_flag_and_sound_for_a_condition_and_missing_elsewhere():
    assert read("无", FLAG).value is False
    assert read("无", SEVERITY).value == 0
    assert read("无", NAME) == Reading(None)
    assert read("无", FLOORS) == Reading(None)


def test_to_be_verified_is_unknown_and_asks_for_a_phone_call():
    assert read("待核实", FLOORS) == Reading(None, "open")


YES = ["有", "√", "Yes", 1, 1.0, True]
NO = ["×", "否", "no", 0, False, "没有"]


@pytest.mark.parametrize(("cell", "value"), [(c, True) for c in YES] + [(c, False) for c in NO])
def test_flags(cell, value):
    assert read(cell, FLAG) == Reading(value)


def test_a_company_s_name_means_that_there_is_property_management():
    assert read("乐河物业服务有限公司", FLAG) == Reading(value=True, code="interpreted")
    assert read("社区代管", FLAG) == Reading(None, "unread")


@pytest.mark.parametrize(
    ("cell", "grade"), [("A级", "A"), ("b", "B"), ("Ｃ", "C"), ("D级危房", "D")]
)
def test_grades(cell, grade):
    assert read(cell, GRADE) == Reading(grade)


def test_a_grade_there_is_not():
    assert read("E", GRADE) == Reading(None, "unread")
    assert read("未鉴定", GRADE) == Reading(None)


@pytest.mark.parametrize(
    ("cell", "level"),
    [("无", 0), ("轻微", 1), ("一般", 2), ("严重", 3), (2, 2), ("3", 3), (1.0, 1)],
)
def test_severities(cell, level):
    assert read(cell, SEVERITY) == Reading(level)


def test_a_severity_of_four_does_not_exist():
    assert read(4, SEVERITY) == Reading(None, "unread")


def test_levels_in_chinese():
    assert [read(word, LEVEL).value for word in ("街道", "社区", "Street")] == [
        "street",
        "community",
        "street",
    ]


def test_ids_keep_zeros_and_lose_what_excel_added():
    assert [read(cell, ID).value for cell in ("007", 7.0, "ＬＨ０１", "'08")] == [
        "007",
        "7",
        "LH01",
        "08",
    ]


def test_a_value_outside_the_limits_is_unknown_and_said():
    assert read("120层", FLOORS) == Reading(None, "outside")
    assert read(0, FLOORS) == Reading(None, "outside")
    assert read("100层", FLOORS).value == 100


def test_invisible_characters_and_padding_go():
    assert clean(" 锦绣\u200b花园\n一期 ") == "锦绣花园 一期"


def test_dates():
    column = Column("date", "date", "日期", "Date")
    assert read("2026年3月5日", column) == Reading(pd.Timestamp("2026-03-05"))
    assert read(pd.Timestamp("2026-03-05 08:30"), column) == Reading(pd.Timestamp("2026-03-05"))
    assert read("2026-03", column) == Reading(pd.Timestamp("2026-03-01"), "interpreted")
    assert read("2026-13-05", column) == Reading(None, "unread")
    assert read(46086, column).value == pd.Timestamp("2026-03-05")


@given(
    st.one_of(
        st.text(max_size=15),
        st.integers(-(10**400), 10**400),
        st.floats(),
        st.booleans(),
        st.none(),
        st.datetimes(),
        st.dates(),
        st.times(),
        st.binary(max_size=5),
        st.decimals(allow_nan=False),
        st.lists(st.integers(), max_size=2),
    ),
    st.sampled_from([column for column in COLUMNS if column.kind != "year"]),
)
def test_no_cell_breaks_any_column(cell, column):
    reading = read(cell, column)
    kept = {"", "interpreted", "date_number"}
    lost = {"unread", "open", "outside", "became_date", "digits_lost", "none"}
    assert reading.code in kept | lost
    if reading.code in lost:
        assert reading.value is None


PROGRAMME = TABLES["estates"].column("other_programme")
PAYS = TABLES["budgets"].column("pays")


@pytest.mark.parametrize(
    "cell", ["否", "无", "没有", " 未列入 ", "不在", "No", 0, "０", False, "×"]
)
def test_a_word_for_none_is_no_programme(cell):
    assert read(cell, PROGRAMME) == Reading(None, "none")


@pytest.mark.parametrize("cell", [None, "", "/", "不详"])
def test_a_blank_programme_is_unknown_and_not_a_word_for_none(cell):
    assert read(cell, PROGRAMME) == Reading(None)


@pytest.mark.parametrize("cell", ["是", "2026年棚改", "无为路片区征收"])
def test_any_other_word_names_the_programme(cell):
    assert read(cell, PROGRAMME) == Reading(cell)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("建筑本体", "building_body"),
        ("楼本体、公共设施", "building_body,other"),
        ("其他；配套设施", "other"),
        ("building_body, Other", "building_body,other"),
        ("Building body", "building_body"),
        ("不限", "building_body,elevator,other"),
        ("燃气入户、供水管网", "gas,pipeline"),
        ("加装电梯", "elevator"),
        ("加固 其他", "加固,other"),
    ],
)
def test_what_a_budget_pays_for_becomes_codes_and_unknown_words_stay(cell, codes):
    assert read(cell, PAYS) == Reading(codes)


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("有", True, ""),
        ("无", False, ""),
        ("是", True, ""),
        ("否", False, ""),
        ("√", True, ""),
        ("×", False, ""),
        ("❌", False, ""),
        ("有（自管）", True, "interpreted"),
        ("无(正在筹备)", False, "interpreted"),
        ("☑有 □无", True, "interpreted"),
        ("有□ 无√", False, "interpreted"),
        ("有/无", None, "unread"),
        ("□有 □无", None, "unread"),
        ("☑有 ☑无", None, "unread"),
        ("部分", None, "unread"),
        ("不详", None, ""),
        ("待定", None, "open"),
    ],
)
def test_yes_no_and_unknown_as_people_write_and_tick_them(cell, value, code):
    assert read(cell, FLAG) == Reading(value, code)


@pytest.mark.parametrize(
    ("cell", "storeys", "code"),
    [
        ("6/7层", None, "unread"),
        ("6层+跃", 6, "interpreted"),
        ("6层带阁楼", 6, "interpreted"),
        ("5-7层不等", None, "unread"),
        ("地上6层，地下1层", 6, "interpreted"),
        ("6F", 6, "interpreted"),
        ("六层", 6, "interpreted"),
        (6, 6, ""),
        ("6+1", None, "unread"),
        ("多层", None, "unread"),
    ],
)
def test_storeys_with_a_loft_are_read_and_two_heights_are_none(cell, storeys, code):
    assert read(cell, FLOORS) == Reading(storeys, code)


@pytest.mark.parametrize("cell", ["#REF!", "#DIV/0!", "####"])
@pytest.mark.parametrize("column", [NAME, ID, FLOORS, FLAG], ids=lambda c: c.kind)
def test_a_formula_that_broke_is_unknown_and_said(cell, column):
    assert read(cell, column) == Reading(None, "unread")
