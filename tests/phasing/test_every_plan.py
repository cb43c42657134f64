"""Every plan tried by an oracle of its own: an LP of who pays what for each estate, plain rules.

The oracle knows nothing of units, parts of costs or flows of a year: it pays estate by estate.
"""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from phasing import InfeasibleError, Objective, Settings, problem, propose
from phasing.rules import (
    Budget,
    Contribution,
    DemonstrationFirst,
    Gate,
    KeepPublished,
    LockIn,
    Matching,
    NextPlan,
    PaidAfter,
    Precede,
    ReachShare,
    SameTrench,
    ShareCap,
    Split,
    Spread,
    StartBy,
    StockCap,
)

YEARS = (2027, 2028, 2029)
EXACT = Settings(gap=0, node_limit=5000, seed=1)
NEED = Objective("need", "need", (1.0, 0.9, 0.8))
GOVERNMENT, AWARD, OWN, GAS = "市级", "奖补", "居民", "燃气企业"


@st.composite
def rows(draw):
    """Two or three estates with free and split costs, households, a group."""
    return pd.DataFrame(
        [
            {
                "estate_id": f"E{index}",
                "district": "河东区",
                "cost_building_body_wan": 10.0 * draw(st.integers(1, 6)),
                "cost_gas_wan": 5.0 * draw(st.integers(0, 3)),
                "households": 100 * draw(st.integers(1, 6)),
                "score": float(draw(st.integers(1, 9))),
                "residents": 10 * draw(st.integers(1, 9)),
                "late": draw(st.booleans()),
            }
            for index in range(draw(st.integers(2, 3)))
        ]
    ).assign(cost_wan=lambda table: table["cost_building_body_wan"] + table["cost_gas_wan"])


@st.composite
def money(draw):
    """Two budgets, perhaps in arrears, what residents bring, fixed shares, caps, spreading."""
    carry = draw(st.booleans())
    lag = draw(st.sampled_from([0, 0, 1]))
    rules = [
        Budget(GOVERNMENT, year, 10.0 * draw(st.integers(0, 9)), carry_over=carry) for year in YEARS
    ]
    rules += [Budget(AWARD, year + lag, 10.0 * draw(st.integers(0, 4))) for year in YEARS]
    optional = [
        Split("gas", (("government", 1), (GAS, 3), ("residents", 1))),
        Contribution(OWN, share=0.5, yuan_per_household=500, pays=frozenset({"building_body"})),
        ShareCap("government", 0.8),
        Spread(0.5, above_wan=20),
    ]
    rules += [rule for rule in optional if draw(st.booleans())]
    if optional[1] in rules and draw(st.booleans()):
        rules.append(Matching(AWARD, OWN, 1, 250))
    if optional[3] in rules and draw(st.booleans()):
        rules.append(NextPlan(draw(st.sampled_from([10, 30]))))
    return [*rules, *([PaidAfter(AWARD, lag)] if lag else [])]


def turns():
    """Return a strategy for a rule that ties estates to one another or asks for something."""
    return st.sampled_from(
        [
            SameTrench("人民路", ("E0", "E1"), apart_years=2),
            SameTrench("人民路", ("E0", "E1"), apart_years=5, window_years=2, year=2026),
            Precede("E0", "E1"),
            Precede("E1", "E0", years=1),
            Precede("E1", "E0"),
            LockIn("E1", 2028),
            Gate("E0", "consent"),
            StartBy("E1", 2029),
            StockCap("late", "households", 0.5),
            StartBy("E0", 2028),
            DemonstrationFirst(("E0", "E1"), 2028),
            ReachShare("residents", 0.3),
            KeepPublished((("E0", 2028), ("E1", 2027)), at_most=0),
            KeepPublished((("E0", 2029), ("E1", 2028)), at_most=1),
        ]
    )


@settings(max_examples=40)
@given(
    pool=rows(),
    purse=money(),
    ties=st.lists(turns(), min_size=1, max_size=2, unique_by=lambda rule: str(rule).split(":")[0]),
)
def test_the_proven_plan_is_the_best_of_all_that_an_oracle_allows(pool, purse, ties):
    posed = problem(pool, years=YEARS).subject_to(*purse, *ties)
    kept = (p for p in every_plan(pool) if all(keeps(tie, pool, p) for tie in ties))
    allowed = [plan for plan in kept if paid(pool, plan, purse)]
    if not allowed:
        with pytest.raises(InfeasibleError) as caught:
            propose(posed, [NEED], settings=EXACT)
        assert set(ties) & set(caught.value.rules)
        return
    found = propose(posed, [NEED], settings=EXACT)[0]
    best = max(value(pool, plan) for plan in allowed)
    assert found.plan in allowed
    assert found.status == "proven"
    np.testing.assert_allclose([value(pool, found.plan), found.value], best, rtol=1e-9)
    assert_sums(pool, found)


def every_plan(pool):
    for years in itertools.product((None, *YEARS), repeat=len(pool)):
        pairs = zip(pool["estate_id"], years, strict=True)
        yield {estate: year for estate, year in pairs if year is not None}


def value(pool, plan):
    weight = dict(zip(YEARS, NEED.year_weights, strict=True))
    table = pool.set_index("estate_id")
    return sum(table["score"][e] * table["residents"][e] * weight[y] for e, y in plan.items())


def keeps(rule, pool, plan):  # noqa: C901, PLR0911  one answer a rule
    """Say whether a plan keeps a rule, from the rule's words."""
    if isinstance(rule, SameTrench):
        dug = [plan[e] for e in rule.estates if e in plan] + ([rule.year] if rule.year else [])
        return all(
            abs(a - b) < rule.window_years or abs(a - b) >= rule.apart_years
            for a, b in itertools.combinations(dug, 2)
        )
    if isinstance(rule, Precede):
        return rule.then not in plan or plan.get(rule.first, 9999) + rule.years <= plan[rule.then]
    if isinstance(rule, Gate):
        return rule.estate_id not in plan
    if isinstance(rule, LockIn):
        return plan.get(rule.estate_id) == rule.year
    if isinstance(rule, StartBy):
        return plan.get(rule.estate_id, 9999) <= rule.year
    if isinstance(rule, DemonstrationFirst):
        return sum(plan.get(e, 9999) <= rule.year for e in rule.estates) >= rule.at_least
    if isinstance(rule, KeepPublished):
        return sum(plan.get(estate) != year for estate, year in rule.plan) <= rule.at_most
    done = pool[pool["estate_id"].isin(list(plan))]
    if isinstance(rule, ReachShare):
        return done["residents"].sum() >= rule.at_least_share * pool["residents"].sum()
    late = done.loc[done["late"], "households"].sum()
    return late <= rule.at_most_share * done["households"].sum()


def paid(pool, plan, rules):
    """Say whether somebody can pay for everything, estate by estate, by linear programming."""
    kinds = {type(rule): rule for rule in rules}
    asks = [
        ask for row in pool.itertuples() if row.estate_id in plan for ask in asked(row, plan, kinds)
    ]
    columns = [(index, source) for index, ask in enumerate(asks) for source in payers(ask, kinds)]
    equal = np.zeros((len(asks), len(columns)))
    for column, (index, _) in enumerate(columns):
        equal[index, column] = 1
    limits, most = [], []
    for source in (GOVERNMENT, AWARD):
        limits += budget_rows(columns, asks, source, rules, most)
    limits += estate_rows(columns, asks, kinds, most)
    limits.append([float(source == "next_plan") for _, source in columns])
    most.append(kinds[NextPlan].limit_wan if NextPlan in kinds else 0)
    if not columns:
        return not asks
    wanted = [ask["wan"] for ask in asks]
    found = linprog(np.zeros(len(columns)), limits, np.array(most) + 1e-6, equal, wanted)
    return found.status == 0


def asked(row, plan, kinds):
    """Yield what an estate has to pay: class, year, how much, and what it brings at most."""
    spread = kinds.get(Spread)
    over = spread is not None and row.cost_wan > spread.above_wan
    shares = ((0, 0.5), (1, 0.5)) if over else ((0, 1.0),)
    # Residents pay at most so much a household in all: what a split asks of them counts.
    owed = 0.2 * row.cost_gas_wan if Split in kinds else 0
    own = max(0, min(0.5 * row.cost_building_body_wan, row.households * 0.05 - owed))
    for later, part in shares:
        for name in ("building_body", "gas"):
            yield {
                "estate": row.estate_id, "class": name, "year": plan[row.estate_id] + later,
                "wan": getattr(row, f"cost_{name}_wan") * part, "part": part,
                "own": own * part, "match": min(row.households * 0.025, own) * part,
            }  # fmt: skip


def payers(ask, kinds):
    if ask["year"] > YEARS[-1]:
        return ["next_plan"]
    if ask["class"] == "gas" and Split in kinds:
        own = OWN if Contribution in kinds else "residents"
        return [GOVERNMENT, GAS, own] if Matching in kinds else [GOVERNMENT, AWARD, GAS, own]
    brings = Contribution in kinds and ask["class"] == "building_body"
    match = Matching not in kinds or brings
    return [GOVERNMENT, *([AWARD] if match else []), *([OWN] if brings else [])]


def budget_rows(columns, asks, source, rules, most):
    """Σ paid up to a year ≤ Σ received up to it where money is carried on, else year by year."""
    lag = next((r.years for r in rules if isinstance(r, PaidAfter) and r.source == source), 0)
    amounts = {r.year - lag: r for r in rules if isinstance(r, Budget) and r.source == source}
    for year in YEARS:
        carried = any(rule.carry_over for rule in amounts.values())
        years = range(YEARS[0], year + 1) if carried else (year,)
        most.append(sum(amounts[y].amount_wan for y in years if y in amounts))
        yield [float(s == source and asks[i]["year"] in years) for i, s in columns]


def estate_rows(columns, asks, kinds, most):
    """What one estate's payers may bear at most, in each class and year of its works."""
    for index, ask in enumerate(asks):
        mine = [i == index for i, _ in columns]
        source = [s for _, s in columns]
        public = [m and s in (GOVERNMENT, AWARD) for m, s in zip(mine, source, strict=True)]
        if ask["year"] > YEARS[-1]:
            continue
        if ask["class"] == "gas" and Split in kinds:
            fixed = (((GOVERNMENT, AWARD), 0.2), ((GAS,), 0.6), ((OWN, "residents"), 0.2))
            for names, share in fixed:
                yield [float(m and s in names) for m, s in zip(mine, source, strict=True)]
                most.append(share * ask["wan"])
            continue
        if ShareCap in kinds:
            yield [float(p) for p in public]
            most.append(0.8 * ask["wan"])
        if Contribution in kinds and ask["class"] == "building_body":
            own = [float(m and s == OWN) for m, s in zip(mine, source, strict=True)]
            yield own
            most.append(ask["own"])
            if Matching in kinds:
                yield [-amount for amount in own]
                most.append(-ask["own"])
                yield [float(m and s == AWARD) for m, s in zip(mine, source, strict=True)]
                most.append(ask["match"])


def assert_sums(pool, found):
    """Every reported sum equals the sum of its rows, to the yuan."""
    cost = pool.set_index("estate_id")["cost_wan"]
    by_estate = found.money.groupby("estate_id")["amount_wan"].sum().round(4).to_dict()
    assert by_estate == {estate: cost[estate] for estate in found.plan}
    spend = found.spend.groupby("source")["spend_wan"].sum().round(4)
    rows = found.money.groupby("source")["amount_wan"].sum().round(4)
    assert spend[spend > 0].to_dict() == rows.to_dict()
    came = found.spend["amount_wan"] + found.spend["carried_in_wan"]
    went = found.spend[["spend_wan", "carried_on_wan", "lapsed_wan"]].sum(axis=1)
    budgets = found.spend["source"] != "next_plan"
    np.testing.assert_allclose(came[budgets], went[budgets], atol=1e-6)
    assert (found.spend["lapsed_wan"] >= 0).all()
