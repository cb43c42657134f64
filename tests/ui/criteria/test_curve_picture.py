"""Small pictures of value functions: well formed, in scale, for any values."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import numpy as np
import pytest

from scoring import Indicator
from study.criteria_lines import Line
from ui.criteria.curve_picture import drawing, picture, ticks

SVG = "{http://www.w3.org/2000/svg}"


def line(anchors, values, curve="linear") -> Line:
    own = Indicator("x", "c", "need", anchors, 1, curve=curve)
    found = np.sort(np.array(values, dtype=float))
    return Line(own, off=False, standard=own, values=found, unknown=0, within=1, overall=1)


def curve_of(given: Line) -> list[tuple[float, float]]:
    root = ET.fromstring(drawing(given, width=200, height=46))  # noqa: S314 - our own
    points = root.find(f"{SVG}polyline").get("points").split()
    return [tuple(map(float, pair.split(","))) for pair in points]


@pytest.mark.parametrize("values", [[], [5], [5, 5, 5], [-1e6, 0, 1e6], list(range(300))])
@pytest.mark.parametrize("curve", ["linear", "steps"])
def test_whatever_the_estates_are_the_curve_stays_in_the_picture(values, curve):
    found = curve_of(line(((0, 0), (10, 100)), values, curve))
    assert all(0 <= x <= 200 and 0 <= y <= 46 for x, y in found)
    assert [x for x, _ in found] == sorted(x for x, _ in found)


def test_more_points_stand_higher_and_steps_are_square():
    rising = curve_of(line(((0, 0), (10, 100)), [1]))
    assert rising[0][1] > rising[-1][1]
    steps = curve_of(line(((0, 0), (1, 40), (2, 100)), [1], "steps"))
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(steps))


def test_the_numbers_below_stand_where_the_anchors_are():
    marks = ticks(line(((0, 0), (1, 30), (2, 70), (3, 100)), [0, 3]))
    assert [value for _, value in marks] == [0, 1, 2, 3]
    assert [at for at, _ in marks] == pytest.approx([3.7, 34.6, 65.4, 96.3], abs=0.1)
    crowded = ticks(line(((0, 0), (0.1, 30), (9.9, 70), (10, 100)), [0, 10]))
    assert [value for _, value in crowded] == [0, 10]


def test_a_picture_is_an_address_an_image_can_have():
    assert picture(line(((0, 0), (10, 100)), [1]), width=200, height=46).startswith(
        "data:image/svg+xml;base64,"
    )
