"""What is said of a pairing: every doubt with its place, and a whole sentence in both languages."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from intake.joining.joins import with_outlines
from texts import LOCALES, say


def ledger(*rows):
    data = pd.DataFrame(rows, columns=["estate_id", "name", "street"], dtype=object)
    traced = data.assign(_file="台账.xlsx", _sheet="Sheet1", _row=range(2, len(data) + 2))
    return gpd.GeoDataFrame(
        traced.assign(_own_id=data["estate_id"]), geometry=[None] * len(data), crs=4326
    )


def outlines(*rows):
    data = pd.DataFrame(rows, columns=["estate_id", "name", "street"], dtype=object)
    traced = data.assign(_file="边界.shp", _sheet="边界", _row=range(1, len(data) + 1))
    squares = [shapely.box(n, 0, n + 1, 1) for n in range(len(data))]
    return gpd.GeoDataFrame(traced, geometry=squares, crs=4326)


NAMES = ["幸福里", "和平苑", "春晓园"]
SAME = [(name, name, None) for name in NAMES]

CASES = {
    "join.candidate": ([("A", "和苹里苑", None)], [(None, "和平里苑", None)], {}),
    "join.ids_apart": ([("A", "幸福里", None)], [("7", "幸福里", None)], {}),
    "join.ids_zeros": ([("01", "幸福里", None)], [("1", "幸福里", None)], {}),
    "join.ids_doubtful": ([("1", "幸福里", None)], [("1", "Plot 12", None)], {}),
    "join.id_name_differ": (
        [*SAME, ("D", "东方红", None)], [*SAME, ("D", "西单村", None)], {},
    ),
    "join.id_differs": ([*SAME, ("D", "东方红", None)], [*SAME, ("E", "东方红", None)], {}),
    "join.outline_shared": (
        [(None, "锦绣一期", None), (None, "锦绣二期", None)], [(None, "锦绣", None)],
        {"锦绣一期": "锦绣", "锦绣二期": "锦绣"},
    ),
    "join.answer_unused": ([("A", "幸福里", None)], [(None, "幸福里", None)], {"旧名": "幸福里"}),
    "intake.outline_parts": (
        [("A", "幸福里", "河东")], [(None, "幸福里", "河东"), (None, "幸福里小区", "河东")], {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", CASES)
def test_what_is_said_is_a_whole_sentence(code, locale):
    mine, theirs, answers = CASES[code]
    _, issues = with_outlines(ledger(*mine), outlines(*theirs), (), {"join": answers})
    told = [issue for issue in issues if issue.code == code]
    assert told
    for issue in told:
        sentence = say(locale, code, value=issue.value, row=issue.row, **issue.detail)
        assert sentence != code
        assert "{" not in sentence


def test_a_candidate_is_asked_with_the_place_of_its_answer():
    mine, theirs, _ = CASES["join.candidate"]
    _, (asked, *_) = with_outlines(ledger(*mine), outlines(*theirs), ())
    assert (asked.severity, asked.file, asked.sheet, asked.row) == (
        "question",
        "台账.xlsx",
        "Sheet1",
        2,
    )
    assert asked.detail["answer_path"] == ["join", "和苹里苑"]
    assert asked.detail["answer_options"] == ["和平里苑", "none"]
    assert asked.detail["counts"]


def test_one_outline_is_proposed_to_one_row_only():
    mine = ledger(("A", "恩城街道幸福里", None), ("B", "恩平市恩城街道幸福里", None))
    _, issues = with_outlines(mine, outlines((None, "幸福里", None)), ())
    asked = [i for i in issues if i.code == "join.candidate"]
    assert [i.detail["answer_proposed"] for i in asked] == [None, None]


def test_the_answer_draws_the_estate():
    mine, theirs, _ = CASES["join.candidate"]
    drawn, issues = with_outlines(
        ledger(*mine), outlines(*theirs), (), {"join": {"和苹里苑": "和平里苑"}}
    )
    assert (drawn.geometry.iloc[0].bounds[0], issues) == (0, [])
    drawn, issues = with_outlines(ledger(*mine), outlines(*theirs), (), {"join": {"A": "none"}})
    assert drawn.geometry.iloc[0] is None
    assert [i.code for i in issues] == ["intake.outline_alone", "intake.no_outline"]
