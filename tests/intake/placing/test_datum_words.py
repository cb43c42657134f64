"""Headers that say in which datum coordinates are."""

import pytest

from intake.placing.datum_words import said


@pytest.mark.parametrize(
    ("words", "datum"),
    [
        (["GCJ02坐标"], "gcj02"),
        (["高德坐标"], "gcj02"),
        (["火星坐标"], "gcj02"),
        (["amap_lng", "amap_lat"], "gcj02"),
        (["百度经度", "百度纬度"], "bd09"),
        (["bd_lng", "bd_lat"], "bd09"),
        (["BD-09 经度"], "bd09"),
        (["wgs84_lon", "wgs84_lat"], "wgs84"),
        (["经度（WGS84）"], "wgs84"),
        (["经度", "纬度"], None),
        (["abdomen"], None),
        (["高德经度", "百度纬度"], None),
        ([], None),
    ],
)
def test_what_headers_say(words, datum):
    assert said(words) == datum
