import pandas as pd
import pytest

from layers.area_money import MEASURES, area_money, area_money_classes, area_money_keys

AREAS = pd.DataFrame({
    "area_id": ["S1", "S2", "S3"],
    "level": "street",
    "asked_wan": [300.0, 0.0, None],
    "placed_need_wan": [300.0, 0.0, 0.0],
})  # fmt: skip
ESTATES = pd.DataFrame({
    "estate_id": ["E1", "E2", "E3", "E4", "E5"],
    "street_area_id": ["S1", "S1", "S2", "S1", "S1"],
    "households": [40.0, 60.0, 50.0, None, 20.0],  # nobody counted E4
    "cost_wan": [100.0, 50.0, 80.0, 150.0, None],  # nor knows what E5 costs
    "gate": ["", "", "consent", "", ""],
    "year_need": pd.array([2027, 2028, None, 2027, None], "Int64"),
})  # fmt: skip
MONEY = pd.DataFrame({
    "estate_id": ["E1", "E1", "E2", "E4"],
    "year": [2027, 2028, 2028, 2027],  # E1 starts in 2027 and is paid over two years
    "amount_wan": [60.0, 40.0, 50.0, 150.0],
})  # fmt: skip


def told(measure):
    found = area_money(AREAS, ESTATES, MONEY, measure=measure, proposal="need")
    return [None if pd.isna(value) else value for value in found]


def test_money_of_areas_by_hand():
    assert told("asked_household") == [150 / 100, 0.0, None], "E1 and E2: of both all is known"
    assert told("placed_household") == [150 / 120, 0.0, None], "E5 is placed with nothing"
    assert told("placed_share") == [1.0, None, None]
    assert told("placed_in.2027") == [250.0, 0.0, 0.0]
    assert told("placed_in.2028") == [50.0, 0.0, 0.0]


def test_the_money_of_the_areas_of_a_level_is_that_of_their_estates():
    years = [f"placed_in.{year}" for year in (2027, 2028)]
    assert sum(sum(told(year)) for year in years) == MONEY["amount_wan"].sum()
    twice = pd.concat([AREAS, AREAS.assign(level="district", area_id=["D1", "D2", "D3"])])
    estates = ESTATES.assign(district_area_id="D1")
    found = area_money(twice, estates, MONEY, measure="placed_in.2027", proposal="need")
    assert list(found) == [250.0, 0.0, 0.0, 250.0, 0.0, 0.0], "once a level"


@pytest.mark.parametrize("measure", [*MEASURES, "placed_in.2027"])
def test_every_area_falls_in_a_class_whatever_the_order_of_rows(measure):
    values = area_money(AREAS, ESTATES, MONEY, measure=measure, proposal="need")
    keys = area_money_keys(values, measure)
    assert set(keys) <= {item.key for item in area_money_classes(measure)}
    turned = area_money(
        AREAS.iloc[::-1], ESTATES.iloc[::-1], MONEY.iloc[::-1], measure=measure, proposal="need"
    )
    pd.testing.assert_series_equal(turned.sort_index(), values)
