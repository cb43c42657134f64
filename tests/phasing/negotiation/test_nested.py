"""Why more money dropped an estate: cases solved by hand, and what holds of every pair of plans."""

import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem
from phasing.negotiation import nested
from phasing.negotiation.nested import dropped, with_more
from phasing.negotiation.standing import again, standing
from phasing.rules import Budget, Cap, Gate, LockIn, LockOut, Together

EXACT = Settings(gap=0, node_limit=2000, seed=1)
ONE, TWO = (2027,), (2027, 2028)


def pool(scores, costs, clusters=None):
    return pd.DataFrame(
        {
            "estate_id": list(scores),
            "district": "河东区",
            "cluster_id": [(clusters or {}).get(e) for e in scores],
            "cost_wan": [float(costs[e]) for e in scores],
            "score": [float(score) for score in scores.values()],
            "residents": 100,
        }
    )


def stands(rows, money, *rules, aim=None):
    years = tuple(sorted(money))
    need = aim or Objective("need", "need", (1.0, 0.9)[: len(years)])
    budgets = [Budget("市级", year, amount) for year, amount in money.items()]
    asked = problem(rows, years=years, objective=need).subject_to(*budgets, *rules)
    return standing(asked, settings=EXACT)


def only(found):
    (row,) = found.table.to_dict("records")
    return row


WEST = {"C1": "西门片区", "C2": "西门片区"}


def test_a_cluster_that_now_fits_drives_out_the_estate_that_filled_in():
    rows = pool({"E1": 90, "C1": 80, "C2": 80}, {"E1": 300, "C1": 250, "C2": 250}, WEST)
    whole = Together("西门片区", batches=False)
    smaller, richer = stands(rows, {2027: 300}, whole), stands(rows, {2027: 500}, whole)
    # 300 万元 pay E1 (9,000); 500 pay the cluster (16,000). With E1 kept 200 are left for nobody.
    assert (smaller.plan, richer.plan) == ({"E1": 2027}, {"C1": 2027, "C2": 2027})
    found = dropped(smaller, richer, most=9, settings=EXACT)
    row = only(found)
    assert (row["estate_id"], row["code"], row["year_smaller"]) == ("E1", "nested.dearer", 2027)
    assert pd.isna(row["year_richer"])
    assert (row["lost"], row["lost_least"], row["lost_most"]) == (7000, 7000, 7000)
    assert not row["unit_changed"]
    assert found.instead[["estate_id", "other"]].to_numpy().tolist() == [["E1", "C1"], ["E1", "C2"]]
    assert found.instead["year_kept"].isna().all()


def test_a_cluster_in_batches_that_is_done_whole_comes_later():
    # 250 a year: the cluster in batches, from 2027. With 500 in 2028 it is done whole there, and
    # E1 in 2027: 9,500 + 0.9 × 9,000. In batches still: 5,000 + 0.9 × (4,000 + 9,500), 450 less.
    rows = pool({"E1": 95, "C1": 50, "C2": 40}, {"E1": 250, "C1": 250, "C2": 250}, WEST)
    together = Together("西门片区")
    lock = LockIn("C1", 2027)
    smaller = stands(rows, {2027: 250, 2028: 250}, together, lock)
    richer = stands(rows, {2027: 250, 2028: 500}, together)
    assert smaller.plan == {"C1": 2027, "C2": 2028}
    assert richer.plan == {"E1": 2027, "C1": 2028, "C2": 2028}
    found = dropped(smaller, richer, most=9, settings=EXACT)
    row = only(found)
    assert (row["estate_id"], row["year_smaller"], row["year_richer"]) == ("C1", 2027, 2028)
    assert row["unit_changed"]
    assert row["code"] == "nested.dearer"
    assert row["lost"] == pytest.approx(450)
    assert found.instead[["other", "year_kept"]].to_numpy().tolist() == [["E1", 2028]]


def test_an_equally_good_plan_may_keep_it():
    rows = pool({"E1": 50, "E2": 50, "E3": 90}, dict.fromkeys(["E1", "E2", "E3"], 300))
    smaller = stands(rows, {2027: 300}, LockOut("E3"))
    richer = stands(rows, {2027: 600}, LockIn("E3", 2027))
    assert (smaller.plan, richer.plan) == ({"E1": 2027}, {"E1": 2027, "E3": 2027})
    # Told apart by the lower id alone, E2 would do as well: say E2 had been published.
    other = stands(rows, {2027: 300}, LockOut("E3"), LockOut("E1"))
    row = only(dropped(other, richer, most=9, settings=EXACT))
    assert (row["estate_id"], row["code"], row["lost"]) == ("E2", "nested.tie", 0)


def test_who_comes_later_though_there_is_more_money():
    # 300: E1 first, alone. With 500 in 2027 E2 and E3 (250 each) bring more there; E1 follows.
    rows = pool({"E1": 90, "E2": 80, "E3": 70}, {"E1": 300, "E2": 250, "E3": 250})
    smaller = stands(rows, {2027: 300, 2028: 300})
    richer = stands(rows, {2027: 500, 2028: 300})
    assert smaller.plan == {"E1": 2027, "E2": 2028}
    assert richer.plan == {"E2": 2027, "E3": 2027, "E1": 2028}
    found = dropped(smaller, richer, most=9, settings=EXACT)
    row = only(found)
    # 8,000 + 7,000 + 0.9 × 9,000 against 9,000 + 0.9 × 8,000.
    assert row["code"] == "nested.dearer"
    assert row["lost"] == pytest.approx(23_100 - 16_200)
    told = found.instead.set_index("other")
    assert told.loc["E2", ["year_smaller", "year_richer", "year_kept"]].tolist() == [
        2028,
        2027,
        2028,
    ]
    assert pd.isna(told.loc["E3", "year_kept"])


def test_what_the_richer_problem_shuts_out_is_told_with_its_reason():
    rows = pool({"E1": 90, "E2": 80}, {"E1": 300, "E2": 300})
    smaller = stands(rows, {2027: 600})
    codes = {}
    for name, rule in (
        ("gate", Gate("E1", "consent")),
        ("out", LockOut("E1")),
    ):
        richer = stands(rows, {2027: 900}, rule)
        row = only(dropped(smaller, richer, most=9, settings=EXACT))
        codes[name] = (row["code"], row["reason"])
        assert pd.isna(row["lost"])
    assert codes == {
        "gate": ("nested.shut", "gate:consent"),
        "out": ("nested.shut", "lock_out"),
    }


def test_a_lock_in_a_later_year_shuts_the_earlier_one():
    rows = pool({"E1": 90, "E2": 80}, {"E1": 300, "E2": 300})
    smaller = stands(rows, {2027: 600, 2028: 0})
    richer = stands(rows, {2027: 600, 2028: 300}, LockIn("E1", 2028))
    row = only(dropped(smaller, richer, most=9, settings=EXACT))
    assert (row["code"], row["reason"], row["year_richer"]) == ("nested.shut", "locked", 2028)


def test_where_no_plan_keeps_it_who_is_new_in_its_year_is_told():
    rows = pool({"E1": 90, "E2": 80}, {"E1": 300, "E2": 300})
    smaller = stands(rows, {2027: 300})
    richer = stands(rows, {2027: 600}, LockIn("E2", 2027), Cap("estates", 2027, 1))
    found = dropped(smaller, richer, most=9, settings=EXACT)
    assert only(found)["code"] == "nested.none"
    assert found.instead[["estate_id", "other"]].to_numpy().tolist() == [["E1", "E2"]]


def test_aims_in_turn_have_no_price():
    rows = pool({"E1": 90, "E2": 80, "E3": 70}, {"E1": 300, "E2": 250, "E3": 250})
    first = Objective("need", "need", (1.0,))
    aim = Objective("reach", "reach", (1.0,), after=(first,))
    found = dropped(
        stands(rows, {2027: 300}, aim=aim),
        stands(rows, {2027: 500}, aim=aim),
        most=9,
        settings=EXACT,
    )
    row = only(found)
    assert (row["estate_id"], row["code"]) == ("E1", "nested.in_turn")
    assert pd.isna(row["lost"])
    assert set(found.instead["other"]) == {"E2", "E3"}


def test_nested_plans_have_nothing_to_tell():
    rows = pool({"E1": 90, "E2": 80}, {"E1": 300, "E2": 300})
    found = dropped(stands(rows, {2027: 300}), stands(rows, {2027: 600}), most=9, settings=EXACT)
    assert found.table.empty
    assert found.instead.empty


def test_all_budgets_are_raised_at_once():
    rows = pool({"E1": 90, "C1": 80, "C2": 80}, {"E1": 300, "C1": 250, "C2": 250}, WEST)
    smaller = stands(rows, {2027: 300}, Together("西门片区", batches=False))
    richer = with_more(smaller, factor=5 / 3, most=9, settings=EXACT)
    assert richer.plan.plan == {"C1": 2027, "C2": 2027}
    found = richer.dropped
    assert (only(found)["estate_id"], only(found)["lost"]) == ("E1", 7000)


TWINS = ["A1", "A2", "A3", "A4"]


def test_all_are_kept_at_once_where_that_costs_nothing():
    rows = pool(dict.fromkeys(TWINS, 50), dict.fromkeys(TWINS, 300))
    # Told apart by the ids alone: what the smaller plan has, the richer could have as well.
    smaller = stands(rows, {2027: 600}, LockOut("A1"), LockOut("A2"))
    richer = stands(rows, {2027: 600})
    found = dropped(smaller, richer, most=9, settings=EXACT)
    assert found.table["estate_id"].tolist() == ["A3", "A4"]
    assert found.table["code"].tolist() == ["nested.tie", "nested.tie"]
    assert found.table["together"].all()


def test_beyond_the_most_asked_only_a_limit_is_told():
    rows = pool(
        {"A1": 90, "A2": 80, "B1": 50, "B2": 40}, dict.fromkeys(["A1", "A2", "B1", "B2"], 300)
    )
    smaller = stands(rows, {2027: 600}, LockOut("A1"), LockOut("A2"))
    richer = stands(rows, {2027: 600})
    found = dropped(smaller, richer, most=1, settings=EXACT)
    told = found.table.set_index("estate_id")
    # B1 instead of A2: 3,000; both instead of A1 and A2: 8,000.
    assert told.loc["B1", ["code", "lost"]].tolist() == ["nested.dearer", 3000]
    assert told.loc["B2", "code"] == "nested.not_asked"
    assert told.loc["B2", "lost_most"] == pytest.approx(8000)
    assert pd.isna(told.loc["B2", "lost"])


@st.composite
def pairs(draw):
    """A small town with some money, and the same town with more."""
    count = draw(st.integers(1, 5))
    ids = [f"E{place}" for place in range(count)]
    rows = pool(
        {e: draw(st.integers(0, 9)) for e in ids},
        {e: 10 * draw(st.integers(1, 6)) for e in ids},
        {e: draw(st.sampled_from([None, "甲片区"])) for e in ids},
    )
    money = {year: 10.0 * draw(st.integers(0, 9)) for year in TWO}
    more = {year: amount + 10 * draw(st.integers(0, 6)) for year, amount in money.items()}
    kept = rows["cluster_id"].notna().any() and draw(st.booleans())
    rules = [Together("甲片区", batches=False)] if kept else []
    return stands(rows, money, *rules), stands(rows, more, *rules)


@settings(max_examples=25)
@given(pair=pairs())
def test_every_estate_that_is_dropped_or_put_off_is_explained_and_only_those(pair):
    smaller, richer = pair
    found = dropped(smaller, richer, most=9, settings=EXACT)
    put_off = {e for e, year in smaller.plan.items() if richer.plan.get(e, 9999) > year}
    assert set(found.table["estate_id"]) == put_off
    for row in found.table.itertuples():
        assert row.code in {"nested.dearer", "nested.tie"}  # proven, and its old year is open to it
        assert row.lost_least <= row.lost + 1e-9
        assert row.lost <= row.lost_most + 1e-9
        assert (row.code == "nested.dearer") == (row.lost_least > 0)


def test_a_loose_proof_is_told_as_such():
    rows = pool({"E1": 90, "E2": 80, "E3": 70}, {"E1": 300, "E2": 250, "E3": 250})
    smaller, richer = stands(rows, {2027: 300}), stands(rows, {2027: 500})
    loose = dataclasses.replace(richer, bound=richer.value * 2)
    found = dropped(smaller, loose, most=9, settings=EXACT)
    assert found.table["lost_least"].item() == pytest.approx(15_000 - 9_000)
    assert found.table["lost_most"].item() == pytest.approx(30_000 - 9_000)


def test_of_richer_plans_as_good_one_that_moves_few_is_taken(monkeypatch):
    rows = pool(dict.fromkeys(TWINS, 50), dict.fromkeys(TWINS, 300))
    smaller = stands(rows, {2027: 600})

    def others(before, posed, **options):
        found = again(before, posed, **options)
        left = (unit for unit in found.found.units if unit.unit_id not in smaller.plan)
        return dataclasses.replace(found, starts=dict.fromkeys(left, 2027))

    monkeypatch.setattr(nested, "again", others)
    richer = with_more(smaller, factor=1.2, most=9, settings=EXACT)
    assert richer.plan.plan == smaller.plan
    assert richer.dropped.table.empty
