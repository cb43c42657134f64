"""Ledgers that lie on their side."""

import pytest

from intake.sheet.header_rows import header
from intake.sheet.sideways import sideways
from tables import TABLES

COLUMNS = TABLES["estates"].columns


@pytest.mark.parametrize(
    ("grid", "lying"),
    [
        ([["小区名称", "和平里", "幸福里"], ["建成年代", 1985, 1992], ["户数", 150, 90]], True),
        ([["小区名称", "和平里"], ["户数", 150], ["楼栋数", 6]], True),
        ([["小区名称", "户数"], ["和平里", 150], ["幸福里", 90]], False),
        ([["小区名称", "备用"], ["和平里", "户数"], ["幸福里", "甲"]], False),
        ([["小区名称"], ["和平里"]], False),
    ],
)
def test_headers_one_below_the_other(grid, lying):
    head = header(grid, COLUMNS)
    assert head is not None
    assert sideways(grid, head, COLUMNS) is lying
