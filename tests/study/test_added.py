"""Points a person set, in the town of four estates: one street west to east, a market at 150 m."""

import sys
from pathlib import Path

import pytest

import study
from study.added import AddedEntrance, AddedFacility, parse
from study.ground_edits import GROUND_WAYS
from study.measured_anew import measured_anew
from study.plain_yaml import values
from study.plan_edits import Edit, with_edits
from study.read import from_text
from tables import InputError

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import LAT, LON, STEP, write

TEXT = "name: 东区  # a town\n"


def after(*edits, text=TEXT):
    return with_edits(text, [Edit(kind, about) for kind, about in edits], ways=GROUND_WAYS)


def test_points_are_written_and_read_back_and_taken_away_again():
    gate = {"estate_id": "1001", "at": [114.001, 30.0002]}
    shop = {"category": "shp_market", "at": [114.002, 30.0], "name": "早市: 东"}
    text = after(("entrance", gate), ("facility", shop))
    found = parse(values(text)["added"])
    assert found.entrances == (AddedEntrance("1001", (114.001, 30.0002)),)
    assert found.facilities == (AddedFacility("shp_market", (114.002, 30.0), "早市: 东"),)
    assert (
        after(("entrance_away", gate), ("facility_away", shop), text=text).strip() == TEXT.strip()
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"gates": []}, "study.unknown_key"),
        ({"entrances": {"E1": [1, 2]}}, "study.not_a_list"),
        ({"entrances": [{"at": [114, 30]}]}, "study.missing_key"),
        ({"facilities": [{"category": "shp_market"}]}, "study.missing_key"),
        ({"facilities": [{"category": "shp_market", "at": [30, 114]}]},
         "scenarios.bad_coordinates"),
        ({"entrances": [{"estate_id": "E1", "at": [114, 30]}] * 2}, "added.twice"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(given, code):
    with pytest.raises(InputError) as refused:
        parse(given)
    assert refused.value.code == code


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The study, its inputs, and what is measured of it."""
    found = study.load(write(tmp_path_factory.mktemp("four")))
    inputs = study.read_inputs(found)
    return found, inputs, study.measure(inputs, found.choices)


def with_points(town, added):
    found, inputs, _ = town
    text = found.path.read_text(encoding="utf-8")
    chosen = from_text(text + f"\nadded: {added}\n", found.path).choices
    return chosen, study.measure(inputs, chosen)


def walk_m(measured, estate_id, category):
    rows = measured.walks[measured.walks["estate_id"].eq(estate_id)]
    return float(rows.loc[rows["category"].eq(category), "walk_m"].iloc[0])


def test_a_facility_set_before_the_door_shortens_the_walk_and_is_marked(town):
    at = [LON + STEP * 7.4, LAT]  # on the street before E4
    _, measured = with_points(town, {"facilities": [{"category": "shp_market", "at": at}]})
    assert walk_m(town[2], "E4", "shp_market") > 500
    assert (
        walk_m(measured, "E4", "shp_market") < 70
    )  # 39 m along the street, 22 m from the gate to it
    assert walk_m(measured, "E1", "shp_market") == walk_m(town[2], "E1", "shp_market")
    places = measured.circle.facilities
    assert places.loc[places["added"].astype(bool), "facility_id"].tolist() == ["by_hand-1"]
    counted = next(one for one in measured.issues if one.code == "added.counted")
    assert counted.detail == {"entrances": 0, "facilities": 1}


def test_an_entrance_takes_the_place_of_the_derived_ones_of_its_estate(town):
    at = [LON + STEP * 1.8, LAT + STEP * 0.2]  # the south-east corner of E1
    _, measured = with_points(town, {"entrances": [{"estate_id": "E1", "at": at}]})
    gates = measured.circle.entrances
    mine = gates[gates["estate_id"].eq("E1")]
    assert mine[["how", "derived"]].to_numpy().tolist() == [["by_hand", False]]
    others = gates[gates["estate_id"].ne("E1")]
    assert set(others["derived"]) == {True}


def test_points_that_are_off_are_told(town):
    near, far = [LON + STEP * 1.4, LAT], [LON + STEP * 8, LAT]
    added = {
        "entrances": [{"estate_id": "E1", "at": far}, {"estate_id": "E9", "at": near}],
        "facilities": [
            {"category": "no_such", "at": near},
            {"category": "shp_market", "at": [LON + 1, LAT], "name": "远处"},
        ],
    }
    _, measured = with_points(town, added)
    told = {one.code: one.value for one in measured.issues if one.code.startswith("added.")}
    assert told == {
        "added.counted": "",
        "added.estate_unknown": "E9",
        "added.category_unknown": "no_such",
        "added.entrance_far": "E1",
        "added.outside": "远处",
    }


def test_measured_anew_is_what_measuring_from_the_start_gives(town):
    found, _, before = town
    shop = {"facilities": [{"category": "shp_market", "at": [LON + STEP * 7, LAT]}]}
    chosen, fresh = with_points(town, shop)
    there = measured_anew(before, found.choices, chosen)
    assert there.walks.equals(fresh.walks)
    back = measured_anew(there, chosen, found.choices)
    assert back.walks.equals(before.walks)
    assert set(back.inputs.tables) == set(before.inputs.tables)
    assert back.issues == before.issues


def test_other_clusters_are_given_without_walking_again(town):
    found, inputs, before = town
    text = found.path.read_text(encoding="utf-8")
    drawn = text + "\nclusters: {members: {东: [E2, E3]}, alone: [E1]}\n"
    chosen = from_text(drawn, found.path).choices
    quick, full = measured_anew(before, found.choices, chosen), study.measure(inputs, chosen)
    assert quick.walks is before.walks
    for column in ("cluster_id", "cluster_origin"):
        assert quick.estates[column].fillna("").tolist() == full.estates[column].fillna("").tolist()
    assert quick.estates["cluster_id"].fillna("").tolist() == ["", "东", "东", ""]
    assert quick.estates["cluster_origin"].tolist() == ["alone", "by_hand", "by_hand", ""]
    assert sorted(map(repr, quick.issues)) == sorted(map(repr, full.issues))
    assert measured_anew(before, found.choices, found.choices) is before
