"""What a scenario comes to is what the study comes to whose tables say so."""

import json
import pickle
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import study
from geo.walking.walk import walked
from study.afoot import afoot
from study.scenario_choices import Add, Close, CloseGate, Footbridge, Gate, Move, parse
from study.scenarios import prepared, scenario, tried
from tables import InputError
from texts import said, say

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import LAT, LON, STEP, write

MARKET, PARK = "shp_market", "grn_park"


def at(place, north=0.0):
    """A point so many hundred metres along the street, and north of it."""
    return (LON + STEP * place, LAT + STEP * north)


def based(folder):
    found = afoot(study.load(folder))
    return prepared(found.estates, found.circle)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return based(write(tmp_path_factory.mktemp("four")))


def with_points(folder, change):
    """Write the study with the facilities changed: a function of the list of features."""
    write(folder)
    path = folder / "pois.geojson"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["features"] = change(told["features"])
    path.write_text(json.dumps(told), encoding="utf-8")
    return folder


def feature(name, category, place):
    shape = {"type": "Point", "coordinates": list(place)}
    properties = {"facility_id": name, "category": category}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def same(outcome, today):
    """Equal to the micrometre; the walks of a study read from files."""
    np.testing.assert_allclose(outcome.walk_m, today.walk_m, atol=2e-6)
    np.testing.assert_array_equal(outcome.met, today.met)
    pd.testing.assert_frame_equal(outcome.coverage, today.coverage)


def within(base, outcome, category):
    """Estate → within the radius or not."""
    row = base.rows.index[base.rows["category"] == category][0]
    return dict(zip(base.residents.index, outcome.met[:, row].tolist(), strict=True))


def test_a_facility_more_is_a_point_more(base, tmp_path):
    place = at(8)
    found = scenario(base, [Add(MARKET, place)])
    with_one = with_points(tmp_path, lambda found: [*found, feature("+1", MARKET, place)])
    same(found, based(with_one).today)
    assert within(base, base.today, MARKET) == {"E1": 1, "E2": 1, "E3": 1, "E4": 0}
    assert within(base, found, MARKET) == {"E1": 1, "E2": 1, "E3": 1, "E4": 1}


def test_a_facility_elsewhere_is_a_point_elsewhere(base, tmp_path):
    place = at(7, 0.1)
    moved = with_points(tmp_path, lambda found: [found[1], feature("F1", MARKET, place)])
    same(scenario(base, [Move("F1", place)]), based(moved).today)


def test_where_the_last_of_a_kind_closes_everyone_lacks_it(base):
    found = scenario(base, [Close("F1")])
    assert within(base, found, MARKET) == {"E1": 0, "E2": 0, "E3": 0, "E4": 0}
    assert found.coverage["measured_10"].tolist() == [1] * 4
    assert found.coverage["coverage_10"].tolist() == [0] * 4


def test_the_first_of_a_kind_tells_who_has_it_but_not_who_lacks_it(base):
    found = scenario(base, [Add(PARK, at(1))])
    assert within(base, found, PARK)["E1"] == 1
    assert np.isnan(within(base, found, PARK)["E4"])
    pd.testing.assert_frame_equal(found.coverage, base.today.coverage)


def test_a_gate_and_a_bridge_are_walked_through(base):
    found = scenario(base, [Gate("E4", at(3.5)), Footbridge(at(0), at(10))])
    assert within(base, found, MARKET)["E4"] == 1
    whole = walked(found.ground, limit_m=base.limits.limit_m, rings_m=())
    whole = whole.set_index(["estate_id", "category"])["walk_m"]
    assert whole["E4", MARKET] == pytest.approx(193, abs=0.1)  # 0.002° of longitude


def test_nobody_but_the_touched_walks_otherwise(base):
    found = scenario(base, [Gate("E4", at(3.5))])
    assert found.touched.tolist() == [3]
    np.testing.assert_array_equal(found.walk_m[:3], base.today.walk_m[:3])


def test_today_stays_as_it_was(base):
    before = pickle.dumps(base.today.walk_m), base.today.coverage.copy()
    scenario(base, [Add(MARKET, at(8)), Close("F2"), Gate("E1", at(5)), Footbridge(at(0), at(9))])
    assert pickle.dumps(base.today.walk_m) == before[0]
    pd.testing.assert_frame_equal(base.today.coverage, before[1])


def test_the_order_of_changes_is_no_matter(base):
    changes = [Footbridge(at(0, 0.05), at(9)), Add(MARKET, at(8)), Close("F2"), Gate("E1", at(5))]
    same(scenario(base, changes), scenario(base, changes[::-1]))


def test_what_is_done_and_undone_is_today(base):
    same(scenario(base, [Gate("E1", at(3)), CloseGate("E1", at(3))]), base.today)


def test_an_only_gate_can_be_moved(base):
    gates = np.diff(base.today.ground.gates.first)
    assert gates[0] == 1
    there = [CloseGate("E1", at(1.4)), Gate("E1", at(8))]
    found = scenario(base, there)
    assert np.diff(found.ground.gates.first).tolist() == gates.tolist()
    assert within(base, found, MARKET)["E1"] == 0


def test_a_base_survives_the_way_to_another_process(base):
    again = pickle.loads(pickle.dumps(base))  # noqa: S301 - our own bytes
    same(scenario(again, [Add(MARKET, at(8))]), scenario(base, [Add(MARKET, at(8))]))


def test_scenarios_are_tried_in_their_order(base):
    given = [
        {"name": "市场东移", "changes": [{"move": {"facility_id": "F1", "to": list(at(8))}}]},
        {"name": "关闭", "changes": [{"close": {"facility_id": "F1"}}]},
    ]
    found = tried(base, parse(given))
    assert [one.name for one in found] == ["市场东移", "关闭"]
    assert within(base, found[0], MARKET)["E4"] == 1


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        (Add("shp_markt", at(1)), "unknown_category", {"value": "shp_markt", "nearest": MARKET}),
        (Add("nope", at(1)), "unknown_category.unlike", {"value": "nope"}),
        (Close("F11"), "unknown_facility", {"value": "F11", "nearest": "F1"}),
        (Close("F3"), "unknown_facility.unlike", {"value": "F3"}),
        (Move("nope", at(1)), "unknown_facility.unlike", {"value": "nope"}),
        (Gate("E12", at(1)), "unknown_estate", {"value": "E12", "nearest": "E2"}),
        (Gate("E9", at(1)), "unknown_estate.unlike", {"value": "E9"}),
        (Gate("E1", at(1, 5)), "far_from_streets", {"value": "E1", "cap_m": "100"}),
        (Add(MARKET, at(1, 5), "便民店"), "far_from_streets", {"value": "便民店"}),
        (Footbridge(at(1), at(1, 5), "天桥"), "far_from_streets", {"value": "天桥"}),
        (CloseGate("E1", at(9)), "no_gate_near", {"value": "E1"}),
    ],
)
def test_what_cannot_be_is_refused_by_name(base, change, code, told):
    with pytest.raises(InputError) as error:
        scenario(base, [change], name="方案一")
    refused = error.value
    assert refused.code == f"scenarios.{code}"
    expected = told | {"name": "方案一"}
    assert {key: refused.values[key] for key in expected} == expected  # noqa: PD011
    for locale in ("zh", "en"):
        assert said(locale, refused.code)
        assert told["value"] in say(locale, refused.code, **refused.values)


def test_without_streets_nothing_can_be_tried(tmp_path):
    inputs = {"inputs": {"estates": {"path": "台账.csv"}, "facilities": {"path": "pois.geojson"}}}
    inputs["inputs"]["outlines"] = {"path": "outlines.geojson", "join": ["estate_id"]}
    base = based(write(tmp_path, change=inputs))
    with pytest.raises(InputError, match=r"scenarios\.no_streets"):
        scenario(base, [Close("F1")])
