"""Proposals keep every rule, are proven against every plan, and ignore the order of rows."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem, propose, values
from phasing.book import Book
from phasing.fill import free_oversized
from phasing.objective import worth
from phasing.rules import Budget, Cap, Gate, LockIn, LockOut, NotBefore, Together
from phasing.solve import Hooks
from phasing.units import candidates, units

YEARS = (2027, 2028)
EXACT = Settings(gap=0, node_limit=5000, seed=1)
AIMS = (
    Objective("need", "need", (1.0, 0.9)),
    Objective("balance", "balance", (1.0, 0.9), {"weight": 0.5}),
    Objective("cluster", "cluster", (1.0, 0.9), {"bonus": 0.25}),
    Objective("ready", "ready", (1.0, 0.9)),
)


def _rows(draw, count):
    number = st.integers(0, 9)
    return pd.DataFrame(
        [
            {
                "estate_id": f"E{index}",
                "district": draw(st.sampled_from(["河东区", "河西区"])),
                "cluster_id": draw(st.sampled_from([None, None, "甲片区", "乙片区"])),
                "cost_building_body_wan": draw(st.integers(0, 40)) / 8 * 10,
                "cost_other_wan": draw(st.integers(1, 40)) / 8 * 10,
                "households": draw(st.integers(10, 60)),
                "floor_area_m2": 1000.0 * draw(st.integers(1, 9)),
                "score": float(draw(number)),
                "readiness": draw(number) / 10,
                "residents": draw(st.integers(1, 9)),
            }
            for index in range(count)
        ]
    )


@st.composite
def posed(draw, most=6):
    """A random small problem with money, caps, gates, clusters; never infeasible."""
    rows = _rows(draw, draw(st.integers(1, most)))
    rows["cost_wan"] = rows["cost_building_body_wan"] + rows["cost_other_wan"]
    if draw(st.booleans()):
        rows.loc[0, ["cost_wan", "cost_building_body_wan", "cost_other_wan"]] = float("nan")
    rules = [
        Budget(
            source,
            year,
            draw(st.integers(0, 90)) * 1.0,
            pays=pays,
            carry_over=draw(st.booleans()),
        )
        for source, pays in (("中央", frozenset({"other"})), ("市级", None))
        for year in YEARS
    ]
    rules += [Cap("households", year, draw(st.integers(0, 200))) for year in YEARS]
    rules += [
        Together(name) for name in rows["cluster_id"].dropna().unique() if draw(st.booleans())
    ]
    extra = st.sampled_from([None, None, Gate("E0", "age"), LockOut("E0"), NotBefore("E0", 2028)])
    rule = draw(extra)
    return problem(rows, years=YEARS).subject_to(*rules, *([rule] if rule else []))


def best_by_trying_all(posed, aim):
    """Return the best value among all plans that keep the rules, by trying every one."""
    found = free_oversized(posed, units(posed))
    rows, best = candidates(posed, found), 0.0
    for years in itertools.product(*[(None, *unit.years) for unit in found.units]):
        book = Book(posed)
        for unit, year in zip(found.units, years, strict=True):
            if year is not None and book.refusal(unit, year) is None:
                book.place(unit, year)
        best = max(best, worth(aim, rows, book.plan(), posed.years))
    return best


@settings(max_examples=25)
@given(posed=posed(most=5), aim=st.sampled_from(AIMS))
def test_no_plan_is_better_than_the_one_proven(posed, aim):
    found = propose(posed, [aim], settings=EXACT)[0]
    assert found.status == "proven"
    assert found.value == pytest.approx(best_by_trying_all(posed, aim), rel=1e-6, abs=1e-6)
    assert found.value <= found.bound
    assert found.fill_value <= found.bound + 1e-9


@settings(max_examples=25)
@given(posed=posed(), aim=st.sampled_from(AIMS))
def test_every_sum_and_every_rule_holds(posed, aim):
    found = propose(posed, [aim], settings=EXACT)[0]
    assert found.years["estate_id"].tolist() == posed.estates["estate_id"].tolist()
    check_money(posed, found)
    check_rules(posed, found)


def check_money(posed, found):
    spend = found.spend.set_index(["source", "year"])
    assert (spend["lapsed_wan"] >= 0).all()
    assert (spend["carried_on_wan"] >= 0).all()
    paid = found.money.groupby(["source", "year"])["amount_wan"].sum()
    pd.testing.assert_series_equal(
        paid.reindex(spend.index, fill_value=0), spend["spend_wan"], check_names=False
    )
    cost = posed.estates.set_index("estate_id")["cost_wan"]
    by_estate = found.money.groupby("estate_id")["amount_wan"].sum()
    assert by_estate.to_dict() == pytest.approx({estate: cost[estate] for estate in found.plan})
    by_year = found.by_year.set_index("year")["cost_wan"]
    sums = spend.groupby("year")["spend_wan"].sum()
    assert by_year.to_dict() == pytest.approx(sums.reindex(by_year.index, fill_value=0).to_dict())


def check_rules(posed, found):
    for cap in posed.of(Cap):
        row = found.by_year[found.by_year["year"] == cap.year]
        assert row[cap.measure].item() <= cap.at_most
    for rule in posed.rules:
        if isinstance(rule, Gate | LockOut):
            assert rule.estate_id not in found.plan
        if isinstance(rule, NotBefore):
            assert found.plan.get(rule.estate_id, rule.year) >= rule.year
    noted = set(found.cluster_notes["estate_id"])
    members = posed.estates.set_index("estate_id")["cluster_id"]
    for rule in posed.of(Together):
        staying = [e for e in members.index[members == rule.cluster_id] if e not in noted]
        assert len({found.plan.get(estate) for estate in staying}) <= 1


@settings(max_examples=12)
@given(posed=posed(), aim=st.sampled_from(AIMS), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_rules_never_matters(posed, aim, order):
    rows, rules = list(posed.estates.index), list(posed.rules)
    order.shuffle(rows)
    order.shuffle(rules)
    shuffled = problem(posed.estates.loc[rows], years=YEARS[::-1]).subject_to(*rules)
    first, second = (propose(p, [aim], settings=EXACT)[0] for p in (posed, shuffled))
    for table in ("years", "money", "spend", "by_year", "cluster_notes"):
        pd.testing.assert_frame_equal(getattr(first, table), getattr(second, table))
    assert (first.value, first.bound) == (second.value, second.bound)


@settings(max_examples=12)
@given(posed=posed(), more=st.integers(1, 50))
def test_more_money_never_lowers_the_best_value(posed, more):
    # Kept-together clusters aside: money decides which are set free, which changes the problem.
    apart = posed.without(*posed.of(Together))
    old = apart.of(Budget)[-1]
    richer = apart.without(old).subject_to(
        Budget(old.source, old.year, old.amount_wan + more, old.pays, old.carry_over)
    )
    before, after = (propose(p, AIMS[:1], settings=EXACT)[0].value for p in (apart, richer))
    assert after >= before - 1e-6


def test_no_estates_is_a_result(four):
    found = propose(problem(four.head(0), years=YEARS), AIMS, settings=EXACT)
    assert [(p.value, p.gap, p.status, len(p.years)) for p in found] == [(0, 0, "proven", 0)] * 4


def test_no_eligible_estate_is_a_result(four):
    gates = [Gate(estate, "consent") for estate in four["estate_id"]]
    posed = problem(four, years=YEARS).subject_to(*gates, Budget("市级", 2027, 900))
    found = propose(posed, AIMS, settings=EXACT)
    assert {p.status for p in found} == {"proven"}
    assert set(found[1].not_placed["reason"]) == {"gate:consent"}
    assert found[0].spend["lapsed_wan"].tolist() == [900]


def test_all_costs_unknown_is_a_result(four):
    unknown = four.assign(**{c: np.nan for c in four if c.startswith("cost_")})
    found = propose(problem(unknown, years=YEARS), AIMS, settings=EXACT)[0]
    assert set(found.years["reason"]) == {"needs_survey"}


def test_no_money_places_nobody(four):
    posed = problem(four, years=YEARS).subject_to(Budget("市级", 2027, 0))
    found = propose(posed, AIMS, settings=EXACT)[0]
    assert (found.plan, found.value, found.gap) == ({}, 0, 0)
    assert set(found.years["reason"]) == {"no_money"}


def test_without_budgets_money_is_no_limit(four):
    found = propose(problem(four, years=YEARS), AIMS, settings=EXACT)[0]
    assert set(found.plan.values()) == {2027}
    assert found.money.empty


def test_all_equal_the_lower_id_goes_first(four):
    same = four.assign(
        cost_wan=100.0, cost_building_body_wan=50.0, cost_other_wan=50.0, score=50.0,
        readiness=0.5, residents=100, households=50, floor_area_m2=1000.0, district="河东区",
        cluster_id=None,
    )  # fmt: skip
    posed = problem(same, years=YEARS).subject_to(
        Budget("市级", 2027, 150), Budget("市级", 2028, 150)
    )
    for found in propose(posed, AIMS, settings=EXACT):
        assert found.plan == {"E1": 2027, "E2": 2028}


def test_an_unknown_score_is_placed_with_money_left_and_said(four):
    posed = problem(four.assign(score=np.nan), years=YEARS).subject_to(Budget("市级", 2027, 900))
    found = propose(posed, AIMS[:1], settings=EXACT)[0]
    assert found.unknown_value == ("E1", "E2", "E3", "E4")
    assert found.plan == {"E1": 2027, "E2": 2027}


def test_values_compares_every_programme_under_every_aim(four):
    posed = problem(four, years=YEARS).subject_to(
        Budget("市级", 2027, 500), Budget("市级", 2028, 400), LockIn("E4", 2028)
    )
    found = propose(posed, AIMS, settings=EXACT)
    table = values(found, posed, AIMS)
    assert table.index.tolist() == table.columns.tolist() == [aim.name for aim in AIMS]
    for programme in found:
        assert table.loc[programme.name, programme.name] == pytest.approx(programme.value)
        assert (table.loc[programme.name] <= programme.value + 1e-9).all()


def test_a_stop_keeps_the_plan_in_hand():
    posed = pool_of(60)
    found = propose(posed, AIMS[:1], settings=EXACT, hooks=Hooks(should_stop=lambda: True))[0]
    assert found.status in ("stopped", "proven")
    assert found.value >= found.fill_value
    assert found.value <= found.bound


def test_progress_tells_bound_value_and_gap():
    heard = []
    hooks = Hooks(on_progress=lambda *told: heard.append(told))
    found = propose(
        pool_of(60), AIMS[:1], settings=Settings(gap=0.001, node_limit=50, seed=1), hooks=hooks
    )[0]
    assert heard
    for bound, value, gap in heard:
        assert bound >= value
        assert 0 <= gap <= 1
        assert bound >= found.value - 1e-6


def pool_of(count):
    """A pool of `count` estates whose money suffices for about 60 %."""
    random = np.random.default_rng(7)
    households = random.integers(7, 4620, count)
    pool = pd.DataFrame(
        {
            "estate_id": [f"E{index:03d}" for index in range(count)],
            "district": [f"D{index % 5}" for index in range(count)],
            "cost_wan": households * 3.0,
            "score": random.integers(20, 90, count),
            "residents": households * 3,
        }
    )
    yearly = round(pool["cost_wan"].sum() * 0.6 / len(YEARS) / 2)
    return problem(pool, years=YEARS).subject_to(
        *(Budget(source, year, yearly) for source in ("市级", "省级") for year in YEARS)
    )
