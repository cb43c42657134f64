"""A draft as an address carries it: read back as it was, or not at all."""

import json

import pytest

from study.plan_edit_ways import WAYS
from study.plan_edits import Edit
from ui.plan.editing.carried import _NEEDS, read, said

AT, EVIL = [114.0, 30.5], "<img src=x onerror=\"1\"> & ?#%[{}] '东'"
EDITS = (
    Edit("pin", {"estate_id": EVIL, "year": 2027}),
    Edit("out", {"estate_id": "E2"}),
    Edit("free", {"estate_id": "E3"}),
    Edit("rule", {"place": 2, "on": False}),
    Edit("cluster", {"name": EVIL, "estates": ["E1", EVIL]}),
    Edit("split", {"name": "A", "new_name": "B", "estates": ["E1"], "rest": ["E2"]}),
    Edit("merge", {"names": ["A", "B"], "name": "C", "estates": ["E1"]}),
    Edit("dissolve", {"name": "A", "estates": ["E1"]}),
    Edit("alone", {"estates": ["E1"], "count": 1}),
    Edit("as_filed", {"estates": ["E1"], "count": 1}),
    Edit("entrance", {"estate_id": "E1", "at": AT}),
    Edit("entrance_away", {"estate_id": "E1", "at": AT}),
    Edit("facility", {"category": "shp_market", "at": AT, "name": EVIL}),
    Edit("facility_away", {"category": "shp_market", "at": [114, 30], "name": ""}),
)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.kind)
def test_every_kind_is_read_back_as_it_was(edit):
    assert read(said((edit,))) == (edit,)


def test_every_kind_that_can_be_written_can_be_carried():
    assert set(_NEEDS) == set(WAYS) == {edit.kind for edit in EDITS}


def test_an_address_carries_a_short_draft_and_no_long_one():
    assert said(()) == ""
    assert said(tuple(Edit("pin", {"estate_id": f"E{n}", "year": 2027}) for n in range(99))) == ""


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "[[]]", '[["pin"]]', '[["pin",3]]', "[[3,{}]]", '[["no_such",{}]]',
             "[[" * 9000],
)  # fmt: skip
def test_what_is_no_draft_is_left(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("pin", {"estate_id": "E1"}),
        ("pin", {"estate_id": "E1", "year": "2027"}),
        ("pin", {"estate_id": "E1", "year": True}),
        ("pin", {"estate_id": ["E1"], "year": 2027}),
        ("cluster", {"name": "A", "estates": "E1"}),
        ("cluster", {"name": "A", "estates": None}),
        ("cluster", {"name": "A", "estates": [1]}),
        ("entrance", {"estate_id": "E1", "at": [114.0]}),
        ("entrance", {"estate_id": "E1", "at": [114.0, "30"]}),
        ("entrance", {"estate_id": "E1", "at": [114.0, float("nan")]}),
        ("rule", {"place": 1, "on": 0}),
        ("out", {"estate_id": "E1", "other": 1}),
    ],
)
def test_one_edit_that_cannot_be_read_leaves_the_whole_link(kind, about):
    good = ["out", {"estate_id": "E2"}]
    assert read(json.dumps([good, [kind, about]])) is None
