"""Proposals: degenerate pools are results, ties are settled, hooks are heard."""

import numpy as np
import pandas as pd
import pytest

from phasing import InfeasibleError, Objective, Settings, problem, propose, values
from phasing.programme import Stage
from phasing.propose import Draft, _best, propose_one
from phasing.rules import Budget, Gate, LockIn
from phasing.solve import Hooks
from phasing.stopped import answered
from phasing.units import units

YEARS = (2027, 2028)
EXACT = Settings(gap=0, node_limit=5000, seed=1)
AIMS = (
    Objective("need", "need", (1.0, 0.9)),
    Objective("balance", "balance", (1.0, 0.9), {"weight": 0.5}),
    Objective("cluster", "cluster", (1.0, 0.9), {"bonus": 0.25}),
    Objective("ready", "ready", (1.0, 0.9)),
)


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
    assert found.not_placed["reason"].tolist() == ["unknown_value"] * 2


@pytest.mark.parametrize("column", ["score", "residents"])
def test_money_is_not_blamed_where_the_value_is_unknown(four, column):
    pool = four.assign(**{column: four[column].mask(four.index == 0).astype(float)})
    posed = problem(pool, years=YEARS).subject_to(Budget("市级", 2027, 500))
    found = propose(posed, AIMS[:1], settings=EXACT)[0]
    assert found.plan == {"E2": 2027}
    reasons = dict(zip(found.not_placed["estate_id"], found.not_placed["reason"], strict=True))
    assert reasons.pop("E1") == "unknown_value"
    assert set(reasons.values()) == {"no_money"}


def test_a_year_sums_what_is_known_and_counts_what_is_not(four):
    pool = four.assign(households=[100.0, None, None, None])
    locks = [LockIn(e, y) for e, y in (("E1", 2027), ("E2", 2027), ("E3", 2028), ("E4", 2028))]
    posed = problem(pool, years=(2027, 2028, 2029)).subject_to(*locks)
    aim = Objective("need", "need", (1.0, 0.9, 0.8))
    table = propose(posed, [aim], settings=EXACT)[0].by_year
    assert table["estates"].tolist() == [2, 2, 0]
    # one of two known; none of two known; nobody there, which is known
    assert table["households"].tolist() == pytest.approx([100, np.nan, 0], nan_ok=True)
    assert table["households_unknown"].tolist() == [1, 2, 0]
    assert table["floor_area_m2"].tolist() == [17000, 10000, 0]
    assert table["floor_area_m2_unknown"].tolist() == [0, 0, 0]


def test_values_compares_every_programme_under_every_aim(four):
    posed = problem(four, years=YEARS).subject_to(
        Budget("市级", 2027, 500), Budget("市级", 2028, 400), LockIn("E4", 2028)
    )
    found = propose(posed, AIMS, settings=EXACT)
    table = values(found)
    assert table.index.tolist() == table.columns.tolist() == [aim.name for aim in AIMS]
    for programme in found:
        assert table.loc[programme.name, programme.name] == pytest.approx(programme.value)
        assert (table.loc[programme.name] <= programme.value + 1e-9).all()


def test_a_stop_keeps_the_plan_in_hand():
    posed = pool_of(60)
    found = propose(posed, AIMS[:1], settings=EXACT, hooks=Hooks(should_stop=lambda: True))[0]
    assert found.status == "stopped"
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


@pytest.mark.parametrize(("bound", "taken"), [(99_000.0, "other"), (27_000.0, "own")])
def test_an_aim_not_proven_takes_a_better_plan_made_for_another(four, booked, bound, taken):
    posed = problem(four, years=YEARS, objective=AIMS[0])
    own, other = booked(posed, {"E1": 2027}), booked(posed, {"E1": 2027, "E2": 2027})
    drafts = [
        Draft(posed, book, (Stage(AIMS[0], 27_000, bound, "limit", 1),)) for book in (own, other)
    ]
    found = _best(drafts[0], drafts, units(posed), asked_gap=0.01)
    assert found is {"own": own, "other": other}[taken]


@pytest.mark.parametrize("place", range(len(AIMS)))
def test_one_proposal_is_as_among_all_and_proven_without_searching_for_others(
    four, monkeypatch, place
):
    posed = problem(four, years=YEARS).subject_to(*(Budget("市级", year, 500) for year in YEARS))
    among_all, sought = propose(posed, AIMS, settings=EXACT)[place], []

    def heard(problem, *more):
        sought.append(problem.objective)
        return answered(problem, *more)

    monkeypatch.setitem(propose_one.__globals__, "answered", heard)
    alone = propose_one(posed, AIMS, AIMS[place].name, settings=EXACT)
    assert sought == [AIMS[place]]
    assert told(alone) == told(among_all)
    assert alone.years.equals(among_all.years)


def told(programme):
    same = (programme.name, programme.status, programme.value, programme.bound, programme.nodes)
    return (*same, programme.plan, programme.fill_value, programme.stages)


def test_rules_that_leave_no_plan_are_told_of_one_proposal_as_of_all(four):
    locks = (LockIn("E1", 2027), LockIn("E2", 2027))
    posed = problem(four, years=YEARS).subject_to(Budget("市级", 2027, 600), *locks)
    with pytest.raises(InfeasibleError) as among_all:
        propose(posed, AIMS, settings=EXACT)
    with pytest.raises(InfeasibleError) as alone:
        propose_one(posed, AIMS, "ready", settings=EXACT)
    assert (alone.value.rules, alone.value.easings) == (
        among_all.value.rules,
        among_all.value.easings,
    )
