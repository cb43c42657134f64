"""Works of a study: proposed, edited by the works table, priced, costed, and said."""

import csv
import sys
from pathlib import Path

import pandas as pd
import pytest

import study
from standards import in_force
from study.works import codes, gaps_of, menu_of
from tables import InputError
from texts import say

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import CHOICES, write

HEADERS = ["小区编码", "改造内容", "工程量", "单位", "单价", "费用类别", "居民意愿"]
PROPOSE = {"works": "propose", "per_household_yuan": 30_000}


def measured(folder: Path, costs: dict, *rows: tuple[object, ...], estates=None):
    """The measures of the four estates with these choices under `costs` and these works rows."""
    change = {"costs": costs}
    if rows:
        change["inputs"] = {**CHOICES["inputs"], "works": {"path": "改造内容.csv"}}
    one = study.load(write(folder, change=change, estates=estates))
    if rows:
        with (folder / "改造内容.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEADERS, *rows])
    return study.measure(study.read_inputs(one), one.choices)


def said(found, prefix: str) -> dict[str, list[str]]:
    issues = [issue for issue in found.issues if issue.code.startswith(prefix)]
    return {issue.code: [i.estate_id for i in issues if i.code == issue.code] for issue in issues}


def test_the_ledger_decides_when_nothing_else_is_chosen(tmp_path):
    found = measured(tmp_path, {"per_household_yuan": 30_000})
    assert found.works.empty
    assert set(found.estates["cost_basis"]) == {"per_household"}
    assert not [name for name in found.estates if name in ("cost_gas_wan", "cost_elevator_wan")]


def test_condition_and_gaps_propose_works_and_the_cost_is_theirs(tmp_path):
    found = measured(tmp_path, PROPOSE)
    works = found.works.set_index(["estate_id", "item"])
    # E1 leaks 3 of 3: roof 7,000 m² × 0.17; the kindergarten is beyond 300 m: 100 households × 0.5
    assert works.loc[("E1", "roof_waterproof"), "quantity"] == 1190
    assert works.loc[("E1", "kindergarten"), "quantity"] == 50
    assert works.loc[("E1", "roof_waterproof"), "why"] == "condition:leak"
    assert works.loc[("E1", "kindergarten"), "why"] == "gap:edu_kinder"
    assert works.loc[("E1", "roof_waterproof"), "name_zh"] == "屋面防水修缮"
    row = found.estates.set_index("estate_id").loc["E1"]
    assert row["cost_wan"] == pytest.approx((1190 * 120 + 50 * 2500) / 10_000)
    assert row["cost_building_body_wan"] == pytest.approx(14.28)
    assert row["cost_basis"] == "works"
    assert ("E3", "roof_waterproof") not in works.index  # leaks 1 of 3


def test_one_threshold_and_a_price_year_go_before_the_standards(tmp_path):
    found = measured(tmp_path, {**PROPOSE, "severity": 1, "price_year": 2026})
    works = found.works.set_index(["estate_id", "item"])
    assert works.loc[("E3", "roof_waterproof"), "why"] == "condition:leak"
    assert works.loc[("E1", "roof_waterproof"), "unit_cost_yuan"] == pytest.approx(120 * 1.104)


def test_what_every_estate_must_have_is_named_by_a_word_of_the_menu(tmp_path):
    found = measured(tmp_path, {**PROPOSE, "must_do": ["视频监控系统"]})
    rows = found.works[found.works["item"] == "cctv"]
    assert rows["estate_id"].tolist() == ["E1", "E2", "E3", "E4"]
    assert rows["must_do"].all()
    assert rows["quantity"].tolist() == [5, 4, 3, 2]  # a camera for twenty households


def test_the_works_table_replaces_takes_out_and_adds(tmp_path):
    found = measured(
        tmp_path, PROPOSE,
        ("E1", "屋面防水", 1000, "㎡", 95, "", ""),
        ("E1", "幼儿园", 0, "", "", "", ""),
        ("E1", "加装电梯", 2, "部", "", "", "是"),
        ("E2", "健身设施", "", "", "", "", "是"),
    )  # fmt: skip
    row = found.estates.set_index("estate_id").loc["E1"]
    # 1,000 m² × 95 and two lifts at 350,000; the kindergarten was taken out and needs no price
    assert row["cost_wan"] == pytest.approx(9.5 + 70)
    assert row["cost_elevator_wan"] == 70
    works = found.works.set_index(["estate_id", "item"])
    assert works.loc[("E1", "kindergarten"), "quantity"] == 0
    assert works.loc[("E1", "elevator"), "why"] == "wished;ledger"
    assert works.loc[("E2", "fitness"), "quantity"] == 1


def test_a_wish_without_a_number_makes_the_cost_fall_back_and_says_so(tmp_path):
    found = measured(tmp_path, PROPOSE, ("E1", "加装电梯", "", "", "", "", "是"))
    row = found.estates.set_index("estate_id").loc["E1"]
    assert (row["cost_basis"], row["cost_wan"]) == ("per_household", 300)
    (issue,) = [i for i in found.issues if i.code == "phasing.works_incomplete.per_household"]
    assert "加装电梯" in say("zh", issue.code, estate_id="E1", **issue.detail)


def test_names_and_aliases_find_the_price_in_the_ledger_too(tmp_path):
    rows = [
        ("E1", "天然气入户", 100, "户", "", "", ""),
        ("E1", "给水管网改造", 100, "户", 2000, "专营管线", ""),
    ]
    found = measured(tmp_path, {"per_household_yuan": 30_000}, *rows)
    row = found.estates.set_index("estate_id").loc["E1"]
    assert (row["cost_gas_wan"], row["cost_pipeline_wan"], row["cost_wan"]) == (36, 20, 56)
    assert found.works["why"].unique().tolist() == ["ledger"]


def test_another_unit_takes_no_menu_price_and_an_unknown_class_is_said(tmp_path):
    rows = [("E1", "屋面防水", 3, "栋", "", "", ""), ("E2", "燃气入户", 80, "户", "", "国防", "")]
    found = measured(tmp_path, {"per_household_yuan": 30_000}, *rows)
    assert said(found, "works.") == {
        "works.unit_differs": ["E1"],
        "works.cost_class_unknown": ["E2"],
    }
    estates = found.estates.set_index("estate_id")
    assert estates.loc["E1", "cost_basis"] == "per_household"
    assert estates.loc["E2", "cost_gas_wan"] == 28.8


def test_guessed_prices_are_said_and_a_price_of_ones_own_is_no_guess(tmp_path):
    guessed = measured(tmp_path / "a", {}, ("E1", "屋面防水", 1000, "㎡", "", "", ""))
    assert said(guessed, "works.") == {"works.price_suggested": [""]}
    own = measured(tmp_path / "b", {}, ("E1", "屋面防水", 1000, "㎡", 95, "", ""))
    assert said(own, "works.") == {}


def test_an_estate_nobody_inspected_is_not_costed_by_the_little_that_is_known(tmp_path):
    unseen = ("E1", "纺织厂家属院", 1982, 100, 7000, "", "P1")
    sound = ("E2", "建设新村", 1990, 80, 6000, 0, "P1")
    found = measured(tmp_path, {**PROPOSE, "menu": 38}, estates=[unseen, sound])
    assert said(found, "works.condition_unknown") == {"works.condition_unknown": ["E1"]}
    assert said(found, "works.nothing_proposed") == {"works.nothing_proposed": ["E2"]}
    assert set(found.estates["cost_basis"]) == {"per_household"}
    written = measured(
        tmp_path / "b", PROPOSE, ("E1", "屋面防水", 100, "", 95, "", ""), estates=[unseen, sound]
    )
    assert written.estates.set_index("estate_id").loc["E1", "cost_basis"] == "works"


def test_a_duty_taken_out_is_said(tmp_path):
    found = measured(
        tmp_path, {**PROPOSE, "must_do": ["cctv"]}, ("E1", "监控系统", 0, "", "", "", "")
    )
    assert said(found, "works.must_do_out") == {"works.must_do_out": ["E1"]}


def test_every_issue_and_word_of_works_is_said_in_both_languages(tmp_path):
    found = measured(
        tmp_path, {**PROPOSE, "must_do": ["cctv"]},
        ("E1", "监控系统", 0, "", "", "国防", ""), ("E1", "屋面防水", 3, "栋", "", "", ""),
    )  # fmt: skip
    issues = [issue for issue in found.issues if issue.code.startswith("works.")]
    assert len({issue.code for issue in issues}) >= 4
    for issue in issues:
        for locale in ("zh", "en"):
            words = say(locale, issue.code, **{"estate_id": issue.estate_id, **issue.detail})
            assert words != issue.code
            assert "{" not in words
    (leak,) = [i for i in issues if i.code == "works.item_unknown" and i.column == "drain"]
    assert say("zh", leak.code, **leak.detail).startswith("有 4 个小区的“排水 Drainage”未查")


def test_results_carry_the_works(tmp_path):
    results = study.run(study.load(write(tmp_path, change={"costs": PROPOSE})))
    assert {"roof_waterproof", "kindergarten"} <= set(results.works["item"])
    assert results.record["choices"]["costs"]["works"] == "propose"
    assert "works_menu" in {item["name"] for item in results.record["standards"]}


def test_a_preset_leaves_out_what_it_does_not_list_but_knows_its_price(tmp_path):
    wish = ("E1", "平改坡", 100, "", "", "", "是")
    found = measured(tmp_path, {**PROPOSE, "menu": 38}, wish)
    works = found.works.set_index(["estate_id", "item"])
    assert ("E1", "kindergarten") not in works.index  # no nursery among Xiangtan's four categories
    assert works.loc[("E1", "roof_pitch"), "unit_cost_yuan"] == 400


@pytest.mark.parametrize(
    ("costs", "code"),
    [
        ({"works": "guess"}, "study.not_one_of"),
        ({"menu": 32}, "study.not_one_of"),
        ({"menu": 31.5}, "works.not_whole"),
        ({"menu": "31项"}, "study.not_a_number"),
        ({"price_year": 1990}, "works.no_index_year"),
        ({"severity": 4}, "study.not_one_of"),
        ({"severity": 0}, "study.not_above"),
        ({"must_do": ["喷泉"]}, "works.unknown_item"),
        ({"must_do": 7}, "study.not_a_list"),
        ({"work": "propose"}, "study.unknown_key"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_words(tmp_path, costs, code):
    with pytest.raises(InputError) as caught:
        measured(tmp_path, costs)
    assert caught.value.code == code
    for locale in ("zh", "en"):
        assert "{" not in say(locale, code, **caught.value.values)


def test_row_order_of_the_works_table_changes_nothing(tmp_path):
    rows = [
        ("E1", "屋面防水", 1000, "㎡", 95, "", ""),
        ("E1", "屋面维修", 10.1, "㎡", 95, "", ""),  # the same item under another name: both count
        ("E2", "加装电梯", 1, "台", "", "", ""),
    ]
    first = measured(tmp_path / "a", PROPOSE, *rows)
    again = measured(tmp_path / "b", PROPOSE, *rows[::-1])
    pd.testing.assert_frame_equal(first.works, again.works)
    assert first.estates["cost_wan"].equals(again.estates["cost_wan"])
    assert said(first, "works.item_twice") == {"works.item_twice": ["E1"]}
    roofs = first.works.query("item == 'roof_waterproof' and estate_id == 'E1'")
    assert roofs["quantity"].tolist() == [10.1, 1000]


def test_gaps_are_read_one_by_one():
    estates = pd.DataFrame({"estate_id": ["E1", "E2", "E3"], "gaps": ["a;b", "", None]})
    assert gaps_of(estates).to_dict("list") == {"estate_id": ["E1", "E1"], "category": ["a", "b"]}
    assert gaps_of(estates[["estate_id"]]).empty


def test_the_menu_of_a_study_is_the_standard_without_choices(tmp_path):
    one = study.load(write(tmp_path))
    rules = in_force(one.choices.day_of_law)
    menu = menu_of(one.choices.costs, rules)
    assert len(menu.items) == len(rules["works_menu"])
    assert codes(rules)["加装电梯"] == "elevator"
