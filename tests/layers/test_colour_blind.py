"""No palette rests on colours that some people cannot tell apart, nor on colour alone."""

import itertools

import numpy as np
import pytest

from layers.amount_classes import (
    cost_classes,
    deposit_classes,
    gap_classes,
    paid_classes,
    support_classes,
    width_classes,
)
from layers.area_money import area_money_classes
from layers.change_classes import change_classes, proposal_change_classes, siting_classes
from layers.classes import (
    coverage_classes,
    readiness_classes,
    rgb,
    score_classes,
    source_colours,
    trust_classes,
    year_classes,
)
from layers.issue_classes import issue_classes
from layers.plan_classes import (
    consent_classes,
    kept_classes,
    payer_classes,
    progress_classes,
    why_classes,
)
from layers.reach_classes import reach_classes

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear sRGB.
SEEN_BY = {
    "everybody": np.eye(3),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
}  # fmt: skip
XYZ = np.array([
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
])  # fmt: skip
WHITE = XYZ.sum(axis=1)
APART = 10.0  # CIE76: two just noticeable differences are about 5

GRADED = {
    "score": score_classes(),
    "coverage": coverage_classes(),
    "readiness": readiness_classes(),
    "cost": cost_classes(),
    "paid": paid_classes(),
    "support": support_classes(),
    "deposits": deposit_classes(),
    "width": width_classes(555),
    "gaps": gap_classes(),
    "areas": area_money_classes("placed_share"),
    "year": year_classes(range(2027, 2032)),
    "trust": trust_classes(),
    "reach": reach_classes(300),
}
NAMED = {
    "why": why_classes(),
    "issues": issue_classes(),
    "kept": kept_classes(),
    "payer": payer_classes(source_colours([f"S{at}" for at in range(12)])),
    "consent": consent_classes(),
    "progress": progress_classes(),
    "change": change_classes(),
    "siting": siting_classes(),
    "proposal_change": proposal_change_classes(),
}


def lab(colour, seen):
    """Return CIELAB of a colour as somebody sees it."""
    share = np.array(rgb(colour)) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    ratio = XYZ @ np.clip(SEEN_BY[seen] @ linear, 0, 1) / WHITE
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one, other, seen):
    """Return how different two colours look (CIE76)."""
    return float(np.linalg.norm(lab(one.fill, seen) - lab(other.fill, seen)))


def test_the_measure_itself_knows_white_black_and_red_from_green():
    assert lab("#ffffff", "everybody") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#ff0000", "everybody") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    red, green = (lab(colour, "deuteranopia") for colour in ("#a05040", "#6f6b30"))
    seen = (lab(colour, "everybody") for colour in ("#a05040", "#6f6b30"))
    assert np.linalg.norm(red - green) < np.linalg.norm(np.subtract(*seen)) / 2


@pytest.mark.parametrize("seen", SEEN_BY)
@pytest.mark.parametrize("name", GRADED)
def test_neighbouring_classes_differ(name, seen):
    graded = [item for item in GRADED[name] if item.low is not None or item.key.isdigit()]
    assert min(apart(*pair, seen) for pair in itertools.pairwise(graded)) >= APART


@pytest.mark.parametrize("seen", SEEN_BY)
@pytest.mark.parametrize("name", {**GRADED, **NAMED})
def test_every_two_classes_differ_in_colour_or_in_their_outline(name, seen):
    alike = [
        (one.key, other.key)
        for one, other in itertools.combinations({**GRADED, **NAMED}[name], 2)
        if one.dash == other.dash and apart(one, other, seen) < APART
    ]
    assert alike == []


@pytest.mark.parametrize("name", sorted(set(GRADED) - {"trust", "reach", "year"}))
def test_ordered_classes_are_ordered_in_grey_print(name):
    light = [lab(item.fill, "everybody")[0] for item in GRADED[name] if item.low is not None]
    assert light == sorted(light, reverse=True)
