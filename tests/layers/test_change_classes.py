"""The colours of a change: what an estate gains, loses, or only walks."""

import pandas as pd
import pytest

from layers.change_classes import change_classes, change_keys, siting_classes, siting_keys
from layers.classes import UNKNOWN, rgb

ESTATES = pd.DataFrame(
    [
        ("gains", "grn_park", "", 0.5),
        ("loses", "", "grn_park", 0.5),
        ("both", "shp_market", "grn_park", 0.5),
        ("nearer", "", "", 0.5),
        ("farther", "", "", 0.5),
        ("both_walks", "", "", 0.5),
        ("out_of_reach", "", "", 0.5),
        ("same", "", "", 0.5),
        ("nobody_knows", "", "", None),
    ],
    columns=["estate_id", "gained", "lost", "coverage_before"],
)
LINES = pd.DataFrame(
    [
        ("nearer", 900.0, 700.0),
        ("farther", 700.0, 900.0),
        ("both_walks", 700.0, 900.0),
        ("both_walks", 900.0, 700.0),
        ("out_of_reach", 2900.0, None),
        ("same", 300.0, 300.0),
    ],
    columns=["estate_id", "walk_m_before", "walk_m_after"],
)


def test_every_estate_falls_in_the_class_a_planner_expects():
    assert change_keys(ESTATES, LINES).to_dict() == {
        "gains": "change_gain",
        "loses": "change_loss",
        "both": "change_mixed",
        "nearer": "change_nearer",
        "farther": "change_farther",
        "both_walks": "change_same",
        "out_of_reach": "change_farther",
        "same": "change_same",
        "nobody_knows": "unknown",
    }


def test_the_order_of_rows_does_not_matter():
    keys = change_keys(ESTATES, LINES)
    shuffled = change_keys(ESTATES[::-1], LINES[::-1])
    assert shuffled.reindex(keys.index).equals(keys)


def test_a_walk_beyond_the_reach_is_no_site_near():
    rows = pd.DataFrame(
        {"estate_id": ["a", "b"], "walk_before_m": [301.0, 300.0], "walk_after_m": [300.0, 300.0]}
    )
    assert siting_keys(rows, 300).tolist() == ["siting_gain", "siting_had"]


def test_no_estates_no_keys():
    assert change_keys(ESTATES[:0], LINES[:0]).empty
    assert siting_keys(
        pd.DataFrame(columns=["estate_id", "walk_before_m", "walk_after_m"]), 1
    ).empty


@pytest.mark.parametrize("classes", [change_classes(), siting_classes()])
def test_gain_and_loss_are_apart_without_red_and_green(classes):
    """As seen with deuteranopia, red and green fall together: blue and lightness must tell."""

    def seen(fill):
        red, green, blue = rgb(fill)
        return (red + green) / 2, blue

    fills = [seen(item.fill) for item in classes if item is not UNKNOWN]
    apart = [
        abs(a - c) + abs(b - d) for place, (a, b) in enumerate(fills) for c, d in fills[place + 1 :]
    ]
    assert min(apart) > 20
    lost = [item for item in classes if item.key.endswith(("loss", "farther", "none"))]
    assert all(item.dash for item in lost)
