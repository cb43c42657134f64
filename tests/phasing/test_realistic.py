"""Pools of the size of a real city reach a proven gap of 1 % within few nodes."""

import numpy as np
import pandas as pd
import pytest

from phasing import Objective, Settings, costs, problem, propose
from phasing.rules import Budget, Cap, Gate, LockIn, NotBefore, Together

YEARS = range(2027, 2032)
WEIGHTS = (1, 0.95, 0.9, 0.86, 0.82)
SOURCES = (("市级", 0.5, None), ("中央", 0.2, frozenset({"other"})), ("省级", 0.3, None))


def pool_of(count, clusters):
    random = np.random.default_rng(count)
    households = np.clip(np.exp(random.normal(6.6, 1, count)), 7, 4620).round()
    estates = pd.DataFrame(
        {
            "estate_id": [f"E{index:04d}" for index in range(count)],
            "district": [f"D{index % 8}" for index in range(count)],
            "cluster_id": pd.Series([f"C{i % 99:02d}" for i in range(count)]).where(
                [i % 99 < clusters for i in range(count)]
            ),
            "households": households,
            "floor_area_m2": households * 75,
            "score": random.uniform(20, 90, count).round(2),
            "readiness": random.uniform(0, 1, count).round(3),
            "residents": households * 3.2,
        }
    )
    found = costs(estates, per_household_yuan=30_000, body_share=0.5).drop(columns="cost_basis")
    return estates.merge(found, on="estate_id")


def money(estates, carry_over):
    yearly = estates["cost_wan"].sum() * 0.6 / len(YEARS)
    return [
        Budget(source, year, round(yearly * share, 1), pays, carry_over and source == "市级")
        for source, share, pays in SOURCES
        for year in YEARS
    ]


@pytest.mark.parametrize("kind", ["need", "ready"])
def test_84_estates_three_sources_five_years(kind):
    estates = pool_of(84, clusters=0)
    posed = problem(estates, years=YEARS).subject_to(*money(estates, carry_over=False))
    aim, settings = Objective(kind, kind, WEIGHTS), Settings(gap=0.01, node_limit=300, seed=1)
    found = propose(posed, [aim], settings=settings)[0]
    assert found.status == "proven"
    assert found.gap <= 0.01
    assert found.value > found.fill_value


def test_306_estates_60_clusters_every_kind_of_rule():
    estates = pool_of(306, clusters=60)
    ids, area = estates["estate_id"], float(estates["floor_area_m2"].sum())
    rules = [
        *money(estates, carry_over=True),
        *(Together(f"C{index:02d}") for index in range(60)),
        *(Cap("floor_area_m2", year, area * 0.16) for year in YEARS),
        *(Gate(estate, "consent") for estate in ids[::31]),
        *(LockIn(estate, 2028) for estate in ids[65:98:8]),
        *(NotBefore(estate, 2029) for estate in ids[7::25]),
    ]
    posed = problem(estates, years=YEARS).subject_to(*rules)
    aim, settings = Objective("need", "need", WEIGHTS), Settings(gap=0.01, node_limit=200, seed=1)
    found = propose(posed, [aim], settings=settings)[0]
    assert found.gap <= 0.01
    assert found.value > found.fill_value
