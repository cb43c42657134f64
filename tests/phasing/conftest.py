"""Small pools of estates, made by hypothesis or by hand."""

import pandas as pd
import pytest
from hypothesis import strategies as st

from phasing import Objective, Settings, problem
from phasing.rules import Budget, Cap, Gate, LockOut, NotBefore, Together

YEARS = (2027, 2028)


@pytest.fixture
def four():
    """Four estates in two districts, two of them in one cluster."""
    return pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3", "E4"],
            "name": ["天阳楼小区", "城东商贸城小区", "五建小区", "广厦花园小区"],
            "district": ["河东区", "河东区", "河西区", "河西区"],
            "cluster_id": ["西门片区", "西门片区", None, None],
            "cost_wan": [400.0, 500.0, 300.0, 200.0],
            "cost_building_body_wan": [200.0, 250.0, 150.0, 100.0],
            "cost_other_wan": [200.0, 250.0, 150.0, 100.0],
            "households": [100, 120, 80, 60],
            "floor_area_m2": [8000.0, 9000.0, 6000.0, 4000.0],
            "score": [90.0, 80.0, 70.0, 60.0],
            "readiness": [0.2, 0.4, 0.6, 0.8],
            "residents": [300, 360, 240, 180],
        }
    )


@pytest.fixture
def exact():
    """Solve to the best plan."""
    return Settings(gap=0, node_limit=5000, seed=1)


@pytest.fixture
def objectives():
    """The four aims over two years."""
    return (
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
