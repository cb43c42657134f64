"""Proposals keep every rule, are proven against every plan, and ignore the order of rows."""

import dataclasses
import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.batches import fitted
from phasing.book import Book
from phasing.rules import Budget, Cap, Floor, Gate, LockIn, LockOut, NotBefore, Together
from phasing.units import candidates, units
from phasing.worth import worth

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
    found = fitted(posed, units(posed))
    rows, best = candidates(posed, found), 0.0
    for years in itertools.product(*[(None, *unit.years) for unit in found.units]):
        book = Book(posed)
        for unit, year in zip(found.units, years, strict=True):
            if year is not None and book.refusal(unit, year) is None:
                book.place(unit, year)
        best = max(best, worth(aim, posed, rows, book))
    return best


@settings(max_examples=25)
@given(posed=posed(most=5), aim=st.sampled_from(AIMS))
def test_no_plan_is_better_than_the_one_proven(posed, aim):
    found = propose(posed, [aim], settings=EXACT)[0]
    assert found.status == "proven"
    assert found.value == pytest.approx(best_by_trying_all(posed, aim), rel=1e-6, abs=1e-6)
    assert found.value <= found.bound
    assert found.fill_value <= found.bound + 1e-9


def possible(posed):
    """Return whether some plan keeps every lock, floor, cap and budget, by trying every one."""
    found = fitted(posed, units(posed))
    choices = [
        (unit.locked,) if unit.locked is not None else (None, *unit.years) for unit in found.units
    ]
    return any(keeps(posed, found, years) for years in itertools.product(*choices))


def keeps(posed, found, years):
    book = Book(posed)
    for unit, year in zip(found.units, years, strict=True):
        if year is not None:
            if book.refusal(unit, year) is not None:
                return False
            book.place(unit, year)
    placed = posed.estates[posed.estates["estate_id"].isin(list(book.plan()))]
    return all(
        placed.loc[placed["district"] == floor.zone, floor.measure].sum() >= floor.at_least
        for floor in posed.of(Floor)
    )


@settings(max_examples=25)
@given(posed=posed(most=4), least=st.integers(0, 20), lock=st.sampled_from([None, *YEARS]))
def test_a_plan_is_refused_exactly_when_there_is_none(posed, least, lock):
    last, district = posed.estates.iloc[-1][["estate_id", "district"]]
    demands = [Floor(district, "households", least)]
    if lock and len(posed.estates) > 1:
        demands.append(LockIn(last, lock))
    posed = posed.subject_to(*demands)
    if possible(posed):
        found = propose(posed, AIMS[:1], settings=EXACT)[0]
        served = posed.estates.set_index("estate_id").loc[list(found.plan)]
        assert served.loc[served["district"] == district, "households"].sum() >= least
        assert len(posed.of(LockIn)) == 0 or found.plan[last] == lock
        return
    with pytest.raises(InfeasibleError) as caught:
        propose(posed, AIMS[:1], settings=EXACT)
    assert set(caught.value.rules) <= set(posed.rules)
    assert set(caught.value.rules) & set(demands)
    for easing in caught.value.easings:
        if easing.enough and isinstance(easing.rule, Floor):
            eased = Floor(district, "households", easing.rule.at_least + easing.by)
            assert possible(posed.without(easing.rule).subject_to(eased))


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


def richer(posed, more):
    """Return the problem with more money in its last budget."""
    old = posed.of(Budget)[-1]
    new = dataclasses.replace(old, amount_wan=old.amount_wan + more)
    return posed.without(old).subject_to(new)


def strictly(posed):
    """Return the problem with clusters never in batches: money must not decide how they are cut."""
    strict = [dataclasses.replace(rule, batches=False) for rule in posed.of(Together)]
    return posed.without(*posed.of(Together)).subject_to(*strict)


@settings(max_examples=25)
@given(posed=posed(), aim=st.sampled_from(AIMS), more=st.integers(1, 50))
def test_more_money_never_lowers_the_best_value(posed, aim, more):
    poor = strictly(posed)
    before, after = (propose(p, [aim], settings=EXACT)[0] for p in (poor, richer(poor, more)))
    assert after.value >= before.value - 1e-6
    assert after.bound >= before.bound - 1e-6


@settings(max_examples=12)
@given(posed=posed(), more=st.integers(1, 50))
def test_where_the_search_stops_early_no_bound_falls_below_a_plan_of_less_money(posed, more):
    loose, poor = dataclasses.replace(EXACT, gap=0.3), strictly(posed)
    before, after = (propose(p, AIMS[:1], settings=loose)[0] for p in (poor, richer(poor, more)))
    assert after.bound >= before.value - 1e-6


@settings(max_examples=12)
@given(posed=posed(), aim=st.sampled_from(AIMS), order=st.permutations(range(6)))
def test_other_ids_change_neither_the_best_value_nor_the_bound(posed, aim, order):
    new = {f"E{index}": f"N{order[index]}" for index in range(6)}
    rows = posed.estates.assign(estate_id=posed.estates["estate_id"].map(new))
    rules = [renamed(rule, new) for rule in posed.rules]
    other = problem(rows, years=YEARS).subject_to(*rules)
    first, second = (propose(p, [aim], settings=EXACT)[0] for p in (posed, other))
    assert second.value == pytest.approx(first.value, rel=1e-9)
    assert second.bound == pytest.approx(first.bound, rel=1e-9)


def renamed(rule, new):
    named = getattr(rule, "estate_id", None)
    return dataclasses.replace(rule, estate_id=new[named]) if named else rule


@pytest.mark.parametrize("aim", [*AIMS, Objective("reach", "reach", (1.0, 0.9))], ids=str)
@pytest.mark.parametrize("count", [0, 1])
@pytest.mark.parametrize("years", [[2027], [2027, 2028]], ids=str)
@pytest.mark.parametrize("wan", [0, 1000])
def test_no_estate_one_estate_one_year_no_money_give_valid_results(four, aim, count, years, wan):
    aim = dataclasses.replace(aim, year_weights=aim.year_weights[: len(years)])
    rules = [Budget("市级", year, wan) for year in years]
    posed = problem(four.head(count), years=years).subject_to(*rules)
    found = propose(posed, [aim], settings=EXACT)[0]
    assert found.plan == ({"E1": 2027} if count and wan else {})
    assert (found.status, found.gap) == ("proven", 0)
    assert found.by_year["estates"].sum() == len(found.plan)
    assert found.spend["lapsed_wan"].sum() == wan * len(years) - (400 if found.plan else 0)


def test_all_excluded_is_a_valid_plan_of_nothing(four):
    shut = [Gate(estate, "consent") for estate in four["estate_id"]]
    found = propose(problem(four, years=YEARS).subject_to(*shut), AIMS, settings=EXACT)
    assert [(plan.plan, plan.value, plan.bound, plan.status) for plan in found] == (
        [({}, 0, 0, "proven")] * 4
    )
