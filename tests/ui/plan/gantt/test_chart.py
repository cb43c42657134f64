"""The Gantt table adds up to the programme, year by year, whichever way it is grouped."""

from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest

from ui.plan.gantt.chart import BY, flat, gantt
from ui.plan.gantt.rows import head, rows

SUMS = {"estates": "estates", "households": "households", "cost_wan": "cost_wan"}


@pytest.mark.parametrize("by", BY)
def test_sums_are_those_of_the_programme(view, by):
    for plan in view.proposals:
        found = gantt(view.estates, plan, by=by)
        own, asked = found.total("year"), plan.by_year.set_index("year")
        own = own.reindex(asked.index).fillna(0)
        for column in SUMS:
            assert own[column].tolist() == asked[column].tolist()
        assert own["paid_wan"].tolist() == asked["spend_wan"].tolist()
        late = found.cells[found.cells["year"].isna()]["paid_wan"].sum()
        assert round(late, 4) == round(plan.next_plan_wan, 4)
        groups = found.total("group", "year").groupby("year").sum()
        assert groups["estates"].tolist() == own.loc[groups.index, "estates"].tolist()
        assert len(found.estates) + found.left.sum() == len(view.estates)


def town(rows_: list[tuple]) -> gpd.GeoDataFrame:
    columns = ["estate_id", "name", "street", "rank", "households", "cost_wan"]
    table = pd.DataFrame(rows_, columns=columns)
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries([None] * len(table), crs=4326))


def plan_of(plan: dict[str, int], money: list[tuple]) -> SimpleNamespace:
    columns = ["estate_id", "year", "source", "amount_wan"]
    years = pd.DataFrame({"year": [2027, 2028]})
    return SimpleNamespace(
        plan=plan, money=pd.DataFrame(money, columns=columns), by_year=years, next_plan_wan=0.0
    )


SMALL = town([
    ("A", "甲", "东街", 3, 100.0, 50.0),
    ("B", "乙", "东街", 1, None, 80.0),
    ("C", "丙", None, 2, 30.0, 20.0),
    ("D", "丁", "西街", 4, 10.0, 90.0),
])  # fmt: skip
PLAN = plan_of(
    {"A": 2028, "B": 2028, "C": 2027},
    [("A", 2028, "市", 30.0), ("A", 2028, "next_plan", 20.0), ("C", 2027, "市", 15.0),
     ("C", 2028, "市", 5.0), ("B", 2028, "市", 80.0)],
)  # fmt: skip


def test_a_street_solved_by_hand():
    found = gantt(SMALL, PLAN, by="street")
    assert found.estates["estate_id"].tolist() == ["B", "A", "C"]  # none of a street comes last
    assert found.left.to_dict() == {"西街": 1}
    sums = found.total("group", "year")
    assert sums.loc[("东街", 2028)].tolist() == [2, 100.0, 130.0, 110.0]
    assert sums.loc[("", 2028)].tolist() == [0, 0.0, 0.0, 5.0]
    told = flat(found, unit=("户", "万")).set_index("estate_id")
    assert told.loc["C", ["2027户", "2027万", "2028万", "later_wan"]].tolist() == [30, 15, 5, 0]
    assert told.loc["A", "later_wan"] == 20.0


def test_the_order_of_rows_does_not_matter():
    one, other = gantt(SMALL, PLAN, by="street"), gantt(SMALL[::-1], PLAN, by="street")
    pd.testing.assert_frame_equal(one.estates, other.estates)
    pd.testing.assert_frame_equal(one.cells, other.cells)


def test_rows_say_what_is_unknown_and_how_many_are_left_out():
    found = gantt(SMALL, PLAN, by="street")
    street, none = rows(found, most=1)
    assert (street["name"], street["more"], len(street["estates"])) == ("东街", 1, 1)
    assert none["name"] == "未写街道"
    start = street["estates"][0]["cells"][1]
    assert (start["kind"], start["homes"]) == ("start", "未知")
    assert [cell["kind"] for cell in none["estates"][0]["cells"]] == ["start", "pays"]
    assert [year["money"] for year in head(found)] == ["15", "115"]


def test_an_estate_without_a_name_is_said_to_have_none():
    nameless = SMALL.assign(name=[None, float("nan"), pd.NA, "丁"])
    street, none = rows(gantt(nameless, PLAN, by="street"))
    shown = [*street["estates"], *none["estates"]]
    assert {one["name"] for one in shown} == {"（无名）"}
    assert {one["cells"][1]["tip"].split(" · ")[0] for one in street["estates"]} == {"（无名）"}


def test_nobody_placed():
    found = gantt(SMALL, plan_of({}, []), by="street")
    assert found.estates.empty
    assert found.groups == []
    assert rows(found) == []
    assert flat(found, unit=("户", "万")).empty
