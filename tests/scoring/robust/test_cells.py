"""What is uncertain in a table of points, and the certain rest."""

import numpy as np
import pandas as pd
import pytest

from scoring.robust import Cells, uncertain_cells
from tables import InputError

COLUMNS = ["estate_id", "criterion", "indicator", "score", "low", "high", "known", "weight"]


def points(rows):
    table = pd.DataFrame(rows, columns=COLUMNS).rename(columns={"weight": "weight_in_criterion"})
    return table.astype({"known": bool})


def test_a_survey_a_gap_and_a_building_period():
    table = points(
        [
            ("a", "age", "age_years", 40, 30, 60, True, 1),
            ("a", "will", "support_rate", 70, 60, 75, True, 3),
            ("a", "will", "fee_rate", 20, 20, 20, True, 1),
            ("b", "age", "age_years", 50, 50, 50, True, 1),
            ("b", "will", "support_rate", np.nan, 0, 100, False, 3),
            ("b", "will", "fee_rate", 80, 80, 80, True, 1),
        ]
    )
    rest, cells = uncertain_cells(table, surveyed=["support_rate"], confidence=0.95)
    assert rest.tolist() == [[0, 5], [50, 20]]
    assert cells.row.tolist() == [0, 0, 1]
    assert cells.column.tolist() == [0, 1, 1]
    assert cells.share.tolist() == [1, 0.75, 0.75]
    # a building period is any year of it; so is a share nobody asked for
    assert cells.interval.tolist() == [False, True, False]
    assert cells.mid.tolist() == [40, 70, 50]


def test_a_table_without_rows_has_no_cells():
    rest, cells = uncertain_cells(points([]), surveyed=[], confidence=0.95)
    assert rest.shape == (0, 0)
    assert len(cells.row) == 0


def made(low=0.0, mid=1.0, high=2.0, confidence=0.95, rows=1):
    one = np.zeros(rows, np.int64)
    whole = np.ones(1)
    return Cells(one, np.zeros(1, np.int64), whole, whole > 0, whole * low, whole * mid,
                 whole * high, confidence)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"mid": 3.0}, "robust.cell_range"),
        ({"low": 5.0}, "robust.cell_range"),
        ({"high": np.nan}, "robust.cell_range"),
        ({"confidence": 1.0}, "robust.confidence"),
        ({"rows": 2}, "robust.cells_unequal"),
    ],
)
def test_cells_that_cannot_be_are_said(change, code):
    with pytest.raises(InputError) as refused:
        made(**change)
    assert refused.value.code == code
