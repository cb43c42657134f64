import openpyxl
import pytest

from intake import Source, read
from intake.template import heading, write_template
from tables import TABLES, InputError

VALUES = {
    "id": "007", "text": "河东", "code": "幼儿园", "integer": 12, "number": 12.5, "rate": 0.5,
    "year": 1998, "flag": "有", "date": "2026-03-05", "severity": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    "name", ["estates", "areas", "buildings", *(n for n, t in TABLES.items() if t.shape == "none")]
)
def test_a_template_filled_in_makes_no_issue(tmp_path, name):
    path = write_template(tmp_path / "模板.xlsx", name)
    book = openpyxl.load_workbook(path)
    table = TABLES[name]
    for place, column in enumerate(
        (c for c in table.columns if not c.name.endswith(("_low", "_high"))), start=1
    ):
        assert book.active.cell(1, place).value == heading(column)
        value = column.allowed[0] if column.allowed else VALUES[column.kind]
        book.active.cell(2, place).value = value
    book.save(path)
    inputs = read({name: [Source(path, "模板.xlsx")]})
    assert inputs.issues == ()
    filled = [n for n in table.names if not n.endswith(("_low", "_high"))]
    assert inputs.tables[name][filled].notna().all(axis=None)


def test_the_same_template_has_the_same_bytes(tmp_path):
    one, other = (
        write_template(tmp_path / n, "estates").read_bytes() for n in ("a.xlsx", "b.xlsx")
    )
    assert one == other


def test_a_table_there_is_not(tmp_path):
    with pytest.raises(InputError, match=r"intake\.unknown_table"):
        write_template(tmp_path / "a.xlsx", "estate")
