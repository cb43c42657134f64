import pandas as pd

from intake.joining.differences import differences
from intake.joining.under_ids import under_ids
from tables import ESTATES


def table(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["estate_id", "name", "street", "households"])


STUDY = table(
    ("E1", "和平里小区", "河东街道", 120),
    ("E2", "幸福里", "河东街道", 80),
    ("E3", "新村", "河东街道", 60),
)


def test_rows_in_another_order_are_compared_under_the_ids_of_the_study():
    back = table(
        ("E1", "新村", "河东街道", 60),
        ("E2", "锦绣花园", "河东街道", 40),
        ("E3", "和平里", "河东", 125),
    )
    found = under_ids(STUDY, back)
    assert found.rows["estate_id"].tolist() == ["E3", "E2-2", "E1"]
    assert (found.matched, found.unsure) == (2, ())
    changes = differences(STUDY, found.rows, ESTATES, {"households"}).changes
    told = changes[["estate_id", "kind", "before", "after"]].to_numpy().tolist()
    assert told == [
        ["E1", "changed", 120, 125],
        ["E2", "removed", "幸福里", None],
        ["E2-2", "added", None, "锦绣花园"],
    ]


def test_a_name_that_is_there_twice_is_neither_added_nor_removed():
    twice = table(("E1", "新村", "河东街道", 1), ("E2", "新村", "河东街道", 2))
    found = under_ids(pd.concat([STUDY[:2], twice.assign(estate_id=["E3", "E4"])]), twice)
    assert found.rows.empty
    assert (found.matched, found.unsure, found.unsure_ids) == (0, ("新村",), {"E3", "E4"})


def test_nothing_is_matched_where_names_are_missing_or_a_table_is_empty():
    nameless = STUDY.assign(name=None)
    assert under_ids(STUDY, nameless).matched == 0
    assert under_ids(STUDY, STUDY[:0]).matched == 0
    assert under_ids(STUDY[:0], STUDY).rows["estate_id"].tolist() == ["E1", "E2", "E3"]
