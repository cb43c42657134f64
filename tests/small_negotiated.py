"""The small town with one proposal asked everything: six estates, three years, by the engines."""

import dataclasses
import functools

import pandas as pd

from phasing import Objective, Settings, problem
from phasing.negotiation.alternatives import alternatives
from phasing.negotiation.front_loading import finish_in
from phasing.negotiation.horizons import horizons
from phasing.negotiation.how_often import how_often
from phasing.negotiation.money_curve import money_curve
from phasing.negotiation.money_worth import money_worth
from phasing.negotiation.override import Override
from phasing.negotiation.price import price
from phasing.negotiation.sampled import YearShares
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Cap
from study.negotiation.negotiated import Negotiated
from tests.small_results import town

EXACT = Settings(gap=0, node_limit=5000, seed=1)
YEARS = (2027, 2028, 2029)
POOL = pd.DataFrame(
    {
        "estate_id": [f"LH000{place}" for place in range(1, 7)],
        "district": "河东街道",
        "cost_wan": [100.0, 100.0, 100.0, 100.0, 200.0, 200.0],
        "score": [90.0, 80.0, 70.0, 60.0, 50.0, 40.0],
        "residents": [100.0, 100.0, 100.0, None, 100.0, 100.0],
        "households": [40.0, 40.0, 40.0, 40.0, 40.0, 40.0],
    }
)
AIM = Objective("need", "need", (1.0, 0.9, 0.8))


@functools.cache
def plan():
    """Return a plan of the six: 200 万元 a year, two estates at most in the first."""
    rules = [Budget("市级财政", year, 200) for year in YEARS]
    pool = POOL.assign(residents=POOL["residents"].fillna(0.0))
    posed = problem(pool, years=YEARS, objective=AIM)
    return standing(posed.subject_to(*rules, Cap("estates", 2027, 2)), settings=EXACT)


@functools.cache
def asked():
    """Return what is found when that plan is asked: prices, alternatives, draws, years, money."""
    stood = plan()
    told = alternatives(stood, count=2, within=0.4, apart=0.2, settings=EXACT)
    often = how_often(stood.problem, [one.plan for one in told.plans])
    tries = (
        Override({"LH0006": 2027}),
        Override(out=frozenset({"LH0001"})),
        Override({"LH0005": 2027, "LH0006": 2027}),
        Override({"LH0001": stood.plan["LH0001"]}),
    )
    draws = pd.DataFrame(
        {"draw": [0], "value": 1.0, "bound": 1.0, "gap": 0.0, "searched": True, "kept": False,
         "placed": 4}
    )  # fmt: skip
    return Negotiated(
        "need",
        stood,
        prices=tuple(price(stood, one, settings=EXACT) for one in tries),
        alternatives=told,
        how_often=often,
        year_shares=YearShares(often, draws, "sampled.as_asked"),
        horizons=horizons(stood, lengths=(2,), settings=EXACT),
        finish_in=(finish_in(stood, 2, settings=EXACT),),
        money_worth=money_worth(stood, step_wan=100, settings=EXACT),
        money_curve=money_curve(stood, factors=(0.5, 1.0, 1.5), settings=EXACT),
    )


def negotiated(**changed):
    """Return the results of the small town with these answers, some of them changed."""
    return dataclasses.replace(town(), negotiated=dataclasses.replace(asked(), **changed))
