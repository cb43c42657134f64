"""Budgets from the table: whose money each is, and central investment kept off the body."""

import datetime as dt

import pandas as pd
import pytest

from intake import Inputs
from phasing.rules import Budget
from standards import in_force
from study.budgets import budgets
from tables import InputError
from texts import said

RULES = in_force(dt.date(2026, 11, 21)).rules
COLUMNS = ["source", "year", "amount_wan", "pays", "carry_over", "party"]
CENTRAL = "中央预算内投资"


def read(*rows, written=(), rules=RULES):
    """Budgets of rows (source, pays, party), each of 100 in 2027."""
    table = pd.DataFrame(
        [(source, 2027, 100, pays, None, party) for source, pays, party in rows],
        columns=COLUMNS,
        dtype=object,
    )
    found, issues = budgets(Inputs({"budgets": table}, (), ()), written, rules)
    return {budget.source: budget for budget in found}, {i.code: i for i in issues}


@pytest.mark.parametrize(
    ("source", "party"),
    [
        ("中央补助资金", "government"),
        ("省级补助", "government"),
        ("市区配套", "government"),
        ("地方政府专项债券", "government"),
        ("以奖代补资金", "government"),
        ("省级燃气改造补助", "government"),
        ("Municipal budget", "government"),
        ("居民出资", "residents"),
        ("住宅专项维修资金", "residents"),
        ("住房公积金", "residents"),
        ("市供水公司", "utility"),
        ("燃气企业", "utility"),
        ("专营单位", "utility"),
        ("中国移动", "utility"),
        ("原产权单位", "owner_unit"),
        ("社会资本", "market"),
        ("市场化融资", "market"),
        ("银行贷款", "market"),
    ],
)
def test_a_name_tells_whose_money_it_is(source, party):
    found, issues = read((source, None, None))
    assert found[source].party == party
    assert issues[f"study.party_guessed.{party}"].value == source


def test_sources_of_one_party_are_listed_once():
    rows = [("省级补助", None, None), ("中央补助", None, None), ("中央补助", None, None)]
    _, issues = read(*rows)
    assert list(issues) == ["study.party_guessed.government"]
    assert issues["study.party_guessed.government"].value == "中央补助、省级补助"


def test_a_written_party_goes_before_the_name_and_holds_for_every_year():
    found, issues = read(("居民出资", None, "market"), ("居民出资", None, None))
    assert found["居民出资"].party == "market"
    assert not issues


def test_a_name_that_tells_nothing_is_government_money_and_asked_about():
    found, issues = read(("其他", None, None))
    assert found["其他"].party == "government"
    assert (issues["study.party_unknown"].severity, issues["study.party_unknown"].value) == (
        "warning",
        "其他",
    )


def test_an_unread_party_is_told_and_guessed():
    found, issues = read(("居民出资", None, "大家"))
    assert found["居民出资"].party == "residents"
    assert issues["study.party_not_known"].value == "大家"


def test_two_parties_for_one_source_are_refused():
    with pytest.raises(InputError) as caught:
        read(("市级", None, "market"), ("市级", None, "government"))
    assert caught.value.code == "study.party_twice"


def test_central_investment_without_purpose_pays_all_but_the_body():
    found, issues = read((CENTRAL, None, None), ("中央补助资金", None, None))
    assert found[CENTRAL].pays == {"other"}
    assert found["中央补助资金"].pays is None
    told = issues["study.central_pays_other"]
    assert (told.severity, told.value) == ("info", CENTRAL)
    assert told.detail["document"] == RULES["central_budget_barred"].document


@pytest.mark.parametrize("pays", ["building_body,other", "elevator"])
def test_central_investment_written_for_the_body_is_warned_of_and_kept(pays):
    found, issues = read((CENTRAL, pays, None))
    assert found[CENTRAL].pays == set(pays.split(","))
    assert issues["study.central_pays_body"].severity == "warning"


def test_central_investment_for_other_works_is_nothing_to_tell():
    _, issues = read((CENTRAL, "other", None))
    assert list(issues) == ["study.party_guessed.government"]


def test_budgets_among_the_rules_keep_their_party_and_lose_the_body():
    own = [Budget(CENTRAL, 2027, 50), Budget("居民自筹", 2027, 5), Budget("市级", 2027, 9)]
    found, issues = read(written=own)
    assert found[CENTRAL].pays == {"other"}
    assert found["居民自筹"].party == "government"
    assert issues["study.party_doubted"].value == "居民自筹"


def test_a_budget_among_the_rules_is_of_the_same_party_as_in_the_table():
    own = [Budget("居民出资", 2028, 5), Budget("社会资本", 2028, 5, party="market")]
    table = [("居民出资", None, None)]
    found, issues = read(*table, written=own)
    assert {name: b.party for name, b in found.items()} == {
        "居民出资": "residents",
        "社会资本": "market",
    }
    assert "study.party_doubted" not in issues


def test_before_the_words_are_in_force_money_is_the_governments():
    found, issues = read((CENTRAL, None, None), rules={})
    assert (found[CENTRAL].party, found[CENTRAL].pays) == ("government", None)
    assert list(issues) == ["study.party_unknown"]


def test_no_money_is_no_issue():
    assert read() == ({}, {})
    assert budgets(Inputs({}, (), ()), (), RULES) == ((), ())


def test_every_issue_has_words():
    rows = [(CENTRAL, None, None), ("中央预算内", "elevator", None), ("其他", None, None)]
    _, issues = read(*rows, ("甲", None, "乙"), written=[Budget("居民", 2027, 1)])
    assert len(issues) >= 5
    for code in issues:
        assert said("zh", code)
        assert said("en", code)
