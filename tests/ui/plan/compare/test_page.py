"""Two proposals side by side: what differs, in words and numbers that agree with the maps."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_app import PATIENCE_S, page, said
from ui.plan.compare.maps import difference, moved_headings, moved_table, moves, swipe
from ui.plan.compare.sheet import compare_sheet
from ui.session import opened


def test_every_estate_has_one_class_and_the_table_holds_those_that_differ(view):
    left, right = (plan.name for plan in view.proposals)
    keys = moves(view, left, right)
    shown = difference(view, left, right)
    table = moved_table(view, left, right)
    counts = {entry["key"]: entry["count"] for entry in shown.legend}
    assert sum(counts.values()) == len(view.estates) == len(shown.codes)
    alike = counts["moves_same"] + counts["moves_neither"]
    assert len(table) == len(view.estates) - alike
    assert set(table.index) == set(
        view.estates.loc[~keys.isin(["moves_same", "moves_neither"]), "estate_id"]
    )
    assert list(table) == list(moved_headings(left, right))


def test_the_other_way_round_earlier_is_later(view):
    left, right = (plan.name for plan in view.proposals)
    there = moves(view, left, right).value_counts()
    back = moves(view, right, left).value_counts()
    turned = {"moves_earlier": "moves_later", "moves_left_only": "moves_right_only"}
    for one, other in turned.items():
        assert there.get(one, 0) == back.get(other, 0)
        assert there.get(other, 0) == back.get(one, 0)


def test_a_proposal_against_itself_differs_nowhere(view):
    name = view.proposals[0].name
    assert moved_table(view, name, name).empty
    assert set(moves(view, name, name)) <= {"moves_same", "moves_neither"}


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [({}, ("need", "balance")), ({"a": "balance", "b": "balance"}, ("balance", "balance"))],
)
def test_the_address_says_which_two(small_study, monkeypatch, asked, chosen):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    app = AppTest.from_function(page, args=("plan.compare.page",), default_timeout=PATIENCE_S)
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert tuple(box.value for box in app.selectbox[:2]) == chosen
    assert ("同一个方案" in said(app.info)) == (chosen[0] == chosen[1])


def test_the_sheet_to_print_counts_alike_and_runs_no_name(view):
    left, right = (plan.name for plan in view.proposals)
    sheet = compare_sheet(view, left, right).decode()
    assert sheet.count("<svg") == 3
    assert sheet.count("<tr>") == 1 + len(moved_table(view, left, right))
    assert "<img" not in sheet
    assert "<script" not in sheet


def test_the_legend_of_a_swiped_map_counts_both_sides(view):
    left, right = (plan.name for plan in view.proposals)
    shown, told = swipe(view, left, right)
    counts = [[int(one) for one in row["count"].split(" | ")] for row in shown.legend]
    assert [sum(side) for side in zip(*counts, strict=True)] == [len(view.estates)] * 2
    assert len(shown.codes) == len(told["codes"]) == len(view.estates)
    same, _ = swipe(view, left, left)
    assert all(len(set(row["count"].split(" | "))) == 1 for row in same.legend)
