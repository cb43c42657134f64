import numpy as np
import pytest

from geo.shapes.strays import strays

TOWN = [(113.60 + 0.01 * i, 34.70 + 0.01 * (i % 3)) for i in range(9)]


def run(*places):
    found = strays(np.array(places, dtype=float).reshape(-1, 2), limit_km=50, times=10)
    return found.to_dict("records")


def test_one_degree_north_is_a_hundred_and_eleven_kilometres():
    assert run(*TOWN, (113.64, 35.71)) == [
        {"position": 9, "distance_km": pytest.approx(111.2, abs=0.1), "swapped": False}
    ]


def test_exchanged_axes_explain_a_place():
    urumqi = [(87.60 + 0.01 * i, 43.80) for i in range(5)]
    found = run(*urumqi, (43.80, 87.61), (np.nan, 3))
    assert [(row["position"], row["swapped"]) for row in found] == [(5, True)]


def test_a_province_has_no_stray_and_neither_have_two_places():
    assert run(*[(108 + i, 30 + i / 2) for i in range(10)]) == []
    assert run((113.6, 34.7), (121.5, 31.2)) == []
    assert run() == []
    assert run((np.nan, np.nan)) == []
