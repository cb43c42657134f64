"""From files to who pays what: each share rule on four estates, worked out by hand."""

import csv
import sys
from pathlib import Path

import pytest

import study
from tables import InputError

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import CHOICES, write

# 100 households' gas; pipes of 428.6 万; two elevators; a roof of 50 万
WORKS = [
    ("E1", "gas_home", 100, "户", 3600),
    ("E2", "water_pipe", 1, "项", 4_286_000),
    ("E3", "elevator", 2, "台", 350_000),
    ("E4", "roof_waterproof", 1, "项", 500_000),
]


def run(folder, funding, budgets, works=WORKS):
    change = {
        "inputs": {**CHOICES["inputs"], "works": "works.csv"},
        "gates": {"age": False},
        "clusters": "apart",
        "funding": funding,
    }
    write(folder, change=change, budgets=budgets)
    with (folder / "works.csv").open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["小区编码", "改造内容", "工程量", "单位", "单价"])
        rows.writerows(works)
    return study.run(study.load(folder))


def paid(results, estate):
    money = results.proposals[0].money
    money = money[money["estate_id"] == estate]
    return money.groupby("source")["amount_wan"].sum().round(1).to_dict()


def test_fixed_shares_hold_for_gas_pipelines_and_elevators(tmp_path):
    funding = {"gas": True, "pipelines": True, "elevator": True}
    results = run(tmp_path, funding, [("市级", 2027, 1000), ("管线单位", 2027, 1000)])
    assert paid(results, "E1")["市级"] == 7.0  # 700 of 3,600 yuan × 100
    assert sum(paid(results, "E1").values()) == 36.0
    assert paid(results, "E2") == {"市级": 128.6, "管线单位": 300.0}
    assert paid(results, "E3")["市级"] == 30.0  # 15 for each
    assert sum(paid(results, "E3").values()) == 70.0


def test_the_government_pays_80_percent_and_residents_the_rest(tmp_path):
    funding = {"government_share": True, "residents": {"share": 0.2}}
    results = run(tmp_path, funding, [("市级", 2027, 1000)])
    assert paid(results, "E4") == {"居民出资": 10.0, "市级": 40.0}


def test_what_a_household_pays_at_most_bounds_the_residents(tmp_path):
    # 40 households × 1,000 yuan = 4 万 is less than a tenth of 50 万
    funding = {"residents": {"share": 0.1, "yuan_per_household": 1000}}
    results = run(tmp_path, funding, [("市级", 2027, 1000)])
    assert paid(results, "E4") == {"居民出资": 4.0, "市级": 46.0}


def test_an_award_matches_the_residents_and_comes_a_year_later(tmp_path):
    funding = {
        "residents": {"share": 0.1},
        "matching": {"source": "奖补资金"},
        "paid_after": {"奖补资金": True},
    }
    results = run(tmp_path, funding, [("市级", 2027, 40), ("奖补资金", 2028, 100)], WORKS[3:])
    plan = results.estates.set_index("estate_id")["year"]
    assert plan["E4"] == 2027
    # 5 from residents, 5 to match them, the rest from the city; without the award 45 is not there
    assert paid(results, "E4") == {"居民出资": 5.0, "奖补资金": 5.0, "市级": 40.0}


def test_central_investment_never_pays_the_roof(tmp_path):
    results = run(tmp_path, {}, [("中央预算内投资", 2027, 1000)])
    years = results.estates.set_index("estate_id")["year"]
    assert years[["E3", "E4"]].isna().all()  # an elevator is part of the body too
    assert (years[["E1", "E2"]] == 2027).all()
    told = [issue.code for issue in results.issues]
    assert "study.central_pays_other" in told
    assert "study.party_guessed.government" in told


def test_a_standard_of_a_later_day_is_refused(tmp_path):
    folder = write(tmp_path, change={"day_of_law": "2020-12-01", "funding": {"residents": True}})
    with pytest.raises(InputError) as caught:
        study.run(study.load(folder))
    assert caught.value.code == "standards.not_in_force"
