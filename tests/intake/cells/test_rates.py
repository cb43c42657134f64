import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cells.columns import typed
from intake.cells.rates import rates
from intake.cells.reading import Reading
from intake.headings.headers import match
from intake.raw import Raw
from tables import Column, Table

SHARE = Column("support_rate", "rate", "支持率", "In favour", ("同意率",))


def read(values, *, percent=False):
    return [(r.value, r.code) for r in rates(values, SHARE, percent=percent)]


def test_85_and_85_percent_and_0_85_in_one_column_are_reconciled_row_by_row():
    assert read([85, "85%", 0.85, "85"]) == [
        (0.85, "interpreted"), (0.85, ""), (0.85, "interpreted"), (0.85, "interpreted"),
    ]  # fmt: skip


def test_shares_alone_and_percent_signs_say_plainly_what_they_are():
    assert read([0.85, 1, "92%", 0]) == [(0.85, ""), (1.0, ""), (0.92, ""), (0.0, "")]


def test_under_a_header_in_percent_85_is_plain_and_0_85_is_a_share_and_listed():
    assert read([85, 0.85], percent=True) == [(0.85, ""), (0.85, "interpreted")]
    assert read([0.85, 1], percent=True) == [(0.85, "interpreted"), (1.0, "interpreted")]


@pytest.mark.parametrize("cell", [1, 0.05, 1.5, "1"])
def test_what_could_be_either_beside_percentages_is_unknown_and_said(cell):
    assert read([85, cell])[1] == (None, "rate_unsure")


@pytest.mark.parametrize("cell", ["120%", 120, -0.2, "-5%"])
def test_more_than_all_and_less_than_none_are_outside(cell):
    assert read([cell]) == [(None, "outside")]


def test_gaps_and_words():
    assert rates([None, "不详", "待核实", "很高", "约85%"], SHARE) == [
        Reading(None), Reading(None), Reading(None, "open"), Reading(None, "unread"),
        Reading(0.85, "interpreted"),
    ]  # fmt: skip


def test_a_column_of_a_file_is_read_as_one_and_each_row_is_listed():
    table = Table(name="t", zh="表", en="T", key=(), shape="none", columns=(SHARE,))
    cells = pd.DataFrame({0: [85, 0.9, 1, "70%"]}, index=[2, 3, 4, 5], dtype="object")
    raw = Raw(("同意率（%）",), cells)
    frame, issues = typed(raw, match(raw.headers, table.columns, {}), table, file="a.csv")
    assert frame["support_rate"].fillna(-1).tolist() == [0.85, 0.9, -1, 0.7]
    assert [(i.code, i.severity, i.row) for i in issues] == [
        ("intake.value_interpreted", "repair", 3), ("intake.value_rate_unsure", "warning", 4),
    ]  # fmt: skip


@given(st.lists(st.one_of(st.floats(), st.integers(-5, 150), st.text(max_size=5), st.none())),
       st.booleans())  # fmt: skip
def test_every_cell_is_a_share_or_unknown_and_the_order_changes_nothing(values, percent):
    found = read(values, percent=percent)
    assert all(value is None or 0 <= value <= 1 for value, _ in found)
    assert read(values[::-1], percent=percent) == found[::-1]
