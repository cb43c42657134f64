import dataclasses

import pytest

from layers.areas import areas_layer
from reports.area_sheet import areas, small_number
from tests.small_results import STREETS, nothing_known, town

RULE = {"name": "small_number", "value": {"district": 5, "street": 5, "community": 9, "cluster": 9}}


def with_rule(results):
    return dataclasses.replace(results, record={**results.record, "standards": [RULE]})


def test_streets_come_by_rank_and_say_what_the_layer_says():
    table = areas(town(), locale="zh")
    streets = table[table["level"].eq("街道")]
    assert sorted(streets["area_name"]) == sorted(STREETS)
    assert streets["rank"].tolist() == [1, 2, 3, 4, 5, 6]
    layer = areas_layer(town())
    layer = layer[layer["level"].eq("street")].set_index("name")
    for row in streets.to_dict("records"):
        same = ["need", "asked_wan", "placed_wan", "estates", "grade1_share"]
        assert [row[name] for name in same] == layer.loc[row["area_name"], same].tolist()


def test_who_is_not_ranked_stands_last_and_says_why_with_the_number():
    results = with_rule(town(6))
    table = areas(results, locale="zh")
    assert small_number(results)["street"] == 5
    streets = table[table["level"].eq("街道")]
    assert set(streets["rank"]) == {"–"}
    assert set(streets["rank_note"]) == {"已评分小区少于 5 个，不排名"}
    named = areas(town(6), locale="en")
    assert "Too few estates to rank" in set(named["rank_note"])


def test_estates_of_no_cluster_are_said_to_be_in_none():
    table = areas(town(), locale="zh")
    assert table["area_name"].isin(["（不在片区内）"]).sum() == 1
    assert "（未写明）" not in set(table["area_name"])


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_ledger_of_names_alone_has_a_sheet(locale):
    assert list(areas(nothing_known(), locale=locale).columns)[:2] == ["level", "area_name"]
