"""Ranges of prices told from rough searches hold the truth of exact ones, for every kind of aim."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from phasing import Objective, Settings, problem
from phasing.negotiation.asking import asking
from phasing.negotiation.money_worth import money_worth
from phasing.negotiation.override import Override
from phasing.negotiation.price import price, price_at_once
from phasing.negotiation.room import room
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Cap, Gate, Together
from tables import InputError

EXACT = Settings(gap=0, node_limit=5000, seed=1)
ROUGH = Settings(gap=0.15, node_limit=1, seed=1)
YEARS = (2027, 2028, 2029)
WEIGHTS = (1.0, 0.9, 0.8)
NEED = Objective("need", "need", WEIGHTS)
GATE = Gate("E5", "consent")
AIMS = {
    "need": NEED,
    "balance": Objective("balance", "balance", WEIGHTS, {"weight": 0.5}),
    "cluster": Objective("cluster", "cluster", WEIGHTS, {"bonus": 0.25}),
    "outside": Objective("outside", "outside", WEIGHTS),
    "turn": Objective("turn", "ready", WEIGHTS, after=(NEED,), give_up=0.05),
}


def pool(draw):
    """Return seven estates of two parts of costs, in two zones, three of them in a cluster."""
    rows = pd.DataFrame({"estate_id": [f"E{i}" for i in range(7)], "district": "d"}).assign(
        zone=draw.choice(["z1", "z2"], 7),
        cluster_id=[*["c1"] * 3, *[None] * 4],
        cost_building_body_wan=draw.integers(20, 120, 7).astype(float),
        cost_pipeline_wan=draw.integers(0, 80, 7).astype(float),
        score=draw.integers(1, 99, 7).astype(float),
        readiness=draw.integers(1, 99, 7).astype(float),
        residents=draw.integers(10, 90, 7).astype(float),
        households=draw.integers(5, 30, 7).astype(float),
    )
    return rows.assign(cost_wan=rows["cost_building_body_wan"] + rows["cost_pipeline_wan"])


def posed_as(seed, kind):
    """Return a problem with money for works of all kinds and for pipelines, and rules at random."""
    draw = np.random.default_rng(seed)
    estates = pool(draw)
    party = "utility" if kind == "outside" else "government"
    pipes = frozenset({"pipeline"})
    rules = [
        *(Budget("市级", year, float(draw.integers(60, 200))) for year in YEARS),
        *(
            Budget("央企", year, float(draw.integers(0, 80)), pays=pipes, party=party)
            for year in YEARS
        ),
        *([Cap("households", 2027, float(draw.integers(20, 60)))] if draw.random() < 0.5 else []),
        *([Together("c1", batches=bool(draw.random() < 0.5))] if draw.random() < 0.6 else []),
        *([GATE] if draw.random() < 0.4 else []),
    ]
    return problem(estates, years=YEARS, objective=AIMS[kind]).subject_to(*rules)


def override_of(posed, seed):
    draw = np.random.default_rng([seed, 1])
    estate = f"E{draw.integers(0, 5)}"
    pin = draw.random() < 0.6
    one = Override({estate: int(draw.choice(YEARS))}) if pin else Override(out=frozenset({estate}))
    return one.releasing(GATE) if GATE in posed.rules and draw.random() < 0.5 else one


def best(posed, aim=None):
    return standing(posed.aiming_at(aim) if aim else posed, settings=EXACT).value


def hair(stood):
    return 1e-6 * max(1.0, abs(stood.value))


@given(st.integers(0, 10_000), st.sampled_from(sorted(AIMS)))
@settings(max_examples=15, deadline=None)
def test_the_range_of_a_price_holds_the_truth(seed, kind):
    posed = posed_as(seed, kind)
    override = override_of(posed, seed)
    exact, rough = (standing(posed, settings=how) for how in (EXACT, ROUGH))
    try:
        found = price(rough, override, settings=ROUGH)
    except InputError:
        return
    told = [found, price_at_once(rough, override), price_at_once(exact, override)]
    aim = NEED if kind == "turn" else None
    before = best(posed, aim)
    for one in told:
        if one is None or one.after is None:
            continue
        truth = before - best(one.after.problem, aim)
        assert one.lost_least - hair(exact) <= truth <= one.lost_most + hair(exact)
        assert one.lost_least - hair(exact) <= one.lost <= one.lost_most + hair(exact)
        if kind != "turn":
            assert best(one.after.problem) <= one.after.bound + hair(exact)


@given(st.integers(0, 10_000))
@example(53)
@example(54)
@settings(max_examples=8, deadline=None)
def test_no_bound_of_aims_in_turn_is_below_the_best_there_is(seed):
    posed = posed_as(seed, "turn")
    exact = standing(posed, settings=EXACT)
    for estate in ("E2", "E3"):
        one = price_at_once(exact, Override({estate: 2029}))
        if one is not None and one.after is not None:
            assert best(one.after.problem) <= one.after.bound + hair(exact)


@given(st.integers(0, 10_000), st.sampled_from(["need", "balance", "cluster", "outside"]))
@settings(max_examples=6, deadline=None)
def test_so_do_the_ranges_of_room_and_of_money(seed, kind):
    posed = posed_as(seed, kind)
    rough = standing(posed, settings=ROUGH)
    before = best(posed)
    there = room(asking(rough), "E3", 2027, settings=ROUGH)
    if there.after is not None:
        truth = before - best(there.after.problem)
        assert there.lost_least - hair(rough) <= truth <= there.lost_most + hair(rough)
    given_ = {(b.source, b.year): b for b in posed.of(Budget)}
    for row in money_worth(rough, step_wan=37, settings=ROUGH).to_dict("records"):
        budget = given_[row["source"], row["year"]]
        more = dataclasses.replace(budget, amount_wan=budget.amount_wan + 37)
        truth = best(posed.without(budget).subject_to(more)) - before
        assert row["at_least"] - hair(rough) <= truth <= row["at_most"] + hair(rough)


def test_the_drawn_problems_are_not_all_alike():
    kinds = [{type(rule) for rule in posed_as(seed, "need").rules} for seed in range(12)]
    assert len({frozenset(one) for one in kinds}) >= 4
    with pytest.raises(InputError):
        price(standing(posed_as(0, "need"), settings=EXACT), Override({"E9": 2027}), settings=ROUGH)
