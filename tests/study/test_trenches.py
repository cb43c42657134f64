"""Roads south of the four estates, 11 m from them; E1 and E2 are the cluster P1 of the ledger."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

import study
from phasing import InfeasibleError
from phasing.rules import LockIn, SameTrench
from reports.refusal import refusal
from standards import in_force
from study.trench_rules import trench_rules
from study.trenches import DugOnce, Trenches, in_full, parse
from tables import InputError
from texts import say

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import CHOICES, ESTATES, LAT, LON, STEP, write

RICH = [("市级", 2027, 2000), ("市级", 2028, 2000)]
APART = {"clusters": "apart"}


def road(name, year, first, last):
    """A road along the estates from number `first` to number `last`."""
    west, east = LON + STEP * (2 * first - 1), LON + STEP * (2 * last - 0.2)
    shape = {"type": "LineString", "coordinates": [[x, LAT + STEP * 0.1] for x in (west, east)]}
    return {"type": "Feature", "properties": {"名称": name, "年度": year}, "geometry": shape}


def town(folder, roads, *, budgets=RICH, **change):
    collection = {"type": "FeatureCollection", "features": roads}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "开挖.geojson").write_text(json.dumps(collection), encoding="utf-8")
    inputs = {**CHOICES["inputs"], "trenches": {"path": "开挖.geojson"}}
    given = {"inputs": inputs, "gates": {"age": False}, **change}  # E4 is of 2004
    return study.load(write(folder, change=given, budgets=budgets))


def told(results):
    return {issue.code: issue for issue in results.issues if issue.code.startswith("trenches.")}


def plan(results):
    return dict(zip(results.estates["estate_id"], results.estates["reason"], strict=True))


def years(results):
    return dict(zip(results.estates["estate_id"], results.estates["year"], strict=True))


def rules_of(loaded):
    measured = study.measure(study.read_inputs(loaded), loaded.choices)
    return trench_rules(study.ranked(measured, loaded.choices), loaded.choices)


@pytest.fixture(scope="module")
def rules_along(tmp_path_factory):
    """Return what gives the rules of the same four estates for some roads."""
    loaded = town(tmp_path_factory.mktemp("roads"), [road("路", None, 1, 1)])
    measured = study.measure(study.read_inputs(loaded), loaded.choices)
    ranked = study.ranked(measured, loaded.choices)

    def along(*roads, **asked):
        lines = gpd.GeoDataFrame.from_features(roads, crs="EPSG:4326")
        lines = lines.rename(columns={"名称": "name", "年度": "year"}).astype({"year": "Int64"})
        inputs = replace(measured.inputs, tables={**measured.inputs.tables, "trenches": lines})
        found = replace(ranked, measured=replace(measured, inputs=inputs))
        return trench_rules(found, replace(loaded.choices, trenches=Trenches(**asked)))

    return along


# the rules


def test_a_road_along_three_estates_is_a_rule_with_the_standards_in_force(tmp_path):
    assert rules_of(town(tmp_path, [road("人民路", None, 1, 3)])) == [
        SameTrench("人民路", ("E1", "E2", "E3"), apart_years=5, window_years=1)
    ]


def test_what_a_person_chose_comes_before_the_standards(rules_along):
    there = road("人民路", None, 1, 3)
    assert rules_along(there, within_m=10) == []
    (rule,) = rules_along(there, within_m=12, window_years=2, apart_years=3)
    assert (rule.window_years, rule.apart_years) == (2, 3)


def test_one_estate_alone_needs_a_rule_only_where_the_year_shuts_a_year_of_the_plan(rules_along):
    found = rules_along(
        *(road("未定路", None, 1, 1), road("新路", 2025, 1, 1), road("旧路", 2015, 2, 2)),
        *(road("远期路", 2033, 3, 3), road("近期路", 2032, 4, 4)),
    )
    assert [(rule.trench, rule.estates, rule.year) for rule in found] == [
        ("新路", ("E1",), 2025), ("近期路", ("E4",), 2032),
    ]  # fmt: skip


def test_a_road_opened_long_ago_still_ties_the_estates_along_it(rules_along):
    (rule,) = rules_along(road("旧路", 2015, 1, 2))
    assert (rule.estates, rule.year) == (("E1", "E2"), 2015)


def test_sections_opened_in_several_years_are_trenches_of_their_own(rules_along):
    found = rules_along(
        *(road("人民路", 2025, 1, 2), road("人民路", 2028, 3, 3), road("人民路", 2028, 4, 4)),
        *(road("一号路", None, 1, 1), road("一号路", 2027, 2, 2)),
    )
    assert {rule.trench: (rule.estates, rule.year) for rule in found} == {
        "人民路 2025": (("E1", "E2"), 2025), "人民路 2028": (("E3", "E4"), 2028),
        "一号路": (("E1", "E2"), 2027),
    }  # fmt: skip


def test_an_undated_section_of_a_road_opened_in_several_years_stays_undated(rules_along):
    found = rules_along(road("路", 2025, 1, 1), road("路", 2028, 2, 2), road("路", None, 3, 4))
    assert {rule.trench: rule.estates for rule in found if rule.year is None} == {
        "路": ("E3", "E4")
    }


def test_without_the_table_there_is_no_rule_and_nothing_is_said(tmp_path):
    loaded = study.load(write(tmp_path))
    assert rules_of(loaded) == []
    assert told(study.run(loaded)) == {}


def test_the_order_of_the_lines_changes_nothing(rules_along):
    roads = [road("人民路", 2025, 1, 2), road("人民路", 2028, 3, 3), road("路", None, 2, 4)]
    assert rules_along(*roads) == rules_along(*roads[::-1]) != []


# the plans


def test_estates_on_one_road_are_done_in_one_year(tmp_path):
    """300 + 180 for E1 and E3 fit 500 of one year, E2 (240) beside them does not."""
    scarce = [("市级", 2027, 500), ("市级", 2028, 500)]
    results = study.run(town(tmp_path, [road("人民路", None, 1, 3)], budgets=scarce, **APART))
    assert plan(results) == {"E1": "planned", "E2": "trench", "E3": "planned", "E4": "planned"}
    assert years(results)["E1"] == years(results)["E3"] == 2027


def test_whom_a_road_opened_lately_leaves_no_year_is_told_by_that_also_without_money(tmp_path):
    for name, budgets in (("rich", RICH), ("poor", [("市级", 2027, 0), ("市级", 2028, 0)])):
        loaded = town(tmp_path / name, [road("新路", 2025, 1, 1)], budgets=budgets, **APART)
        results = study.run(loaded)
        assert plan(results)["E1"] == "trench"
        assert plan(results)["E2"] == ("planned" if name == "rich" else "no_money")
        assert told(results)["trenches.no_year_left"].value == "E1 (新路 2025)"


def test_it_steps_out_of_its_cluster_and_the_others_go_on(tmp_path):
    results = study.run(town(tmp_path, [road("新路", 2025, 1, 1)]))
    assert plan(results) == {"E1": "trench", "E2": "planned", "E3": "planned", "E4": "planned"}
    notes = results.proposals[0].cluster_notes
    assert notes.to_dict("records") == [
        {"cluster_id": "P1", "estate_id": "E1", "code": "stepped_out:trench"}
    ]
    assert not [issue for issue in results.issues if issue.code.startswith("study.cluster")]


def test_a_cluster_waits_for_the_year_the_road_of_one_member_is_opened_in(tmp_path):
    results = study.run(town(tmp_path, [road("新路", 2028, 1, 1)]))
    assert years(results) == {"E1": 2028, "E2": 2028, "E3": 2027, "E4": 2027}


def test_a_road_opened_five_years_before_the_plan_shuts_nothing(tmp_path):
    results = study.run(town(tmp_path, [road("旧路", 2022, 1, 1)], **APART))
    assert years(results)["E1"] == 2027


@pytest.mark.parametrize("keep", ["apart", "together"])
def test_a_lock_in_a_forbidden_year_is_a_clash_told_with_its_easings(tmp_path, keep):
    lock = {"lock_in": {"estate_id": "E1", "year": 2027}}
    loaded = town(tmp_path, [road("新路", 2025, 1, 2)], rules=[lock], clusters=keep)
    with pytest.raises(InfeasibleError) as caught:
        study.run(loaded)
    assert {type(rule) for rule in caught.value.rules} == {LockIn, SameTrench}
    for locale, drop in (("zh", "取消这一条"), ("en", "Drop it")):
        words = refusal(caught.value, locale=locale)
        assert "新路" in words
        assert "E1" in words
        assert drop in words
        assert "{" not in words


def test_a_lock_in_the_year_of_the_road_is_kept(tmp_path):
    lock = {"lock_in": {"estate_id": "E1", "year": 2028}}
    results = study.run(town(tmp_path, [road("新路", 2028, 1, 2)], rules=[lock]))
    assert (years(results)["E1"], plan(results)["E1"]) == (2028, "locked")
    assert years(results)["E2"] == 2028


# what is said


def test_how_many_estates_share_each_road_is_said_with_the_numbers_used(tmp_path):
    issues = told(study.run(town(tmp_path, [road("人民路", 2028, 1, 3), road("路", None, 3, 4)])))
    shared = issues["trenches.shared"]
    assert (shared.severity, shared.value) == ("info", "人民路 2028 (3)、路 (2)")
    assert shared.detail == {
        "count": 2, "estates": 4, "within_m": "20", "window_years": 1, "apart_years": 5,
    }  # fmt: skip
    suggested = issues["trenches.suggested"]
    assert suggested.value == "apart_years: 5、window_years: 1、within_m: 20"
    for issue in issues.values():
        for locale in ("zh", "en"):
            assert "{" not in say(locale, issue.code, value=issue.value, **issue.detail)


def test_numbers_a_person_chose_are_not_called_suggestions(tmp_path):
    asked = {"within_m": 20, "window_years": 1, "apart_years": 4}
    assert set(told(study.run(town(tmp_path, [road("路", None, 1, 2)], trenches=asked)))) == {
        "trenches.shared"
    }


def test_what_is_unclear_in_the_lines_is_said(tmp_path):
    roads = [road("路", 2027, 1, 1), road("路", 2028, 2, 2), road(None, 2028, 3, 3)]
    issues = told(study.run(town(tmp_path, roads)))
    several = issues["trenches.several_years"]
    assert (several.severity, several.value) == ("question", "路 (2027, 2028)")
    assert issues["trenches.no_name"].detail == {"count": 1}


def test_lines_far_from_every_estate_are_doubted(tmp_path):
    asked = {"within_m": 5}
    issues = told(study.run(town(tmp_path, [road("路", 2027, 1, 4)], trenches=asked)))
    assert issues["trenches.none_along"].detail == {"within_m": "5"}
    assert "trenches.shared" not in issues


def test_estates_without_an_outline_are_named_but_for_those_a_gate_shuts_out(tmp_path):
    late = ("E6", "新建小区", 2015, 50, 4000, 1, "")
    more = [*ESTATES, ("E5", "无边界小区", 1985, 50, 4000, 1, ""), late]
    gates = {"age": True, "consent": False}
    town(tmp_path, [road("路", None, 1, 2)], gates=gates)
    inputs = {**CHOICES["inputs"], "trenches": {"path": "开挖.geojson"}}
    write(tmp_path, estates=more, change={"inputs": inputs, "gates": gates})
    issues = told(study.run(study.load(tmp_path)))
    assert issues["trenches.no_outline"].value == "E5"


def test_a_ledger_alone_with_roads_has_no_rule_and_says_why(tmp_path):
    town(tmp_path, [road("路", None, 1, 2)])
    inputs = {name: CHOICES["inputs"][name] for name in ("estates", "surveys", "budgets")}
    inputs |= {"trenches": {"path": "开挖.geojson"}}
    loaded = study.load(write(tmp_path, change={"inputs": inputs}))
    assert rules_of(loaded) == []
    issues = told(study.run(loaded))
    assert issues["trenches.no_outline"].detail["count"] == 3  # E4 is shut out by its age
    assert "trenches.none_along" in issues


# the choices


def test_choices_are_whole_and_known():
    assert parse({}) == Trenches()
    assert parse({"window_years": 2}) == Trenches(window_years=2)
    for given, code in (
        ({"within": 20}, "study.unknown_key"),
        ({"within_m": 0}, "study.not_above"),
        ({"apart_years": "五年"}, "study.not_a_number"),
        ({"apart_years": 2.5}, "trenches.not_whole"),
        ({"window_years": 0}, "study.not_above"),
    ):
        with pytest.raises(InputError) as caught:
            parse(given)
        assert caught.value.code == code


def test_a_rule_that_would_forbid_nothing_is_refused():
    standards = in_force(pd.Timestamp("2026-11-21").date()).rules
    assert in_full(Trenches(), standards) == DugOnce(20, 1, 5)
    with pytest.raises(InputError) as caught:
        in_full(Trenches(window_years=5), standards)
    assert caught.value.code == "trenches.nothing_apart"
    assert "5" in refusal(caught.value, locale="zh")


def test_the_numbers_are_suggestions_nobody_checked():
    rules = in_force(pd.Timestamp("2026-11-21").date()).rules
    for name in ("trench_within_m", "trench_window_years", "trench_apart_years"):
        assert (rules[name].authority, rules[name].checked) == ("suggestion", False)
    assert "城市道路管理条例" in rules["trench_apart_years"].document
