"""The demo asks what if: a bridge where only motors cross, a centre in an idle room."""

import pytest

import demo
import study
from demo.scenarios import footbridge, room
from demo.town import town
from study.afoot import afoot
from study.scenario_choices import Add, Footbridge
from study.scenario_compare import side_by_side
from study.scenarios import prepared, tried


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    folder = demo.write(tmp_path_factory.mktemp("town") / "study", estates=40, seed=2)
    loaded = study.load(folder)
    return loaded.choices, afoot(loaded)


def test_both_changes_together_gain_most(walked):
    choices, found = walked
    base = prepared(found.estates, found.circle)
    table = side_by_side(base, tried(base, choices.scenarios)).set_index("scenario")
    assert table.index.tolist() == ["跨河人行桥", "闲置用房改日间照料中心", "桥和日间照料中心"]
    assert table.loc["跨河人行桥", "residents_gaining"] > 0
    assert table.loc["闲置用房改日间照料中心", "residents_gaining"] > 0
    assert table["coverage_residents_after"].idxmax() == "桥和日间照料中心"
    assert (table["residents_losing"] == 0).all()


def test_changes_are_those_of_the_town(walked):
    choices, _ = walked
    bridge, centre = choices.scenarios[-1].changes
    built = town(40, seed=2)
    assert isinstance(bridge, Footbridge)
    assert (bridge.start, bridge.end) == footbridge(built)
    assert isinstance(centre, Add)
    assert (centre.facility, centre.at) == ("eld_daycare", room(built)[1])


def test_the_siting_of_the_demo_is_of_a_facility_with_idle_rooms(walked):
    choices, found = walked
    (asked,) = choices.siting
    assert (asked.facility, asked.sites) == ("eld_daycare", 3)
    assert len(found.inputs.tables["idle_assets"]) >= 3
