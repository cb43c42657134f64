"""Where a change is, in words a planner can find on the map."""

from types import SimpleNamespace

import geopandas as gpd
import pytest
import shapely

from study.scenario_choices import Footbridge
from ui.circle import what_if_where as circle_what_if_where
from ui.circle.what_if_where import bridge_m, where

HERE = (121.5, 31.2)


def town(monkeypatch, names):
    """Streets one after another north of HERE, some 55 m apart, with these names."""
    lines = [
        shapely.LineString([(121.49, 31.2 + step * 0.0005), (121.51, 31.2 + step * 0.0005)])
        for step in range(1, len(names) + 1)
    ]
    streets = gpd.GeoDataFrame({"name": names}, geometry=lines, crs=4326)
    monkeypatch.setattr(circle_what_if_where, "table", lambda *_: streets)
    network = SimpleNamespace(crs="EPSG:32651")
    circle = SimpleNamespace(ground=SimpleNamespace(network=network))
    return SimpleNamespace(
        ranked=SimpleNamespace(measured=SimpleNamespace(inputs=None, circle=circle))
    )


def test_the_nearest_street_with_a_name_is_told(monkeypatch):
    assert "松江路" in where(town(monkeypatch, [None, "松江路", "长江路"]), HERE)


@pytest.mark.parametrize("names", [[], [None], [None, None, None, "太远路"]])
def test_without_a_name_near_it_is_the_coordinates(monkeypatch, names):
    assert where(town(monkeypatch, names), HERE) == "121.50000, 31.20000"


def test_a_bridge_is_as_long_as_its_ends_are_apart(monkeypatch):
    bridge = Footbridge(HERE, (121.5, 31.203))
    assert bridge_m(town(monkeypatch, []), bridge) == pytest.approx(332.6, rel=0.002)
