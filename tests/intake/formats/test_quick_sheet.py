"""Both readers, cell by cell: the quick one may give way, it may not tell anything else."""

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.formats.quick_sheet import quick_rows
from intake.formats.sheet_xml import sheet_data
from intake.formats.sheets import trimmed

FORMATS = [
    "General", "0", "0.00", "@", "0%", "0.00E+00", "yyyy-mm-dd", 'yyyy"年"m"月"', "yyyy年m月d日",
    "[$-804]aaaa", "[$-F800]dddd\\, mmmm dd\\, yyyy", "h:mm", "[h]:mm", "yyyy-mm-dd hh:mm:ss",
    '0"户"', '0"m2"', '0.00"万m²"', "[Red]0", "[DBNum1]yyyy年", "0\\d", "[$¥-804]#,##0", "yyyy;@",
    '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "AM/PM h:mm", 'd"栋"', '0.00 "sqm"',
]  # fmt: skip
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from(" \n\t0\u200b"),
    max_size=12,
).filter(lambda text: not text.startswith("=") and "_x" not in text)
VALUES = st.one_of(
    TEXTS,
    st.sampled_from(["0012", "#REF!", "#N/A", "#DIV/0!", "1998", "", " 和平里 ", "12.0", "TRUE"]),
    st.integers(-(10**6), 10**6),
    st.sampled_from([1998, 2**53, 123456789012345678, 0.1 + 0.2, 1e-9, -0.5, 60, 59, 1.0, 1e6]),
    st.floats(-3e5, 3e5, allow_nan=False),
    st.booleans(),
    st.datetimes(dt.datetime(1900, 3, 2), dt.datetime(2100, 1, 1)).map(  # noqa: DTZ001
        lambda when: when.replace(microsecond=0)
    ),
    st.dates(dt.date(1900, 3, 2), dt.date(2100, 1, 1)),
)
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 12), st.integers(1, 30)),
    st.tuples(VALUES, st.sampled_from(FORMATS)),
    max_size=12,
)


def written(cells, *, epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    for (row, column), (value, form) in cells.items():
        cell = book.active.cell(row, column, value)
        if not isinstance(value, (dt.date, str)):
            cell.number_format = form
    file = io.BytesIO()
    book.save(file)
    return file


def quick(file, sheet="Sheet"):
    return quick_rows(file, sheet, sheet_data(file, sheet))


def slow(file, sheet="Sheet"):
    page = openpyxl.load_workbook(file, read_only=True, data_only=True)[sheet]
    page.reset_dimensions()
    return list(page.iter_rows(values_only=True))


def alike(rows):
    """Return rows without what both readers mean alike: 1.0 and 1, an empty text and none."""
    found = [trimmed([_one(cell) for cell in row]) for row in rows]
    while found and not found[-1]:
        found.pop()
    return found


def _one(cell):
    if isinstance(cell, float) and cell.is_integer():
        return int, int(cell)
    return None if cell in {None, ""} else (type(cell), cell)


def rewritten(file, change):
    """Return a workbook whose sheet is changed by hand."""
    copy = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if "worksheets/" in name else data)
    return copy


@settings(max_examples=60, deadline=None)
@given(CELLS, st.booleans())
def test_both_readers_give_the_same_cells(cells, old_epoch):
    file = written(cells, epoch=dt.datetime(1904, 1, 1) if old_epoch else None)  # noqa: DTZ001
    found = quick(file)
    if found is not None:
        assert alike(found) == alike(slow(file))


def test_rows_and_columns_are_counted_from_the_first_of_the_sheet():
    found = quick(written({(5, 3): ("和平里", "@"), (7, 2): (120, "0")}))
    assert alike(found) == [
        [], [], [], [], [None, None, (str, "和平里")], [], [None, (int, 120)],
    ]  # fmt: skip


def test_an_error_keeps_its_text_with_its_formula_and_without():
    book = openpyxl.Workbook()
    book.active.append(["#REF!", 5, "#DIV/0!"])
    file = io.BytesIO()
    book.save(file)
    assert quick(file) == [["#REF!", 5, "#DIV/0!"]]
    formula = rewritten(file, lambda data: data.replace(b"<v>#REF!", b"<f>B2*2</f><v>#REF!"))
    assert quick(formula) == [["#REF!", 5, "#DIV/0!"]]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b' r="B1"', b""),
        lambda data: data.replace(b'r="B1"', b"r='B1'"),
        lambda data: data.replace(b'r="B1"', b'r="XFD1048576"').replace(b"<row", b"<row ", 1),
        lambda data: data.replace(b'<row r="1"', b'<row r="1048576"').replace(b'1"><v>', b'9"><v>'),
        lambda data: re.sub(rb"<(/?)(\w)", rb"<\1x:\2", data).replace(b"xmlns=", b"xmlns:x="),
        lambda data: data.replace(b"<v>120</v>", b"<v>12345678901234567</v>"),
        lambda data: data.replace(b"<v>120</v>", b"<v>1e999</v>"),
        lambda data: re.sub(rb't="inlineStr"><is>.*?</is>', b't="s"><v>77</v>', data, count=1),
        lambda data: data[: len(data) // 2],
    ],
)
def test_what_is_written_in_another_way_is_left_to_openpyxl(change):
    file = written({(1, 1): ("和平里", "@"), (1, 2): (120, "0"), (2, 1): ("光明里", "@")})
    assert quick(file) is not None
    assert quick(rewritten(file, change)) is None


def test_times_of_day_and_long_numbers_are_left_to_openpyxl():
    assert quick(written({(1, 1): (dt.time(8, 30), "h:mm")})) is None
    assert quick(written({(1, 1): (2**53, "0")})) is None
    assert quick(written({(1, 1): (2**53 - 1, "0")})) == [[2**53 - 1]]


def test_a_number_that_is_no_day_stays_that_number_in_a_date_s_format():
    assert quick(written({(1, 1): (3_000_000, "yyyy-mm-dd")})) == [[3_000_000]]
