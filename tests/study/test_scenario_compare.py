"""Who gains and who loses, counted by hand on the street of four estates."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import study
from study.afoot import afoot
from study.scenario_choices import Add, Close, Gate, Move, Scenario
from study.scenario_compare import compared, side_by_side
from study.scenario_record import comparison_record
from study.scenarios import prepared, scenario

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import ESTATES, LAT, LON, STEP, write

MARKET, KINDER, PARK = "shp_market", "edu_kinder", "grn_park"


def at(place):
    return (LON + STEP * place, LAT)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """E4 has no households: its residents are unknown. Markets for E1 to E3, E4 a kindergarten."""
    rows = [(*row[:3], "" if row[0] == "E4" else row[3], *row[4:]) for row in ESTATES]
    return afoot(study.load(write(tmp_path_factory.mktemp("four"), estates=rows)))


@pytest.fixture(scope="module")
def base(found):
    return prepared(found.estates, found.circle)


def test_who_gains_and_who_loses(base):
    after = scenario(base, [Move("F1", at(8))], name="东移")
    told = compared(base, base.today, after)
    assert (told.before, told.after) == ("", "东移")
    assert told.estates["estate_id"].tolist() == ["E1", "E2", "E3", "E4"]
    assert told.estates["gained"].tolist() == ["", "", "", MARKET]
    assert told.estates["lost"].tolist() == [MARKET, MARKET, "", ""]
    assert told.estates["coverage_10_gain"].tolist() == [-1, -1, 0, 1]
    assert told.estates["coverage_before"].tolist() == [0.5, 0.5, 0.5, 0.5]
    assert told.estates["coverage_after"].tolist() == [0, 0, 0.5, 1]
    e1, e2, e3 = base.residents[["E1", "E2", "E3"]]
    assert dict(told.totals) == {
        "estates_changed": 3,
        "estates_gaining": 1,
        "estates_losing": 2,
        "residents_gaining": 0,
        "residents_losing": e1 + e2,
        "residents_unknown": 1,
        "coverage_before": 0.5,
        "coverage_after": 1.5 / 4,
        "coverage_residents_before": 0.5,
        "coverage_residents_after": pytest.approx(0.5 * e3 / (e1 + e2 + e3)),
    }


def test_the_categories_count_residents_within_before_and_after(base):
    told = compared(base, base.today, scenario(base, [Move("F1", at(8))]))
    (row,) = told.categories.to_dict("records")
    e1, e2, e3 = base.residents[["E1", "E2", "E3"]]
    assert (row["category"], row["circle"], row["radius_m"]) == (MARKET, 10, 500)
    assert (row["estates_before"], row["estates_after"]) == (3, 2)
    assert (row["residents_before"], row["residents_after"]) == (e1 + e2 + e3, e3)


def test_a_line_for_every_walk_that_is_another(base):
    told = compared(base, base.today, scenario(base, [Move("F1", at(8))]))
    assert told.lines["estate_id"].tolist() == ["E1", "E2", "E3", "E4"]
    assert told.lines["met_before"].tolist() == [True, True, True, False]
    assert told.lines["met_after"].tolist() == [False, False, True, True]
    shorter = told.lines["walk_m_after"] < told.lines["walk_m_before"]
    assert shorter.tolist() == [False, False, True, True]


def test_the_other_way_round_gains_are_losses(base):
    after = scenario(base, [Move("F1", at(8))])
    there, back = compared(base, base.today, after), compared(base, after, base.today)
    assert back.estates["gained"].tolist() == there.estates["lost"].tolist()
    assert back.totals["residents_gaining"] == there.totals["residents_losing"]


def test_nothing_is_nothing(base):
    told = compared(base, base.today, base.today)
    assert (len(told.lines), len(told.categories)) == (0, 0)
    assert told.totals["estates_changed"] == 0


def test_the_first_of_a_kind_is_a_gain_for_those_it_reaches(base):
    told = compared(base, base.today, scenario(base, [Add(PARK, at(1))]))
    assert told.estates["gained"].tolist()[:1] == [PARK]
    assert told.totals["estates_losing"] == 0
    assert told.totals["estates_changed"] == 0
    assert (told.unmeasured, told.uncounted) == ((PARK,), ())
    lacking = told.lines[told.lines["met_after"].isna()]
    assert lacking["walk_m_after"].notna().all()  # how far it is is known, though not whether


def test_what_no_row_of_the_catalogue_asks_for_is_said(base):
    told = compared(base, base.today, scenario(base, [Add("shp_conv", at(1)), Add(MARKET, at(1))]))
    assert (told.unmeasured, told.uncounted) == ((), ("shp_conv",))


def test_an_estate_that_was_off_the_network_comes_onto_it(tmp_path):
    write(tmp_path, change={"walking": {"snap_m": 5}})
    far = afoot(study.load(tmp_path))
    base = prepared(far.estates, far.circle)
    assert base.today.coverage["coverage"].isna().all()
    told = compared(base, base.today, scenario(base, [Gate("E1", at(1))]))
    assert told.totals["estates_changed"] == 1
    assert told.totals["coverage_before"] is None
    assert told.estates.loc[0, "gained"] == MARKET
    assert np.isnan(told.estates.loc[0, "coverage_gain"])


def test_scenarios_stand_side_by_side(base):
    outcomes = [
        scenario(base, [Close("F1")], name="关市场"),
        scenario(base, [Add(MARKET, at(9))], name="加市场"),
    ]
    table = side_by_side(base, outcomes)
    assert table["scenario"].tolist() == ["关市场", "加市场"]
    assert table["categories"].tolist() == [MARKET, MARKET]
    assert table["estates_losing"].tolist() == [3, 0]
    assert table["estates_gaining"].tolist() == [0, 1]
    assert (table["coverage_after"] - table["coverage_before"]).tolist() == [-0.375, 0.125]
    assert side_by_side(base, []).columns.tolist() == table.columns.tolist()


def test_the_record_is_plain_and_holds_who_is_concerned(base, found):
    asked = Scenario("东移", (Move("F1", at(8)),))
    names = found.estates.set_index("estate_id")["name"]
    told = comparison_record(
        asked, compared(base, base.today, scenario(base, asked.changes)), names
    )
    assert told["name"] == "东移"
    assert told["changes"] == [{"move": {"facility_id": "F1", "to": list(at(8))}}]
    assert [row["estate_id"] for row in told["estates"]] == ["E1", "E2", "E4"]
    assert told["estates"][2]["name"] == "供销社宿舍"
    assert told["estates"][2]["residents"] is None
    assert told["estates"][0]["lost"] == [MARKET]
    assert {type(value) for row in told["lines"] for value in row.values()} <= {
        str, int, float, bool, type(None),
    }  # fmt: skip


def test_row_order_is_that_of_the_estates(base):
    told = compared(base, base.today, scenario(base, [Close("F2")]))
    pd.testing.assert_series_equal(
        told.lines["estate_id"], told.lines["estate_id"].sort_values(ignore_index=True)
    )
