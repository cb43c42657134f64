import re

import pytest

from ui.map import base_map, frame
from ui.map.frame import frame_tools
from ui.map.online import tiles

TOWN = {"tiles": "https://maps.town/{z}/{x}/{y}.png?k={key}", "key": "secret", "credit": "市测绘院"}


def test_nobody_is_asked_unless_the_server_was_set_up_so():
    assert frame_tools()["tiles"]["online"] is None
    assert "http" not in repr(frame_tools())


@pytest.mark.parametrize("gone", ["tiles", "credit"])
def test_without_a_template_or_a_credit_there_are_no_tiles(gone):
    assert tiles({name: value for name, value in TOWN.items() if name != gone}) is None


def test_any_template_is_taken_with_the_key_in_its_place():
    assert tiles(TOWN)["urls"] == ["https://maps.town/{z}/{x}/{y}.png?k=secret"]


@pytest.mark.parametrize(("named", "layers"), [("vec", ["vec", "cva"]), ("img", ["img", "cia"])])
def test_tianditu_is_two_layers_of_the_mercator_matrix(named, layers):
    found = tiles({"tiles": f"tianditu:{named}", "key": "K", "credit": "审图号"})
    assert [re.search(r"LAYER=(\w+)", url)[1] for url in found["urls"]] == layers
    for url in found["urls"]:
        assert url.startswith("https://t{s}.")
        assert all(
            word in url for word in ("{z}", "{x}", "{y}", "tk=K", "_w/wmts", "TILEMATRIXSET=w")
        )
    assert found["last"] == 18


def test_what_a_large_town_goes_without_is_said(monkeypatch):
    monkeypatch.setattr(base_map, "left_out", lambda _: ("building",))
    assert frame.base_map is base_map
    assert "建筑" in frame_tools(base="x")["tiles"]["missing"][0]
