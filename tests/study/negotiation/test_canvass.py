"""Whom it is worth solving for, and that one more estate cannot lower the best plan."""

import numpy as np
import pandas as pd

from study.negotiation.canvass import _by_turns, _ordered, _plan_kept, _shortlist

# A needs 40 people, B one, C nobody knows how many, D cannot gain.
ROWS = pd.DataFrame({
    "estate_id": list("ABCD"),
    "what": "consent",
    "found": "not_asked",
    "more": [40.0, 1.0, np.nan, 5.0],
    "more_area_m2": 0.0,
    "own": [8.0, 1.0, 4.0, 2.0],
    "own_per_wan": [0.1, 0.1, 0.3, 0.2],
})  # fmt: skip


def ids(places):
    return [ROWS.loc[at, "estate_id"] for at in places]


def test_half_are_solved_for_by_what_each_person_brings_half_by_what_all_bring():
    bounds = {0: 8.0, 1: 1.0, 2: 4.0, 3: -1.0}
    assert ids(_by_turns(ROWS, bounds)) == ["B", "A", "C"]  # D is proven to bring nothing
    turned = ROWS.iloc[::-1]
    assert [turned.loc[at, "estate_id"] for at in _by_turns(turned, bounds)] == ["B", "A", "C"]
    assert _by_turns(ROWS, {}) == []


def test_one_person_short_is_looked_at_though_it_adds_least():
    assert ids(_shortlist(ROWS, 3)) == ["B", "A", "C"]
    assert len(_shortlist(ROWS, 9)) == len(ROWS)


def solved(found, gain, least, most):
    rows = ROWS.head(len(found)).assign(found=found, gain=gain, gain_least=least, gain_most=most)
    now = pd.array([2028, None, 2027, None][: len(found)], dtype="Int64")
    return rows.assign(year_now=now, year_then=pd.array([2027] * len(found), dtype="Int64"))


def test_a_plan_worth_less_gives_way_to_the_plan_that_stands():
    nan = np.nan
    rows = solved(
        ["loses", "no_gain", "not_told_apart", "brings"],
        [-3.0, nan, -0.5, 1.0],
        [-4.0, nan, -1.0, 0.5],
        [-2.0, -1.0, 2.0, 2.0],
    )
    kept = _plan_kept(rows)
    assert kept["found"].tolist() == ["no_gain", "no_gain", "not_told_apart", "brings"]
    assert kept["gain"].tolist() == [0, 0, 0, 1]
    assert kept["gain_most"].tolist() == [0, 0, 2, 2]
    assert (kept["gain_least"] <= kept["gain"]).all()
    assert kept["year_then"].fillna(0).tolist() == [2028, 0, 2027, 2027]


def test_what_was_solved_for_comes_first_then_what_may_bring_most_for_each():
    rows = solved(["bounded", "bounded", "not_told_apart", "not_asked"],
                  [np.nan, np.nan, 0.0, np.nan], np.nan, [8.0, 1.0, 1.0, np.nan])  # fmt: skip
    assert _ordered(rows)["estate_id"].tolist() == ["C", "B", "A", "D"]
