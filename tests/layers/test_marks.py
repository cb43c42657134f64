"""Marks over the ground: what the browser gets to draw."""

import json

from layers.marks import Mark, dots, key, line, numbered


def test_a_dot_stands_at_its_place_with_its_name():
    layer = dots([Mark((114.02345678, 30.5), ["甲<b>"])], fill="#fff", stroke="#000", radius=4)
    (feature,) = layer["data"]["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [114.023457, 30.5]}
    assert feature["properties"] == {"tip": ["甲<b>"], "label": ""}
    assert json.loads(json.dumps(layer)) == layer


def test_numbers_stand_above_dots_and_lines_run_from_end_to_end():
    above = numbered([Mark((1.0, 2.0), (), "3")], fill="#123456")
    below = line((1.0, 2.0), (3.0, 4.0), colour="#123456")
    assert above["z"] > below["z"]
    assert above["data"]["features"][0]["properties"]["label"] == "3"
    assert below["data"]["features"][0]["geometry"]["coordinates"] == [[1.0, 2.0], [3.0, 4.0]]


def test_nothing_to_mark_is_an_empty_layer():
    assert dots([], fill="#fff", stroke="#000", radius=4)["data"]["features"] == []
    assert key("甲", fill="#fff", stroke="#000")["shape"] == "dot"
