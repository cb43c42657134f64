import numpy as np
import pandas as pd
import pytest

from reports.comparison import comparison
from reports.money import by_source
from reports.summary import by_area, by_year, planned, total, unplaced
from tests.small_plans import SOURCES, YEARS
from tests.small_results import nothing_eligible, nothing_known, town


def test_a_sum_leaves_out_what_is_unknown_and_says_how_many():
    found = total(pd.DataFrame({"households": [100, np.nan, 50]}))
    assert found.sums["households"] == 150
    assert found.unknown["households"] == 1


def test_nothing_known_is_unknown_and_nobody_there_is_zero():
    assert np.isnan(total(pd.DataFrame({"households": [np.nan, np.nan]})).sums["households"])
    assert total(pd.DataFrame({"households": []})).sums["households"] == 0


def test_years_districts_and_sources_tell_the_same_total():
    results = town()
    plan = results.proposals[0]
    years, areas = (table(results, plan) for table in (by_year, by_area))
    money = by_source(plan)
    cost = planned(results, plan)["cost_wan"].sum()
    assert years["cost_wan"].sum() == pytest.approx(cost)
    assert areas["cost_wan"].sum() == pytest.approx(cost)
    assert money["spent_wan"].sum() == pytest.approx(cost)
    assert years["estates"].sum() == areas["planned"].sum() == len(plan.plan)


def test_every_estate_is_planned_or_left_out_with_a_reason():
    results = town()
    plan = results.proposals[0]
    out = unplaced(results, plan)
    assert len(out) + len(planned(results, plan)) == len(results.estates)
    assert out["reason"].ne("").all()
    assert set(out["kind"]) == {"later", "survey", "closed"}


def test_money_names_every_source_and_year_the_biggest_source_first():
    results = town()
    table = by_source(results.proposals[0])
    assert list(table["source"].unique()) == list(SOURCES)
    assert len(table) == len(SOURCES) * len(YEARS)
    assert (table["spent_wan"] <= table["budget_wan"]).all()


def test_a_proposal_is_worth_its_own_value_under_its_own_aim():
    results = town()
    table = comparison(results).set_index("name")
    for plan in results.proposals:
        assert table.loc[plan.name, f"under_{plan.name}"] == pytest.approx(plan.value)


def test_the_gain_is_measured_against_filling_in_score_order():
    table = comparison(town())
    assert table["gain"].tolist() == pytest.approx([1 / 0.87 - 1] * 3)


@pytest.mark.parametrize("results", [nothing_eligible(), nothing_known()])
def test_an_empty_plan_has_empty_years_and_no_gain(results):
    plan = results.proposals[0]
    assert by_year(results, plan)["estates"].tolist() == [0] * 5
    assert by_source(plan)["spent_wan"].sum() == 0
    assert comparison(results)["gain"].isna().all()
    assert by_area(results, plan)["planned"].sum() == 0


def test_an_estate_without_a_name_goes_by_its_id():
    results = town()
    estates = results.estates.assign(name=None)
    nameless = type(results)(**{**vars(results), "estates": estates})
    assert planned(nameless, results.proposals[0])["name"].str.startswith("LH").all()
