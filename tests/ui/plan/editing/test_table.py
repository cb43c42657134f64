"""Cells typed in the table of a plan, as edits: the same draft as clicks on the map make."""

import pandas as pd
import pytest

from study.plan_edits import Edit
from ui.plan.editing.table import NONE, draft_of

PLAN = {"E1": 2027, "E2": 2028}
SHOWN = pd.DataFrame(
    {"year": ["2027", "2028", NONE], "lock": [False, True, False]}, index=["E1", "E2", "E3"]
)


def pin(estate, year):
    return Edit("pin", {"estate_id": estate, "year": year})


FREE = Edit("free", {"estate_id": "E2"})


def typed(changes, base=()):
    return draft_of(SHOWN, changes, base, plan=PLAN, freeable=frozenset({"E2"}))


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({0: {"year": "2028"}}, (pin("E1", 2028),)),
        ({0: {"year": NONE}}, (Edit("out", {"estate_id": "E1"}),)),
        ({0: {"lock": True}}, (pin("E1", 2027),)),
        ({0: {"year": "2028", "lock": True}}, (pin("E1", 2028),)),
        ({0: {"year": "2027"}}, ()),
        ({1: {"lock": False}}, (FREE,)),
        ({1: {"lock": False, "year": "2027"}}, (FREE, pin("E2", 2027))),
        ({2: {"lock": True}}, ()),
        (
            {2: {"year": "2027"}, 0: {"year": NONE}},
            (Edit("out", {"estate_id": "E1"}), pin("E3", 2027)),
        ),
        ({}, ()),
    ],
)
def test_what_is_typed_becomes_edits(changes, wanted):
    assert typed(changes) == wanted


def test_what_was_drafted_elsewhere_stays_and_gives_way_to_what_is_typed_of_the_same_estate():
    base = (pin("E3", 2028), Edit("cluster", {"name": "A", "estates": ["E1"]}))
    assert typed({0: {"year": "2028"}}, base) == (*base, pin("E1", 2028))
    assert typed({2: {"year": NONE}}, base) == base[1:]


def test_a_lock_freed_before_stays_free_when_the_year_is_typed_too():
    shown = SHOWN.assign(lock=False)
    found = draft_of(shown, {1: {"year": "2027"}}, (FREE,), plan=PLAN, freeable=frozenset({"E2"}))
    assert found == (FREE, pin("E2", 2027))
