"""What no encoding can write does not get in."""

import pandas as pd

from intake.formats.legible import legible
from intake.raw import Raw
from tables import Issue


def test_half_a_character_is_shown_as_lost_and_all_else_stays():
    cells = pd.DataFrame({0: ["和平里\udfd8", 3, None], 1: ["a", 2.5, True]}, index=[2, 3, 4])
    said = Issue("intake.total_row", "info", value="合计\ud83c")
    raw = legible(Raw(("名\ud83c称", "户数"), cells.astype("object"), issues=(said,)))
    assert raw.headers == ("名\ufffd称", "户数")
    assert raw.cells[0].tolist() == ["和平里\ufffd", 3, None]
    assert raw.cells[1].tolist() == ["a", 2.5, True]
    assert raw.cells.index.tolist() == [2, 3, 4]
    assert raw.issues[0].value == "合计\ufffd"


def test_a_whole_pair_is_a_character():
    assert legible(Raw(("🏘",), pd.DataFrame({0: ["🏘"]}))).cells[0].tolist() == ["🏘"]


def test_no_columns_and_no_rows():
    assert legible(Raw((), pd.DataFrame(index=[2, 3]))).cells.shape == (2, 0)
