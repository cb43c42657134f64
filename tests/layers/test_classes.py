import itertools

import numpy as np
import pandas as pd
import pytest

from layers.classes import (
    classify,
    coverage_classes,
    ramp,
    rgb,
    score_classes,
    source_colours,
    trust_classes,
    year_classes,
    year_keys,
)
from layers.legend import legend

# Machado, Oliveira and Fernandes 2009: what a dichromat sees, on linear light.
DICHROMATS = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
               [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
               [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
               [0.004733, 0.691367, 0.303900]],
    "none": np.eye(3),
}  # fmt: skip
JUST_APART = 9.0  # CIE76; 2.3 is just noticeable side by side


def lab(colour, sight):
    part = np.array(rgb(colour)) / 255
    light = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    light = np.clip(np.array(DICHROMATS[sight]) @ light, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    x, y, z = np.cbrt(np.maximum(to_xyz @ light / [0.9505, 1.0, 1.089], 1e-6))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", DICHROMATS)
@pytest.mark.parametrize("classes", [score_classes(), coverage_classes(), year_classes(range(5))])
def test_any_two_classes_differ_for_every_kind_of_sight(classes, sight):
    for a, b in itertools.combinations(classes, 2):
        apart = np.linalg.norm(lab(a.fill, sight) - lab(b.fill, sight))
        assert apart > JUST_APART or a.dash != b.dash, (a, b)


def test_years_run_from_dark_to_light_also_without_colour():
    fills = [item.fill for item in year_classes(range(2027, 2034)) if item.key.isdigit()]
    lightness = [lab(fill, "none")[0] for fill in fills]
    assert lightness == sorted(lightness)


def test_a_break_belongs_to_the_upper_class_and_the_end_to_the_last():
    keys = classify(pd.Series([0.0, 39.99, 40.0, 69.99, 70.0, 100.0]), score_classes())
    assert keys.tolist() == ["score.1", "score.1", "score.2", "score.4", "score.5", "score.5"]


def test_no_score_is_unknown_and_never_the_lowest_class():
    assert classify(pd.Series([None, pd.NA]), score_classes()).tolist() == ["unknown", "unknown"]


def test_a_year_tells_more_than_a_gate_and_a_gate_more_than_nothing():
    estates = pd.DataFrame({
        "year": pd.array([2027, None, None, None], dtype="Int64"),
        "gate": ["", "", "consent", "needs_survey"],
    })  # fmt: skip
    assert year_keys(estates).tolist() == ["2027", "later", "closed", "survey"]


def test_years_of_another_proposal_are_read_from_its_own_column():
    estates = pd.DataFrame({"year": [2027], "year_balance": [2029], "gate": [""]})
    assert year_keys(estates, plan="balance").tolist() == ["2029"]


def test_a_legend_counts_every_estate_once():
    keys = pd.Series(["2027", "2027", "later"])
    table = legend(keys, year_classes([2027, 2028]), locale="zh")
    assert table["count"].tolist() == [2, 0, 1, 0, 0]
    assert table["label"].tolist()[:3] == ["2027 年", "2028 年", "本期未排入"]


def test_unknown_has_an_entry_of_its_own_only_where_something_is_unknown():
    known = legend(pd.Series(["score.1"]), score_classes(), locale="en")
    some = legend(pd.Series(["score.1", "unknown"]), score_classes(), locale="en")
    assert "unknown" not in set(known["key"])
    assert some.iloc[-1][["key", "label", "count"]].tolist() == ["unknown", "Unknown", 1]


def test_one_year_is_the_strongest_colour():
    assert ramp(["#111111", "#eeeeee"], 1) == ["#111111"]
    assert ramp(["#111111", "#eeeeee"], 0) == []


def test_nine_sources_have_a_colour_each():
    assert len(source_colours([str(i) for i in range(9)])) == 9


def test_classes_of_trust_differ_in_lightness_and_outline_not_by_colour_alone():
    """Grey print: in is dark, out is light, what depends lies between and is dashed."""
    light = {item.key: sum(rgb(item.fill)) for item in trust_classes()[:3]}
    assert light["trust_in"] < light["trust_depends"] < light["trust_out"]
    assert [bool(item.dash) for item in trust_classes()[:3]] == [False, True, False]


def test_a_legend_of_trust_says_the_bounds_in_per_cent():
    keys = classify(pd.Series([1.0, 0.5, 0.0, None]), trust_classes())
    table = legend(keys, trust_classes(), locale="zh")
    assert table["label"].tolist() == [
        "稳出（< 10 %）", "看权重和数据（10–90 %）", "稳进（≥ 90 % 的试算）", "未知",
    ]  # fmt: skip
    assert table["count"].tolist() == [1, 1, 1, 1]
