"""The demo's facilities have room, and for some nobody wrote down how much."""

import pytest

from demo.capacities import FLOOR_M2, ROOM
from demo.ground import ESTATES
from demo.town import town


@pytest.fixture(scope="module")
def places():
    return town(ESTATES, seed=1).facilities


def test_places_lie_in_the_range_of_their_kind_and_some_are_unknown(places):
    for category, (low, high, _, unwritten) in ROOM.items():
        taken = places.loc[places["category"] == category, "capacity"]
        assert taken.dropna().between(low - 4, high).all()
        assert (taken % 5).dropna().eq(0).all()
        assert taken.isna().any() == (unwritten > 0)


def test_what_takes_nobody_in_has_no_places(places):
    others = ~places["category"].isin(ROOM)
    assert places.loc[others, "capacity"].isna().all()
    roomy = places["category"].isin([*ROOM, *FLOOR_M2])
    assert places.loc[roomy, "floor_area_m2"].gt(0).all()
    assert places.loc[~roomy, "floor_area_m2"].isna().all()
