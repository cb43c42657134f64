"""Idle houses of the demo stand beside streets, some of unknown size."""

import shapely

from demo.ground import ESTATES
from demo.idle import EVERY, KINDS, OFF_M, USES
from demo.town import town


def test_idle_houses_stand_beside_a_street():
    built = town(ESTATES, seed=1)
    idle = built.idle_assets
    assert len(idle) == ESTATES // EVERY
    assert idle["asset_id"].is_unique
    tree = shapely.STRtree(built.streets.geometry.to_numpy())
    _, away = tree.query_nearest(idle.geometry.to_numpy(), return_distance=True, all_matches=False)
    assert (away <= OFF_M[1] + 1).all()


def test_their_floors_fit_their_kind_and_some_were_never_measured():
    idle = town(ESTATES, seed=1).idle_assets
    for row in idle.dropna(subset="floor_area_m2").itertuples():
        low, high, owners = KINDS[row.kind]
        assert low - 10 <= row.floor_area_m2 <= high
        assert row.held_by in owners
    assert idle["floor_area_m2"].isna().any()
    assert set(idle["use_possible"].dropna()) <= set(USES)
    assert idle["use_possible"].isna().any()


def test_the_smallest_town_has_three():
    assert len(town(20, seed=1).idle_assets) == 3
