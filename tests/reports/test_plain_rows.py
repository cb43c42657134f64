import csv
import io

import pytest

from intake.check import checked
from reports.plain_rows import plain_rows

LEDGER = "小区编码,小区名称,总建筑面积(万㎡)\n"


def areas(tmp_path, *cells):
    rows = "".join(f"{n},小区{n},{cell}\n" for n, cell in enumerate(cells))
    path = tmp_path / "台账.csv"
    path.write_text(LEDGER + rows, encoding="utf-8")
    content = plain_rows(checked(path, "台账.csv", table="estates"), ".csv", locale="zh")
    written = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    head = next(name for name in written[0] if "建筑面积" in name)
    return [row[head] for row in written]


def test_a_converted_area_is_written_without_the_trace_of_its_conversion(tmp_path):
    assert 0.56 * 10_000 != 5600  # 5600.000000000001
    assert areas(tmp_path, "0.56", "1.23456") == ["5600", "12345.6"]


@pytest.mark.parametrize("cell", ["0.123456789012345", "1.1111111111111"])
def test_no_digit_a_person_wrote_is_lost(tmp_path, cell):
    assert [float(text) for text in areas(tmp_path, cell)] == pytest.approx(
        [float(cell) * 10_000], rel=1e-13, abs=1e-9
    )
