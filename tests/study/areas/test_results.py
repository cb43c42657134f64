"""Areas in a whole run: sums equal the estates', whatever the ledger says or leaves blank."""

import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import study
from study.areas.issues import area_issues
from study.areas.places import LEVELS
from study.areas.results import area_table, with_areas
from tests.study.small_areas import estates_of, placed
from texts import say

sys.path.insert(0, str(Path(__file__).parents[1]))

from four_estates import write

LEAST = dict.fromkeys(LEVELS, 2)
NAMES = st.tuples(
    st.sampled_from([None, "东区", "西区"]),
    st.sampled_from([None, "和平街道", "和平", "人民路街道办"]),
    st.sampled_from([None, "红星社区", "和平小区"]),
)
LAYER = (
    ("D1", "district", "东区", None, 0, 3), ("S1", "street", "和平街道", "D1", 0, 1),
    ("S2", "street", "新城街道", "D1", 2, 3), ("C1", "community", "红星社区", "S1", 0, 0),
)  # fmt: skip


@given(st.lists(NAMES, max_size=7), st.booleans())
@settings(max_examples=25)
def test_at_every_level_the_sums_are_those_of_the_estates(names, drawn):
    unknown = [None if at % 3 == 1 else 10.0 + at / 3 for at in range(len(names))]
    estates = estates_of(*names, cost_wan=pd.array(unknown, dtype="Float64"))
    areas = area_table(placed(estates, *(LAYER if drawn else ())), estates, (), top_from=65,
                       least=LEAST)  # fmt: skip
    for level in LEVELS:
        own = areas[areas["level"].eq(level)]
        for name in ("households", "cost_wan", "asked_wan", "residents"):
            known = estates[name if name != "asked_wan" else "cost_wan"].sum()
            assert own[name].sum() == pytest.approx(float(known), abs=1e-9)
        assert own["estates"].sum() == len(estates)
        assert own["cost_unknown"].sum() == estates["cost_wan"].isna().sum()
    assert areas["area_id"].is_unique


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("four"))
    ledger = folder / "台账.csv"
    header, *rows = ledger.read_text(encoding="utf-8-sig").splitlines()
    streets = ["所属街道", "东街道", "东街道", "西街道", ""]
    text = "\n".join(
        f"{row},{street}" for row, street in zip([header, *rows], streets, strict=True)
    )
    ledger.write_text(text, encoding="utf-8-sig")
    return study.run(study.load(folder))


def test_what_is_asked_and_placed_adds_up_to_the_plan(results):
    plan, estates = results.proposals[0], results.estates
    for level in LEVELS:
        own = results.areas[results.areas["level"].eq(level)]
        assert own["placed_wan"].sum() == pytest.approx(plan.money["amount_wan"].sum(), abs=1e-9)
        assert own["planned"].sum() == len(plan.plan)
        assert own["asked_wan"].sum() == pytest.approx(
            estates.loc[estates["gate"].eq(""), "cost_wan"].sum(), abs=1e-9
        )
    assert results.areas["placed_need_wan"].equals(results.areas["placed_wan"])


def test_a_blank_street_is_a_row_of_its_own_and_asked_about(results):
    streets = results.areas[results.areas["level"].eq("street")].set_index("area_id")
    assert streets["estates"].to_dict() == {"street:": 1, "street:东街道": 2, "street:西街道": 1}
    assert streets.loc["street:", ["name", "rank_note"]].tolist() == ["", "not_stated"]
    assert streets["rank_note"].iloc[1:].tolist() == ["small_number"] * 2
    asked = [i for i in results.issues if i.code == "areas.not_stated" and i.column == "street"]
    assert [(issue.value, issue.severity) for issue in asked] == [("E4", "question")]


def test_every_estate_carries_the_ids_of_its_areas(results):
    ids = results.estates.set_index("estate_id")
    assert ids.loc["E1", "street_area_id"] == "street:东街道"
    assert ids.loc["E4", "street_area_id"] == "street:"
    assert ids["cluster_area_id"].tolist() == ["cluster:P1", "cluster:P1", "cluster:", "cluster:"]


def codes(estates, *layer):
    return {(i.code, i.column): i for i in area_issues(placed(estates, *layer), estates)}


def test_names_and_polygons_that_do_not_meet_are_listed_with_the_nearest_name():
    estates = estates_of(("甲", "人民南路街道", None), ("甲", "人民南路街道", None))
    found = codes(estates, ("S1", "street", "人民路街道", None, 0, 0),
                  ("S2", "street", "南湖街道", None, 1, 1))  # fmt: skip
    assert found["areas.name_unmatched", "street"].value == "人民南路街道 (2) ≈ 人民路街道"
    assert "南湖街道 (0)" in found["areas.polygon_unmatched", "street"].value


def test_a_polygon_most_of_whose_estates_lie_elsewhere_is_asked_about():
    names = [("甲", "东街道", None)] * 3
    found = codes(estates_of(*names), ("S1", "street", "东街道", None, 0, 0))
    assert found["areas.elsewhere", "street"].value == "东街道 (2/3)"
    assert not codes(estates_of(*names[:2]), ("S1", "street", "东街道", None, 0, 0))


def test_who_was_placed_by_location_and_an_estate_for_a_community_are_told():
    estates = estates_of((None, None, "和平小区"), (None, None, "红星社区"))
    found = codes(estates, ("S1", "street", "东街道", None, 0, 0))
    assert found["areas.placed_by_location", "street"].value == "E0"
    assert found["areas.estate_for_community", "community"].value == "和平小区"
    for issue in found.values():
        for locale in ("zh", "en"):
            values = {"value": issue.value, "column": issue.column, **issue.detail}
            assert "{" not in say(locale, issue.code, **values)


def test_nothing_is_said_where_there_is_nothing_to_match():
    assert codes(estates_of((None, None, None))) == {}
    assert with_areas(estates_of(), placed(estates_of()).members).empty
