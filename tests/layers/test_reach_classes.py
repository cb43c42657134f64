import pandas as pd

from layers.reach_classes import reach_classes, reach_keys, reach_legend


def test_the_radius_itself_is_within_and_twice_it_is_near():
    walks = pd.DataFrame({"status": "reached", "walk_m": [0.0, 300.0, 300.001, 600.0, 600.001]})
    assert reach_keys(walks, 300).tolist() == [
        "reach_within",
        "reach_within",
        "reach_near",
        "reach_near",
        "reach_far",
    ]


def test_out_of_reach_is_not_unknown():
    walks = pd.DataFrame({"status": ["beyond_limit", "unreachable", "off_network", None]})
    walks["walk_m"] = float("nan")
    assert reach_keys(walks, 300).tolist() == ["reach_none", "reach_none", "unknown", "unknown"]


def test_the_legend_counts_and_names_metres():
    keys = pd.Series(["reach_within", "reach_within", "reach_none"])
    found = reach_legend(keys, reach_classes(300), locale="zh")
    assert found["count"].tolist() == [2, 0, 0, 1]
    assert found["label"].tolist()[:3] == ["300 米以内", "300–600 米", "600 米以外"]


def test_without_estates_the_legend_still_stands():
    found = reach_legend(pd.Series([], dtype=object), reach_classes(500), locale="en")
    assert found["count"].tolist() == [0, 0, 0, 0]
