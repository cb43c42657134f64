import math

import pytest

from intake.sheet.row_kinds import naming
from intake.sheet.totals import Rows, differing, named, unlabelled
from tables import ESTATES

NAMES = ("小区名称", "户数", "层数")
DATA = {1: ["甲里", 120, 6], 2: ["乙里", 80, 6]}


def differs(printed, data=None):
    rows = Rows(NAMES, DATA if data is None else data, {3: ["合计", printed, 6]})
    return [(i.row, i.column) for i in differing(rows, ESTATES.columns)]


def test_a_total_agrees_within_a_thousandth():
    assert differs(200) == differs(200.1) == differs("200户") == differs(None) == []
    assert differs(201) == [(4, "户数")]


def test_storeys_are_not_added_and_means_are_not_compared():
    rows = Rows(NAMES, DATA, {3: ["平均", 100, 6]})
    assert differing(rows, ESTATES.columns) == []


def test_a_row_that_is_unknown_can_only_make_a_total_too_small():
    data = {**DATA, 2: ["乙里", math.nan, 6]}
    assert differs(500, data) == []
    assert differs(100, data) == [(4, "户数")]


def test_a_subtotal_below_and_a_subtotal_above_their_rows_agree():
    below = Rows(NAMES, {1: ["甲里", 10, 6], 3: ["乙里", 5, 6]}, {2: ["小计", 10], 4: ["小计", 5]})
    above = Rows(NAMES, {2: ["甲里", 10, 6], 4: ["乙里", 5, 6]}, {1: ["小计", 10], 3: ["小计", 5]})
    assert differing(below, ESTATES.columns) == differing(above, ESTATES.columns) == []


def test_a_row_without_a_name_that_sums_up_the_others():
    rows = Rows(NAMES, {**DATA, 3: [None, 200, None]}, {})
    assert unlabelled(rows, ESTATES.columns) == [3]
    assert unlabelled(rows._replace(data={**DATA, 3: [None, 199, None]}), ESTATES.columns) == []
    assert unlabelled(rows._replace(data={**DATA, 3: ["丙里", 200, None]}), ESTATES.columns) == []


def test_where_a_row_is_named():
    assert naming(["序号", "小区编码", "户数", "小区名称"], ESTATES.columns) == {1, 3}


def test_no_rows_and_huge_numbers():
    assert differing(Rows(NAMES, {}, {1: ["合计", 5]}), ESTATES.columns) == []
    assert unlabelled(Rows((), {}, {}), ESTATES.columns) == []
    assert differs(10**400) == differs(math.inf) == []


def is_total(last, names=("小区名称", "户数", "楼栋数", "地址")):
    rows = {1: ["甲里", 120, 3], 2: ["乙里", 80, 2], 3: ["丙里", 100, 2], 4: last}
    return named(Rows(names, rows, {}), ESTATES.columns) == [4]


@pytest.mark.parametrize(
    "row", [["全市", 300, None], ["全区", 300, 7], ["总", "300户", None], ["河东区", 300, None],
            ["老旧", 300, 7]],
)  # fmt: skip
def test_a_row_called_after_the_whole_or_with_two_sums_is_a_total(row):
    assert is_total(row)


@pytest.mark.parametrize(
    "row", [["全市", 301, None], ["全市", 300, 8], ["丁里", 300, None], ["西门小区", 300, None],
            ["全市", 300, 7, "建设路1号"], ["全市", None, None]],
)  # fmt: skip
def test_an_estate_that_happens_to_be_as_large_as_the_others_stays(row):
    assert not is_total(row)


def test_few_rows_small_numbers_and_gaps_make_no_total():
    names = ("小区名称", "户数", "楼栋数")
    two = {1: ["甲里", 120, 3], 2: ["乙里", 80, 2], 3: ["全市", 200, 5]}
    small = {1: ["甲", 6, 1], 2: ["乙", 6, 1], 3: ["丙", 6, 1], 4: ["丁", 18, 3]}
    gaps = {1: ["甲", 600, 1], 2: ["乙", None, 1], 3: ["丙", None, 1], 4: ["丁", 600, 3]}
    for rows in (two, small, gaps):
        assert named(Rows(names, rows, {}), ESTATES.columns) == []


def test_the_whole_on_top():
    rows = {1: ["全市", 300], 2: ["甲里", 120], 3: ["乙里", 80], 4: ["丙里", 100]}
    assert named(Rows(NAMES, rows, {}), ESTATES.columns) == [1]
