"""Facilities sited along a street whose walks a planner can check by hand."""

import pytest

from study.choices import Solver
from study.siting import sited
from study.siting_choices import parse
from tables import InputError
from tests.study.small_siting import ROOMS, rooms, town
from texts import say


def site(place, **asked):
    (found,) = sited(place, parse([{"facility": "eld_daycare"} | asked]), Solver(gap=1e-9))
    return found


def ids(found):
    return found.found.sites["site_id"].tolist()


def codes(found):
    return {issue.code: issue for issue in found.issues}


def test_the_room_with_the_most_elders_within_the_radius_of_the_catalogue():
    found = site(town(), sites=1)
    # X2 at 450 m: E2 at 300 and E3 at 600 (290 elders); X1: E1 and E2 (390); X3: E3 and E4 (280).
    assert (found.people, found.found.aim.reach_m) == ("elders", 300)
    assert ids(found) == ["X1"]
    assert found.found.value == 390
    assert found.estates["walk_after_m"].round(3).tolist()[:2] == [100, 100]


def test_two_rooms_reach_everybody():
    found = site(town(), sites=2)
    assert ids(found) == ["X1", "X3"]
    assert found.found.sites["people_gained"].tolist() == [390, 280]
    assert found.found.totals["served"].tolist()[1] == 670


def test_no_data_of_a_category_is_not_no_facility():
    found = site(town(), sites=2, curve=2)
    before = found.found.totals.loc["before"]
    assert not found.existing_known
    assert before["people"] == 670
    assert before.drop("people").isna().all()
    assert found.found.totals.loc["after", "served"] == 670  # of the new ones at least
    assert found.curve["value"].isna().tolist() == [True, False, False]
    assert found.curve["bound"].isna().tolist() == [True, False, False]
    issue = codes(found)["siting.no_existing_data"]
    assert (issue.severity, issue.table) == ("warning", "facilities")
    for locale in ("zh", "en"):
        assert "eld_daycare" in say(locale, issue.code, value=issue.value, **issue.detail)


@pytest.mark.parametrize("aim", ["coverage", "mean_walk"])
def test_with_one_facility_known_all_is_known_before(aim):
    found = site(town(there=[("eld_daycare", 250, None)]), sites=1, curve=1, aim=aim)
    assert found.existing_known
    assert found.found.totals.notna().all(axis=None)
    assert found.curve["value"].notna().all()
    assert "siting.no_existing_data" not in codes(found)


def test_a_facility_that_is_there_is_kept():
    found = site(town(there=[("eld_daycare", 250, None)]), sites=1)
    assert ids(found) == ["X3"]
    assert found.found.totals["served"].tolist() == [390, 670]
    assert found.estates["walk_before_m"].round(3).tolist()[:2] == [150, 50]


def test_a_facility_drawn_as_an_area_is_entered_where_the_circle_enters_it():
    # Its door stands at 500 m, 5 m off the street; the middle of the area is 205 m off.
    place = town(there=[("eld_daycare", (500, 800), None)])
    found = site(place, sites=1)
    walks = place.circle.walks.query("category == 'eld_daycare'").set_index("estate_id")["walk_m"]
    before = found.estates.set_index("estate_id")["walk_before_m"]
    assert before.dropna().to_dict() == walks[walks <= 300].to_dict() == {"E2": 205, "E3": 105}
    assert found.found.totals.loc["before", "served"] == 290


def test_the_least_mean_walk():
    found = site(town(), sites=1, aim="mean_walk")
    walks = {"X1": (100, 100, 400, 700), "X2": (350, 150, 150, 450), "X3": (650, 450, 150, 150)}
    old = (300, 90, 200, 80)
    sums = {
        room: sum(m * w for m, w in zip(old, walk, strict=True)) for room, walk in walks.items()
    }
    assert ids(found) == [min(sums, key=sums.get)]
    assert found.found.value == pytest.approx(min(sums.values()) / 670, abs=1e-3)


def test_a_capacity_leaves_people_out_and_says_so():
    found = site(town(), sites=1, capacity=200)
    assert found.found.value == 200
    assert found.found.assignments["people"].sum() == 670


def test_rooms_that_cannot_be_taken_stand_with_their_reason():
    found = site(town(), sites=1)
    reasons = dict(found.rooms[["asset_id", "reason"]].to_numpy())
    assert reasons == {
        "X1": "", "X2": "", "X3": "", "X8": "",
        "X4": "too_small", "X5": "area_unknown", "X6": "not_usable", "X7": "other_use",
    }  # fmt: skip
    told = codes(found)
    assert told["siting.room_too_small"].value == "X4"
    assert told["siting.use_unread"].value == "X8"
    for issue in found.issues:
        for locale in ("zh", "en"):
            assert say(locale, issue.code, value=issue.value, **issue.detail)


def test_a_budget_buys_what_it_can_and_tells_what_was_estimated():
    found = site(town(), budget_wan=65)
    # X2 has no cost of its own: 350 m² at 2,000 yuan are 70 (10,000 yuan).
    assert found.rooms.set_index("asset_id").loc["X2", "cost_wan"] == 70
    assert ids(found) == ["X1"]
    assert codes(found)["siting.cost_estimated"].value == "X2"


def test_residents_are_counted_where_elders_are_not_known_of_all():
    found = site(town(elders=False), sites=1)
    assert (found.people, found.found.value) == ("residents", 1400)
    assert codes(found)["siting.residents_counted"].detail["wanted"] == "elders"


def test_a_place_proposed_takes_part_beside_the_rooms():
    lon, lat = rooms({"P": (500, 400, None, 5)}).geometry[0].coords[0]
    point = {"id": "P1", "lon": lon, "lat": lat, "floor_area_m2": 400}
    found = site(town(), sites=1, within_m=420, candidates=[point])
    assert ids(found) == ["P1"]
    assert found.found.value == 670  # from 100 m to 900 m along the street


def test_a_room_far_from_any_street_is_left_out():
    there = rooms().to_crs("EPSG:4547")
    away = there.geometry.translate(0, 500)
    far = there.set_geometry(there.geometry.mask(there["asset_id"] == "X1", away))
    found = site(town(idle=far.to_crs("EPSG:4326")), sites=1)
    assert ids(found) == ["X2"]
    assert codes(found)["siting.room_off_network"].value == "X1"


def test_the_curve_is_drawn_when_asked_for():
    found = site(town(), sites=1, curve=5)
    assert found.curve["value"].tolist()[1:] == [390, 670]
    assert found.curve["chosen"].tolist()[-1] == ("X1", "X3")


def test_no_idle_rooms():
    found = site(town(idle=rooms().iloc[:0]), sites=1)
    assert (ids(found), found.found.status) == ([], "proven")
    assert "siting.no_candidates" in codes(found)


def test_the_order_of_the_rooms_never_matters():
    turned = rooms(dict(reversed(ROOMS.items())))
    one, other = (site(town(idle=idle), sites=2, curve=2) for idle in (rooms(), turned))
    assert one.found.sites.equals(other.found.sites)
    assert one.rooms["asset_id"].tolist() == other.rooms["asset_id"].tolist()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"facility": "eld_daycar"}, "siting.unknown_facility"),
        ({"facility": "咖啡馆"}, "siting.unknown_facility.unlike"),
        ({"facility": "shp_conv"}, "siting.no_radius"),
        ({"candidates": ["X9"]}, "siting.no_such_room"),
    ],
)
def test_what_cannot_be_sited_is_told(asked, code):
    with pytest.raises(InputError) as caught:
        site(town(), sites=1, **asked)
    assert caught.value.code == code


def test_without_streets_nothing_is_measured():
    with pytest.raises(InputError) as caught:
        site(town(streets=False), sites=1)
    assert caught.value.code == "siting.no_streets"


def test_a_kindergarten_serves_as_many_children_as_the_standard_says():
    place = town(there=[("edu_kinder", 100, None)], idle=rooms({"X1": (600, 3000, None, None)}))
    found = site(place, facility="edu_kinder", sites=1, capacity="standard")
    assert found.people == "children_3_6"
    assert found.found.sites["capacity"].tolist() == [180]
    assert codes(found)["siting.capacity_unknown"].value == "F0"
    assert found.found.sites["people_served"].iloc[0] <= 180


def test_a_standard_without_a_capacity_says_so_and_turns_nobody_away():
    found = site(town(), sites=1, capacity="standard")
    assert found.found.value == 390
    assert "siting.no_capacity" in codes(found)


def test_a_room_may_bear_the_id_of_a_facility():
    idle = rooms({"F0": (750, 400, None, 1)})
    found = site(town(there=[("eld_daycare", 250, None)], idle=idle), sites=1)
    assert ids(found) == ["F0"]
    sent = found.found.assignments.set_index("demand_id")[["site_id", "existing"]]
    assert sent.loc["E1"].tolist() == ["F0", True]
    assert sent.loc["E4"].tolist() == ["F0", False]
