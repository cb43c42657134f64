"""The plane and the rank ranges: where points and bars stand, whose names are shown."""

import html
import re

import pandas as pd
import pytest

from layers.classes import classify, trust_classes
from tests.ui.conftest import ESTATES, EVIL
from ui.session.trials import first_k, tried_estates
from ui.trust.plane import plane
from ui.trust.rank_ranges import rank_ranges, window

CIRCLE = re.compile(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"[^>]*data-estate="(\w+)"')


@pytest.fixture(scope="module")
def estates(view):
    return tried_estates(view)


def drawn(estates, chosen=""):
    keys = classify(estates["top_share"], trust_classes())
    return plane(estates, keys, trust_classes(), k=10, chosen=chosen)


def points(estates):
    found = CIRCLE.findall(drawn(estates))
    return pd.DataFrame(found, columns=["x", "y", "r", "estate_id"]).astype(
        {"x": float, "y": float, "r": float}
    ).set_index("estate_id")  # fmt: skip


def test_every_estate_with_need_and_readiness_is_a_point(estates):
    known = estates[["need", "readiness"]].notna().all(axis=1)
    assert set(points(estates).index) == set(estates.index[known])


def test_more_readiness_is_further_right_more_need_further_up_more_homes_larger(estates):
    joined = points(estates).join(estates[["need", "readiness", "households"]])
    for column, score, way in (("x", "readiness", 1), ("y", "need", -1), ("r", "households", 1)):
        known = joined[[column, score]].astype(float).dropna().sort_values(score)
        assert (known[column].diff().dropna() * way >= -0.1).all(), column


def test_small_points_lie_over_large_ones(estates):
    assert points(estates)["r"].is_monotonic_decreasing


def test_names_of_people_are_text(estates):
    assert "<img" not in drawn(estates, chosen="LH0001")
    assert EVIL in html.unescape(drawn(estates))


def test_the_chosen_estate_has_its_ranges_and_its_name(estates):
    shown = drawn(estates, chosen="LH0003")
    left, y, right = map(float, re.search(r'd="M([\d.]+) ([\d.]+)H([\d.]+)M', shown).groups())
    at = points(estates).loc["LH0003"]
    assert left <= at["x"] <= right
    assert y == at["y"]
    assert 'class="name chosen"' in shown


def test_an_estate_of_which_a_side_is_unknown_is_counted_not_drawn(estates):
    lost = estates.copy()
    lost.loc["LH0003", "readiness"] = float("nan")
    assert "LH0003" not in points(lost).index
    assert "另有 1 个小区" in drawn(lost)


def test_nobody_known_is_said_in_words(estates):
    none = estates.assign(need=float("nan"))
    assert "画不出" in drawn(none)
    assert "画不出" in drawn(estates.iloc[:0])


def test_all_alike_still_have_a_place(estates):
    same = estates.assign(need=50.0, readiness=50.0)
    assert len(set(points(same)["x"])) == 1


def test_three_thousand_points_are_smaller_and_paler(estates):
    many = pd.concat([estates] * 80).set_axis([f"M{i}" for i in range(80 * ESTATES)])
    many = many.rename_axis("estate_id")
    assert points(many)["r"].max() < points(estates)["r"].max()
    opacity = [
        float(re.search(r'fill-opacity="([\d.]+)"', drawn(each))[1]) for each in (estates, many)
    ]
    assert opacity[1] < opacity[0]


def test_windows_hold_the_estates_they_are_named_for(estates, view):
    k = first_k(view)
    first = window(estates, "first", k)
    assert first["rank"].tolist() == list(range(1, len(first) + 1))
    edge = window(estates, "edge", k)
    assert edge["rank"].min() <= k < edge["rank"].max()
    assert window(estates, "open", k)["top_share"].between(0.1, 0.9).all()


def test_bars_run_from_the_5_to_the_95_per_cent_rank(estates):
    shown = rank_ranges(estates[estates["score"].notna()].sort_values("rank"), 10, chosen="LH0003")
    bars = [
        float(width) for width in re.findall(r'<rect x="[\d.]+" y="5.5" width="([\d.]+)"', shown)
    ]
    wide = estates[estates["score"].notna()].sort_values("rank")
    wide = (wide["rank_p95"] - wide["rank_p05"]).reset_index(drop=True)
    assert len(bars) == len(wide)
    assert pd.Series(bars).corr(wide) == pytest.approx(1, abs=1e-3)
    assert "前 10 名" in shown
    assert EVIL.split()[0] not in shown


def test_no_row_is_said_in_words(estates):
    assert "没有这样的小区" in rank_ranges(estates.iloc[:0], 10, chosen="")
