"""Answers of the open door, compared with other ways to find the best plan."""

import itertools
import math
import random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from phasing import Settings
from phasing.problem_file import answer, statement

EXACT = Settings(gap=0, node_limit=2**31 - 1, seed=1)


def solved(given, settings=EXACT):
    return answer(statement(given), settings)


def estates(costs, values=None, **more):
    values = values or [1] * len(costs)
    pool = [
        {"id": f"E{place}", "value": value, "cost": cost}
        for place, (cost, value) in enumerate(zip(costs, values, strict=True), 1)
    ]
    for key, entries in more.items():
        for estate, entry in zip(pool, entries, strict=True):
            estate.update({} if entry is None else {key: entry})
    return {"estates": pool, "objective": "max_value"}


def random_problem(seed):
    """Six estates, one to three years, two sources, features, clusters, rules; many digits."""
    draw = random.Random(seed)  # noqa: S311
    years = list(range(2027, 2027 + draw.choice([1, 2, 2, 3])))
    sources = ["市级", "省级"][: draw.choice([1, 2])]
    unit = 10.0 ** draw.randint(-4, 7)
    pool = []
    for place in range(6):
        costs = {source: draw.random() * unit for source in sources}
        estate = {
            "id": f"E{place}",
            "value": draw.choice([draw.random() * 1000, draw.randint(0, 9)]),
            "cost": costs if len(sources) > 1 else sum(costs.values()),
            "features": {"户数": draw.random() * 1e-3, "面积": draw.random() * 1e6},
        }
        if draw.random() < 0.4:
            estate["cluster"] = draw.choice("AB")
        pool.append(estate)
    budgets = [
        {"source": source, "year": year, "amount": draw.random() * 2 * unit, "carry_over": carry}
        for source in sources
        for carry in [draw.random() < 0.5]
        for year in years
    ]
    weights = [0.9**place for place in range(len(years))]
    given = {"estates": pool, "years": years, "budgets": budgets, "year_weights": weights}
    given["objective"] = draw.choice(["max_value", "min_cost"])
    if given["objective"] == "min_cost" or draw.random() < 0.3:
        given["targets"] = {"户数": draw.random() * 2e-3, "面积": draw.random() * 2e6}
    if draw.random() < 0.4:
        given["rules"] = [{"not_before": {"id": "E0", "year": years[-1]}}]
    if draw.random() < 0.3:
        given["rules"] = [*given.get("rules", []), {"rule": "lock_out", "id": "E1"}]
    return given


def keeps(given, plan):
    """Return whether a plan keeps every condition; counted from the file, not with the engine."""
    pool = {estate["id"]: estate for estate in given["estates"]}
    for name in {estate.get("cluster") for estate in pool.values()} - {None}:
        members = [e for e in pool if pool[e].get("cluster") == name]
        members = [e for e in members if not _kept_out(given, e)]
        if len({plan.get(e) for e in members}) > 1:
            return False
    for rule in given.get("rules", []):
        late = rule.get("not_before")
        if late and plan.get(late["id"], math.inf) < late["year"]:
            return False
    if any(_kept_out(given, e) for e in plan):
        return False
    for name, least in given.get("targets", {}).items():
        if math.fsum(pool[e]["features"][name] for e in plan) < least:
            return False
    return _paid(given, pool, plan)


def _kept_out(given, estate):
    return {"rule": "lock_out", "id": estate} in given.get("rules", [])


def _paid(given, pool, plan):
    for source in {money["source"] for money in given["budgets"]}:
        left = 0.0
        for money in given["budgets"]:
            if money["source"] != source:
                continue
            costs = [pool[e]["cost"] for e, year in plan.items() if year == money["year"]]
            spent = math.fsum(c[source] if isinstance(c, dict) else c for c in costs)
            left += money["amount"] - spent
            if left < 0:
                return False
            left = left if money["carry_over"] else 0.0
    return True


def worth(given, plan):
    pool = {estate["id"]: estate for estate in given["estates"]}
    if given["objective"] == "min_cost":
        costs = [pool[e]["cost"] for e in plan]
        return math.fsum(math.fsum(c.values()) if isinstance(c, dict) else c for c in costs)
    weights = dict(zip(given["years"], given["year_weights"], strict=True))
    return math.fsum(pool[e]["value"] * weights[year] for e, year in plan.items())


def best(given):
    """Return the best value of all plans, None where there is none."""
    names = [estate["id"] for estate in given["estates"]]
    plans = (
        {e: y for e, y in zip(names, years, strict=True) if y}
        for years in itertools.product([None, *given["years"]], repeat=len(names))
    )
    values = [worth(given, plan) for plan in plans if keeps(given, plan)]
    better = min if given["objective"] == "min_cost" else max
    return better(values) if values else None


@pytest.mark.parametrize("seed", range(40))
def test_small_random_problems_agree_with_trying_every_plan(seed):
    given = random_problem(seed)
    found, expected = solved(given), best(given)
    if expected is None:
        assert found["status"] == "infeasible"
        assert found["clashes"]
        return
    assert found["status"] == "optimal"
    assert found["gap"] == 0
    assert found["value"] == pytest.approx(expected, rel=1e-12)
    assert found["value"] == pytest.approx(worth(given, found["years"]), rel=1e-14)
    assert keeps(given, found["years"])


def ninety(seed):
    """Ninety estates with continuous costs and five features of very different sizes."""
    draw = np.random.default_rng(seed)
    costs = draw.gamma(2, 1, 90) * 10.0 ** draw.integers(-3, 8)
    sizes = draw.gamma(1, 1, (90, 5)) * 10.0 ** draw.integers(-6, 6, 5)
    sizes *= draw.random((90, 5)) < 0.6
    return costs, draw.random(90) * draw.gamma(3, 1, 90), sizes


def listed(costs, values, sizes):
    names = [f"f{place}" for place in range(sizes.shape[1])]
    return [
        {"id": f"E{place:02}", "value": value, "cost": cost, "features": dict(zip(names, size))}  # noqa: B905
        for place, (cost, value, size) in enumerate(
            zip(costs.tolist(), values.tolist(), sizes.tolist(), strict=True)
        )
    ]


def by_scipy(gains, coefficients, low, high):
    """Return the least Σ gains × x of zeros and ones that scipy's own solver finds."""
    found = milp(
        gains / np.abs(gains).max(),
        constraints=LinearConstraint(coefficients, low, high),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(gains)),
        options={"mip_rel_gap": 0},
    )
    return float(gains @ np.round(found.x))


@pytest.mark.parametrize("seed", [1, 2])
def test_ninety_estates_under_a_budget_agree_with_scipy(seed):
    costs, values, sizes = ninety(seed)
    budget = 0.3 * costs.sum()
    given = {
        "estates": listed(costs, values, sizes),
        "budgets": float(budget),
        "objective": "max_value",
    }
    found = solved(given)
    assert found["status"] == "optimal"
    assert found["value"] == pytest.approx(-by_scipy(-values, costs[None], 0, budget), rel=1e-6)
    assert found["cost"] <= budget


@pytest.mark.parametrize("seed", [1, 2])
def test_the_cheapest_ninety_estates_under_targets_agree_with_scipy(seed):
    costs, values, sizes = ninety(seed)
    asked = 0.17 * sizes.sum(axis=0)
    targets = {f"f{place}": float(least) for place, least in enumerate(asked)}
    found = solved(
        {"estates": listed(costs, values, sizes), "targets": targets, "objective": "min_cost"}
    )
    most = sizes.max(axis=0)
    expected = by_scipy(costs, (sizes / most).T, asked / most, np.inf)
    assert found["status"] == "optimal"
    assert found["value"] == found["cost"] == pytest.approx(expected, rel=1e-6)
    assert all(found["features"][name] >= least * (1 - 1e-12) for name, least in targets.items())


def test_several_years_and_pooled_sources_agree_with_scipy():
    draw = np.random.default_rng(5)
    costs, values, years = draw.random(25) * 1e6, draw.random(25), 3
    amounts = {"市级": [7e5, 6e5, 0.0], "省级": [2e5, 9e5, 4e5]}
    weights = [1.0, 0.93, 0.86]
    given = {
        "estates": listed(costs, values, np.zeros((25, 0))),
        "years": 3,
        "budgets": amounts,
        "year_weights": weights,
        "objective": "max_value",
    }
    gains = -np.kron(weights, values)
    once = np.kron(np.ones(years), np.eye(25))
    money = np.kron(np.eye(years), costs)
    limits = np.array([9e5, 1.5e6, 4e5])
    expected = -by_scipy(gains, np.vstack([once, money]), 0, np.concatenate([np.ones(25), limits]))
    found = solved(given)
    assert found["status"] == "optimal"
    assert found["value"] == pytest.approx(expected, rel=1e-9)
    for money in found["spend"]:
        assert money["amount"] <= amounts[money["source"]][money["year"] - 1]


def test_the_fewest_sites_that_show_everything():
    """Three sites cover a, b, c at 3 + 3 + 2; A and C alone do at 3 + 4; D alone costs 8."""
    cover = {"A": "ab", "B": "bc", "C": "cd", "D": "abcd", "E": "d"}
    costs = {"A": 3, "B": 3, "C": 4, "D": 8, "E": 2}
    pool = [
        {"id": name, "cost": costs[name], "features": dict.fromkeys(cover[name], 1)}
        for name in cover
    ]
    given = {"estates": pool, "objective": "min_cost", "targets": dict.fromkeys("abcd", 1)}
    found = solved(given)
    assert (found["value"], found["bound"], found["years"]) == (7, 7, {"A": 1, "C": 1})
    assert found["features"] == {"a": 1, "b": 1, "c": 1, "d": 1}


def test_a_plan_too_dear_by_a_hair_is_forbidden_and_the_best_of_the_others_found():
    """The five of most value, of almost equal costs, miss the budget by 3e-12 of it."""
    draw = random.Random(58)  # noqa: S311
    costs = [0.01 * (1 + draw.random() * 1e-3) for _ in range(11)]
    values = [1000 + draw.random() if place < 5 else 900 + draw.random() for place in range(11)]
    budget = math.fsum(costs[:5]) * (1 - 3e-12)
    expected = max(
        math.fsum(values[place] for place in plan)
        for size in range(12)
        for plan in itertools.combinations(range(11), size)
        if math.fsum(costs[place] for place in plan) <= budget * (1 + 1e-12)
    )
    found = solved(estates(costs, values) | {"budgets": budget})
    assert found["status"] == "optimal"
    assert found["value"] == pytest.approx(expected, rel=1e-12)


def test_a_gap_asked_for_is_a_gap_proven_and_a_limit_is_told():
    costs, values, sizes = ninety(3)
    given = {
        "estates": listed(costs, values, sizes),
        "budgets": float(costs.sum() / 3),
        "objective": "max_value",
    }
    near = solved(given, Settings(gap=0.05, node_limit=2**31 - 1, seed=1))
    assert near["status"] in ("proven", "optimal")
    assert near["value"] <= near["bound"]
    assert near["gap"] == pytest.approx(1 - near["value"] / near["bound"])
    assert near["gap"] <= 0.05
    best_of_all = solved(given)["value"]
    assert near["value"] <= best_of_all <= near["bound"]


def test_the_order_of_rows_never_matters():
    given = random_problem(11)
    turned = given | {"estates": given["estates"][::-1], "budgets": given["budgets"][::-1]}
    assert solved(given) == solved(turned)
