import math

from intake.row_kinds import naming
from intake.totals import Rows, differing, unlabelled
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
