import geopandas as gpd
import pytest

from geo.named import need_ids
from tables import InputError


@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_a_row_without_an_id_is_told_with_its_place(nothing):
    frame = gpd.GeoDataFrame({"estate_id": ["E1", nothing, nothing], "category": "shop"})
    need_ids(frame, "category", table="facilities")
    with pytest.raises(InputError) as said:
        need_ids(frame, "estate_id", table="estates")
    assert said.value.values == {"table": "estates", "column": "estate_id", "row": 2, "count": 2}


def test_no_rows_miss_nothing():
    need_ids(gpd.GeoDataFrame({"estate_id": []}), "estate_id", table="estates")
