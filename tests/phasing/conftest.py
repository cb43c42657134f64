"""A small pool of estates and the four aims."""

import pandas as pd
import pytest

from phasing import Objective, Settings, problem
from phasing.book import Book
from phasing.units import Unit
from phasing.worth import worth


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


@pytest.fixture
def booked():
    """Write a plan (estate_id → year) into a book, each estate alone."""

    def book(posed, plan):
        found = Book(posed)
        for estate, year in plan.items():
            found.place(Unit(estate, (estate,), posed.years), year)
        return found

    return book


@pytest.fixture
def worth_of(booked):
    """Value a plan (estate_id → year) of a whole pool under an objective."""

    def value(objective, pool, plan, years, rules=()):
        posed = problem(pool, years=years).subject_to(*rules)
        return worth(objective, posed, posed.estates, booked(posed, plan))

    return value
