"""Four estates in a row (see four_estates), squares of about 80 m, and plans drawn over them."""

import json
import random
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyproj
import pytest
import shapely

import study
from layers.exports import estates_layer
from layers.geojson import geojson
from layers.gis import gis_layers
from scoring import entry_gate
from standards import in_force
from study.plan_kinds import PROGRAMMES
from study.planning import planning
from study.read import choices
from study.readiness import entry_tests
from tables import PLAN_KINDS, TABLES, InputError
from texts import said, say

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import CHOICES, LAT, LON, STEP, write

OPEN = {"age": False, "consent": False}


def area(first, last, *, share=1.0, within=False, **properties):
    """A plan over the estates from number `first` to `last`, of the last its western `share`.

    It reaches a little beyond them, but for `within`: then it is the outline of an estate itself.
    """
    more = 0 if within else 0.1
    west = LON + STEP * (2 * first - 1 - more)
    east = LON + STEP * (2 * last - 1 + 0.8 * share + (more if share == 1 else 0))
    south, north = LAT + STEP * (0.2 - more), LAT + STEP * (1 + more)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def town(folder, features, **change):
    """Write a study with these plans and little else, and load it."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (folder / "plans.geojson").write_text(text, encoding="utf-8")
    inputs = {name: CHOICES["inputs"][name] for name in ("estates", "outlines", "budgets")}
    inputs["plans"] = {"path": "plans.geojson"}
    return study.load(write(folder, change={"inputs": inputs, "gates": OPEN, **change}))


def measured(features, *, lines=(), gates=OPEN, answers=None, count=4):
    """Return what `planning` finds, with the gates; estates beyond the fourth have no outline."""
    chosen = choices({**CHOICES, "gates": gates, "answers": answers or {}})
    rules = in_force(chosen.day_of_law)
    layers = {"plans": layer("plans", features), "trenches": layer("trenches", lines)}
    found = planning(ledger(count), layers, chosen, rules, pyproj.CRS("EPSG:4547"))
    gate = entry_gate(found.estates, entry_tests(chosen, rules))
    return found._replace(estates=found.estates.assign(gate=gate))


def ledger(count):
    squares = [area(place + 1, place + 1, within=True)["geometry"] for place in range(4)]
    shapes = [shapely.geometry.shape(square) for square in squares] + [None] * (count - 4)
    ids = [f"E{place + 1}" for place in range(count)]
    columns = {"estate_id": ids, "built_year": 1980, "other_programme": None}
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=4326)


def layer(table, features):
    names = TABLES[table].names
    rows = [{name: item["properties"].get(name) for name in names} for item in features]
    shapes = [shapely.geometry.shape(item["geometry"]) for item in features]
    frame = pd.DataFrame(rows, columns=list(names), dtype=object)
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes, crs=4326))


def issues_of(found):
    return [issue for issue in found.issues if issue.code.startswith("planning.")]


def codes(found):
    return [issue.code for issue in issues_of(found)]


def by_estate(found, column):
    cells = found.estates[column].astype(object)
    known = cells.where(cells.notna(), None)
    return dict(zip(found.estates["estate_id"], known, strict=True))


EXPROPRIATION = {"kind": "征收", "name": "纺织厂片区", "document": "政告〔2026〕3号"}


def test_without_a_layer_nothing_is_known_of_conflicts():
    found = measured([])
    assert set(by_estate(found, "plan_conflicts").values()) == {None}
    assert found.conflicts.empty
    assert codes(found) == []


def test_each_estate_lists_its_conflicts_and_the_others_have_none():
    found = measured([
        area(1, 2, share=0.25, **EXPROPRIATION),
        area(2, 2, kind="历史文化街区", name="老街"),
        area(3, 3, land_use="公园绿地"),
        area(4, 4, land_use="二类居住用地"),
    ])  # fmt: skip
    assert by_estate(found, "plan_conflicts") == {
        "E1": "expropriation", "E2": "expropriation;heritage", "E3": "land_use", "E4": "",
    }  # fmt: skip
    rows = found.conflicts.set_index(["estate_id", "kind"])
    assert rows.loc[("E1", "expropriation"), "relation"] == "inside"
    assert rows.loc[("E1", "expropriation"), "document"] == "政告〔2026〕3号"
    assert rows.loc[("E2", "expropriation"), "share"] == pytest.approx(0.25, abs=0.001)
    assert rows.loc[("E3", "land_use"), "plan"] == "公园绿地"


def test_every_conflict_is_told_with_the_plan_and_how_much_of_the_estate():
    found = measured([
        area(1, 2, share=0.25, **EXPROPRIATION), area(3, 3, kind="城市更新", name="更新一"),
    ])  # fmt: skip
    told = {issue.estate_id: issue for issue in issues_of(found)}
    assert told["E2"].code == "planning.conflict_expropriation"
    assert told["E2"].severity == "warning"
    assert (told["E2"].value, told["E2"].detail["extent"]) == ("纺织厂片区", "25%")
    assert told["E3"].code == "planning.conflict_urban_renewal"
    for issue in told.values():
        for locale in ("zh", "en"):
            sentence = say(locale, issue.code, value=issue.value, **issue.detail)
            assert "{" not in sentence
            assert issue.value in sentence


def test_where_most_of_an_estate_goes_it_is_asked_and_stays_until_then():
    found = measured([area(1, 1, **EXPROPRIATION)])
    (asked,) = issues_of(found)
    assert (asked.code, asked.severity) == ("planning.asked_expropriation", "question")
    assert asked.detail["answer_path"] == ["plans", "E1"]
    assert asked.detail["answer_options"] == ["in_programme", "not"]
    assert not asked.detail["counts"]  # a run does not wait for it
    assert by_estate(found, "gate")["E1"] == ""
    assert found.conflicts["settled"].tolist() == ["asked"]


@pytest.mark.parametrize(
    ("share", "code"),
    [(0.45, "planning.conflict_demolition"), (0.55, "planning.asked_demolition")],
)
def test_half_an_estate_makes_the_question(share, code):
    assert codes(measured([area(1, 1, share=share, kind="拆迁", name="甲")])) == [code]


@pytest.mark.parametrize(
    ("answer", "gate", "code"),
    [("in_programme", "other_programme", "planning.settled_in_programme"),
     ("not", "", "planning.settled_not")],
)  # fmt: skip
def test_an_answer_settles_it(answer, gate, code):
    answers = {"plans": {"E1": answer}}
    found = measured([area(1, 1, **EXPROPRIATION)], answers=answers)
    assert by_estate(found, "gate")["E1"] == gate
    assert codes(found) == [code]
    programme = by_estate(found, "other_programme")["E1"]
    assert programme == ("纺织厂片区" if gate else None)
    assert by_estate(found, "plan_conflicts")["E1"] == "expropriation"


def test_a_choice_of_the_study_shuts_such_estates_out_but_not_who_is_answered_for():
    gates = {**OPEN, "plan_areas": "block"}
    change = {"gates": gates, "answers": {"plans": {"E2": "not"}}}
    found = measured([area(1, 3, share=0.3, **EXPROPRIATION)], **change)
    assert by_estate(found, "gate") == {"E1": "other_programme", "E2": "", "E3": "", "E4": ""}
    shut = {issue.code: issue for issue in issues_of(found)}
    assert shut["planning.settled_block"].severity == "warning"
    assert shut["planning.settled_block"].value == "E1 (纺织厂片区)"
    assert shut["planning.conflict_expropriation"].estate_id == "E3"


def test_a_plan_without_a_name_shuts_out_under_its_kind():
    gates = {**OPEN, "plan_areas": "block"}
    found = measured([area(1, 1, kind="棚改")], gates=gates)
    assert by_estate(found, "other_programme")["E1"] == "shantytown"
    assert by_estate(found, "gate")["E1"] == "other_programme"


def test_the_gate_itself_may_be_off():
    gates = {**OPEN, "other_programme": False, "plan_areas": "block"}
    found = measured([area(1, 1, **EXPROPRIATION)], gates=gates)
    assert by_estate(found, "gate")["E1"] == ""


def test_of_two_programmes_the_larger_share_is_asked_and_the_other_told():
    plans = [area(1, 1, share=0.6, kind="拆迁", name="小"), area(1, 1, kind="棚改", name="大")]
    assert codes(measured(plans)) == [
        "planning.conflict_demolition", "planning.asked_shantytown",
    ]  # fmt: skip


def test_an_answer_nobody_asked_for_is_told_and_a_wrong_word_refused():
    answers = {"plans": {"E9": "not"}}
    found = measured([area(1, 1, kind="文物", name="甲")], answers=answers)
    assert codes(found) == ["planning.conflict_heritage", "planning.answer_for_nobody"]
    with pytest.raises(InputError) as caught:
        measured([area(1, 1)], answers={"plans": {"E1": "maybe"}})
    assert caught.value.code == "study.not_one_of"
    assert "answers.plans.E1" in str(caught.value)


def test_a_sliver_is_counted_not_told_as_a_conflict():
    found = measured([area(1, 2, share=0.02, kind="文物", name="甲")])
    assert by_estate(found, "plan_conflicts")["E2"] == ""
    told = {issue.code: issue for issue in issues_of(found)}
    assert (told["planning.slivers"].severity, told["planning.slivers"].value) == (
        "info", "E2 (甲)",
    )  # fmt: skip


def test_an_estate_without_an_outline_is_unknown_and_named():
    found = measured([area(4, 4, kind="文物", name="甲")], count=5)
    assert by_estate(found, "plan_conflicts")["E5"] is None
    nowhere = next(i for i in issues_of(found) if i.code == "planning.no_outline")
    assert nowhere.value == "E5"


def test_a_ledger_alone_with_plans_is_measured_all_the_same():
    bare = ledger(4).set_geometry(gpd.GeoSeries([None] * 4, crs=4326))
    chosen, plans = choices(CHOICES), layer("plans", [area(1, 1, **EXPROPRIATION)])
    layers = {"plans": plans, "trenches": layer("trenches", [])}
    rules = in_force(chosen.day_of_law)
    found = planning(bare, layers, chosen, rules, pyproj.CRS("EPSG:4547"))
    assert found.conflicts.empty
    assert codes(found) == ["planning.no_outline"]


def test_what_the_ledger_says_counts_and_is_not_asked():
    chosen, plans = choices(CHOICES), layer("plans", [area(1, 1, **EXPROPRIATION)])
    rows = ledger(4).assign(other_programme=["2027年征收", None, None, None])
    layers = {"plans": plans, "trenches": layer("trenches", [])}
    rules = in_force(chosen.day_of_law)
    found = planning(rows, layers, chosen, rules, pyproj.CRS("EPSG:4547"))
    assert codes(found) == ["planning.settled_ledger"]
    assert by_estate(found, "other_programme")["E1"] == "2027年征收"


def test_roads_and_pipes_to_be_opened_are_listed_with_their_year():
    ends = [[LON + STEP * x, LAT + STEP * 0.1] for x in (1, 3.8)]
    road = {"type": "Feature", "properties": {"name": "新路", "year": 2028}}
    road["geometry"] = {"type": "LineString", "coordinates": ends}
    found = measured([], lines=[road])
    assert by_estate(found, "plan_conflicts") == {
        "E1": "utility",
        "E2": "utility",
        "E3": "",
        "E4": "",
    }
    row = found.conflicts.iloc[0]
    assert (row["plan"], row["relation"], row["year_from"]) == ("新路", "along", 2028)
    (told,) = issues_of(found)
    assert (told.code, told.severity) == ("planning.utility", "info")
    assert told.value == "E1 (新路 2028)、E2 (新路 2028)"


def test_pipe_works_drawn_as_areas_count_as_such():
    found = measured([area(1, 1, kind="雨污分流工程", name="一期", year_from=2027)])
    assert by_estate(found, "plan_conflicts")["E1"] == "utility"
    assert codes(found) == ["planning.utility"]


def test_row_order_never_matters():
    plans = [
        area(1, 2, share=0.25, **EXPROPRIATION), area(2, 2, kind="历史文化街区", name="老街"),
        area(3, 3, land_use="公园绿地"), area(1, 1, kind="内涝点"), area(1, 4, kind="城市更新"),
        area(1, 1, kind="棚改", name="同一片"),
    ]  # fmt: skip
    shuffled = random.Random(3).sample(plans, len(plans))  # noqa: S311 - a fixed order
    one, other = measured(plans), measured(shuffled)
    pd.testing.assert_frame_equal(one.conflicts, other.conflicts)
    assert issues_of(one) == issues_of(other)
    assert by_estate(one, "plan_conflicts") == by_estate(other, "plan_conflicts")


def test_conflicts_are_published_as_codes_and_in_both_languages(tmp_path):
    plans = [area(1, 1, kind="历史文化街区", name="老街"), area(1, 1, kind="城市更新", name="甲")]
    results = study.run(town(tmp_path, plans))
    assert len(results.conflicts) == 2
    features = json.loads(geojson(estates_layer(results), key="estate_id"))["features"]
    cells = features[0]["properties"]
    assert cells["plan_conflicts"] == "heritage;urban_renewal"
    assert cells["plan_conflicts_zh"] == "历史文化保护、城市更新"
    assert cells["plan_conflicts_en"] == "heritage protection, urban renewal"
    assert features[1]["properties"]["plan_conflicts"] == ""
    layers = {layer.name: layer.table for layer in gis_layers(results, locale="zh")}
    assert layers["plan_conflicts"]["kind"].tolist() == ["heritage", "urban_renewal"]
    assert len(layers["plans"]) == 2


def test_a_run_goes_on_unanswered_and_keeps_to_the_answer(tmp_path):
    plans = [area(1, 1, **EXPROPRIATION)]
    open_ = study.run(town(tmp_path / "a", plans))
    assert open_.estates.set_index("estate_id").loc["E1", "reason"] == "planned"
    answers = {"plans": {"纺织厂家属院": "in_programme"}}
    out = study.run(town(tmp_path / "b", plans, answers=answers))
    assert out.estates.set_index("estate_id").loc["E1", "reason"] == "gate:other_programme"


def test_the_question_names_the_estate_and_an_id_settles_nothing(tmp_path):
    plans = [area(1, 1, **EXPROPRIATION)]
    loaded = town(tmp_path, plans, answers={"plans": {"E1": "in_programme"}})
    found = study.measure(study.read_inputs(loaded), loaded.choices)
    told = {issue.code: issue for issue in issues_of(found)}
    asked = told["planning.asked_expropriation"]
    assert (asked.estate_id, asked.detail["answer_path"]) == ("E1", ["plans", "纺织厂家属院"])
    assert "纺织厂家属院: in_programme" in say("zh", asked.code, value="甲", **asked.detail)
    assert told["planning.answer_for_nobody"].value == "E1"


def test_of_two_answers_the_one_asked_for_counts_and_the_other_is_told():
    chosen = choices({**CHOICES, "answers": {"plans": {"甲": "not", "甲（河东）": "in_programme"}}})
    rows = ledger(4).assign(name=["甲", "乙", "丙", "丁"], street="河东")
    layers = {
        "plans": layer("plans", [area(1, 1, **EXPROPRIATION)]),
        "trenches": layer("trenches", []),
    }
    rules = in_force(chosen.day_of_law)
    found = planning(rows, layers, chosen, rules, pyproj.CRS("EPSG:4547"))
    assert codes(found) == ["planning.settled_not", "planning.answer_for_nobody"]
    assert issues_of(found)[1].value == "甲（河东）"


def test_headers_of_an_expropriation_office_are_known(tmp_path):
    cells = {"项目类型": "房屋征收", "征收范围": "东门", "征收公告": "3号", "计划年度": "2027年"}
    loaded = town(tmp_path, [area(1, 1, **cells)])
    row = study.measure(study.read_inputs(loaded), loaded.choices).conflicts.iloc[0]
    assert row[["kind", "plan", "document", "year_from"]].tolist() == [
        "expropriation", "东门", "3号", 2027,
    ]  # fmt: skip


def test_every_kind_has_its_words_in_both_languages():
    for kind in set(PLAN_KINDS) - {"development_boundary"}:
        for locale in ("zh", "en"):
            assert said(locale, f"plan_kind.{kind}")
            assert kind == "utility" or said(locale, f"planning.conflict_{kind}")
            assert kind not in PROGRAMMES or said(locale, f"planning.asked_{kind}")
