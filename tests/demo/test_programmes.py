"""The published plan of the demo town: sensible, adjusted once, a few estates begun or finished."""

import numpy as np
import pandas as pd
import pytest

import demo
from demo.ledger import PROGRAMMES_FILE
from demo.money import YEARS
from demo.programmes import ADJUSTED, PUBLISHED, programmes
from demo.study import named
from demo.town import town


@pytest.fixture(scope="module")
def built():
    return town(demo.ESTATES, seed=demo.SEED)


@pytest.fixture(scope="module")
def plan(built):
    return programmes(built, np.random.default_rng([demo.SEED, 21]))


def test_it_names_estates_of_the_ledger_once_a_publication(built, plan):
    assert set(plan["estate_id"]) <= set(built.estates["estate_id"])
    assert not plan.duplicated(["estate_id", "published_at"]).any()
    assert set(plan["published_at"]) == {pd.Timestamp(PUBLISHED), pd.Timestamp(ADJUSTED)}
    first = plan[plan["published_at"] == pd.Timestamp(PUBLISHED)]
    assert len(first) > 0.25 * len(built.estates)
    assert set(plan["estate_id"]) == set(first["estate_id"])


def test_every_planned_year_is_one_of_the_horizon_and_what_is_finished_was_before_it(plan):
    finished = plan["state"] == "已完工"
    assert plan.loc[~finished, "year"].isin(YEARS).all()
    assert (plan.loc[finished, "year"] < YEARS[0]).all()
    assert set(plan["state"]) == {"计划", "在建", "已完工", "调出"}


def test_what_is_under_way_is_what_the_study_settles_and_one_demonstration_more(built, plan):
    running = plan.loc[plan["state"] == "在建", "estate_id"].tolist()
    assert len(running) == 2
    assert named(built)["estate_id"].iloc[0] in running
    shown = built.estates.set_index("estate_id")["demonstration"]
    assert shown[running].notna().all()


def test_clusters_were_published_for_one_year(built, plan):
    first = plan[(plan["published_at"] == pd.Timestamp(PUBLISHED)) & (plan["state"] == "计划")]
    cluster = first["estate_id"].map(built.estates.set_index("estate_id")["cluster_id"])
    years = first[cluster != ""].groupby(cluster)["year"].nunique()
    assert (years == 1).all()
    assert len(years) > 5


def test_a_smallest_town_has_a_plan_too(tmp_path):
    folder = demo.write(tmp_path / "small", estates=20, seed=1)
    assert (folder / PROGRAMMES_FILE).exists()
