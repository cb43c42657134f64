"""Why a room can take a facility or not."""

import pandas as pd

from support import eligible


def rooms(**columns):
    return pd.DataFrame(columns)


def test_what_is_too_small_or_not_measured_is_told():
    table = rooms(floor_area_m2=[350.0, 349.9, None])
    assert eligible(table, need_m2=350, priced=False).tolist() == ["", "too_small", "area_unknown"]


def test_without_a_need_any_area_will_do():
    assert eligible(rooms(floor_area_m2=[1.0, None]), need_m2=None, priced=False).tolist() == [
        "",
        "",
    ]


def test_a_room_said_not_to_be_usable_is_out_and_silence_is_not_a_no():
    table = rooms(floor_area_m2=[400, 400, 400], use_possible=[True, False, None])
    assert eligible(table, need_m2=350, priced=False).tolist() == ["", "not_usable", ""]


def test_a_budget_asks_for_costs():
    table = rooms(floor_area_m2=[400, 400], cost_wan=[30, None])
    assert eligible(table, need_m2=None, priced=True).tolist() == ["", "cost_unknown"]
    assert eligible(rooms(floor_area_m2=[400]), need_m2=None, priced=True).tolist() == [
        "cost_unknown"
    ]


def test_no_candidates():
    assert eligible(rooms(floor_area_m2=[]), need_m2=350, priced=True).tolist() == []
