"""Twelve made-up estates, ranked by the study's own tree: for the tests of reasons and sheets."""

import dataclasses
import datetime as dt
import functools

import geopandas as gpd
import numpy as np
import pandas as pd

from scoring import Weights
from standards import in_force
from study.choices import Choices
from study.rank import ranked as rank_study
from study.ranking import Ranking
from study.stages import Measured
from study.weighing import Weighing
from tables.condition_items import CONDITION_ITEMS

DAY = dt.date(2026, 11, 21)
SHARES = {"age": 0.25, "condition": 0.25, "coverage": 0.25, "willingness": 0.25}
COUNT = 12


@functools.cache
def ranked(*, by_population=False):
    """Return the choices and the ranked estates; some values are unknown."""
    choices = Choices(
        name="小城",
        horizon=(2027, 2028),
        day_of_law=DAY,
        weighing=Weighing(Weights(SHARES)),
        ranking=Ranking(by_population=by_population),
    )
    return choices, rank_study(_measured(_estates()), choices)


def ranked_with(before, estate_id, column, value):
    """Return the estates ranked again, one value of one estate being another."""
    estates = before.measured.estates.copy()
    estates.loc[estates["estate_id"].eq(estate_id), column] = value
    return rank_study(_measured(estates), ranked()[0])


def _measured(estates):
    """Return what ranking reads of what was measured; the rest is not there."""
    rest = {item.name: None for item in dataclasses.fields(Measured)}
    return Measured(**rest | {"estates": estates, "rules": in_force(DAY).rules})


def _estates():
    lottery = np.random.default_rng(11)
    table = pd.DataFrame({"estate_id": [f"E{place + 1:02d}" for place in range(COUNT)]})
    for name in (item.name for item in CONDITION_ITEMS):
        table[name] = lottery.integers(0, 4, COUNT).astype(float)
    table = table.assign(
        name=[f"小区{place + 1}" for place in range(COUNT)],
        age_years=lottery.integers(22, 50, COUNT).astype(float),
        households=lottery.integers(60, 900, COUNT).astype(float),
        residents=lottery.integers(100, 3000, COUNT).astype(float),
        safety_severity=np.nan,
        coverage=lottery.random(COUNT).round(3),
        elder_share=0.3,
        vulnerable_share=0.1,
        support_rate=lottery.uniform(0.5, 1, COUNT).round(3),
        fee_rate=lottery.uniform(0.4, 1, COUNT).round(3),
        consent_passed=1.0,
        scheme_step=lottery.integers(0, 4, COUNT).astype(float),
        deposit_per_household_yuan=0.0,
    )
    table.loc[3, ["support_rate", "fee_rate"]] = np.nan
    table.loc[5, "age_years"] = np.nan
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries([None] * COUNT, crs=4326))
