import base64
import json
import subprocess

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as some

from layers.classes import classify, readiness_classes, score_classes
from scoring import Scorecard, Weights, score
from tests.ui.conftest import ROOT
from tests.ui.frame.test_weight_sliders import NODE
from ui.map.scored import _classes, point_bytes, scored

NEED, READINESS = "need", "readiness"
SIDES = (NEED, NEED, NEED, READINESS, READINESS)
KEYS = ("age", "condition", "coverage", "willingness", "consent")
COUNTED = {"score": (NEED, READINESS), "need": (NEED,), "readiness": (READINESS,)}

# The tool itself, without a page around it: asked for scores and places of several weights.
_PROGRAM = """
const tools = {};
%s
const asked = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const bytes = Buffer.from(asked.points, 'base64');
const points = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
console.log(JSON.stringify(asked.shares.map((shares) => {
  const scores = tools.weights.rescored(points, shares);
  return { scores: [...scores], ...tools.weights.classed(scores, asked.classes) };
})));
"""


def card_of(points: np.ndarray) -> Scorecard:
    ids = tuple(f"E{row}" for row in range(len(points)))
    return Scorecard(ids, KEYS, SIDES, points, points, points, np.ones(points.shape))


def in_the_browser(card: Scorecard, shares: list[list[float]], by: str) -> list[dict]:
    tool = (ROOT / "ui/map/tools/weights.js").read_text(encoding="utf-8")
    points = bytearray(8) + point_bytes(card)  # aligned for node
    asked = {
        "points": base64.b64encode(bytes(points[8:])).decode(),
        "shares": shares,
        "classes": _classes(by),
    }
    done = subprocess.run(
        [NODE, "-e", _PROGRAM % tool],
        input=json.dumps(asked), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def random_points(dice: np.random.Generator, estates: int) -> np.ndarray:
    points = dice.uniform(0, 100, (estates, len(KEYS)))
    points[dice.random(points.shape) < 0.2] = np.nan
    points[0] = np.nan  # nothing known
    points[1, :3] = np.nan  # no need known
    points[2] = 40.0  # on the border of a class
    return points


WEIGHTS = [
    [0.2, 0.2, 0.2, 0.2, 0.2],
    [1, 0, 0, 0, 0],
    [0, 0, 0, 0, 1],
    [0.5, 0, 0, 0.5, 0],
    [0.01, 0.01, 0.01, 0.01, 0.96],
    *np.random.default_rng(1).dirichlet(np.ones(5), 20).tolist(),
]


@pytest.mark.parametrize("by", ["score", "need", "readiness"])
def test_scores_of_the_browser_are_those_of_the_app_to_a_billionth(by):
    card = card_of(random_points(np.random.default_rng(7), 200))
    counted = [side in COUNTED[by] for side in SIDES]
    shares = [[w * c for w, c in zip(weights, counted, strict=True)] for weights in WEIGHTS]
    for weights, found in zip(WEIGHTS, in_the_browser(card, shares, by), strict=True):
        total = sum(weights)
        named = {key: w / total for key, w in zip(KEYS, weights, strict=True)}
        own = score(card, Weights(named))[by].to_numpy(dtype=float)
        shown = np.array(found["scores"], dtype=float)
        assert np.isnan(own).tolist() == np.isnan(shown).tolist()
        assert np.nanmax(np.abs(own - shown), initial=0) < 1e-9


@tried(max_examples=10)
@given(some.integers(0, 2**32 - 1))
def test_classes_and_counts_follow_the_scores(seed):
    dice = np.random.default_rng(seed)
    card = card_of(random_points(dice, 60))
    weights = dice.dirichlet(np.ones(5))
    (found,) = in_the_browser(card, [weights.tolist()], "score")
    own = score(card, Weights(dict(zip(KEYS, weights.tolist(), strict=True))))["score"]
    keys = classify(own, score_classes())
    told = [item["key"] for item in found["legend"]]
    assert [told[place] for place in found["places"]] == keys.tolist()
    counts = keys.value_counts()
    assert {item["key"]: item["count"] for item in found["legend"]} == {
        key: int(counts.get(key, 0)) for key in told
    }


def test_nothing_known_by_the_weights_is_a_class_of_its_own():
    points = np.array([[np.nan, 50.0, 50.0, 50.0, 50.0], [10.0, 90.0, 90.0, 90.0, 90.0]])
    (found,) = in_the_browser(card_of(points), [[1, 0, 0, 0, 0]], "score")
    assert found["legend"][-1]["key"] == "unknown"
    assert found["places"] == [5, 0]


def test_points_go_out_criterion_by_criterion(view):
    found = np.frombuffer(point_bytes(view.ranked.card))
    assert np.array_equal(
        found.reshape(len(view.ranked.card.criteria), -1).T, view.ranked.card.score, equal_nan=True
    )
    assert view.ranked.card.estate_ids == tuple(view.estates["estate_id"])


def test_only_what_weights_change_is_scored_anew(view, monkeypatch):
    monkeypatch.setattr("ui.map.scored.handed", lambda url: url)
    assert scored(view, "year") is None
    assert scored(view, "age_score") is None
    given_out = scored(view, "readiness")
    pairs = zip(given_out["criteria"], given_out["counted"], strict=True)
    assert [key for key, on in pairs if on] == list(view.ranked.tree.side("readiness"))
    assert [item["key"] for item in given_out["classes"]] == [c.key for c in readiness_classes()]


def test_scores_of_a_study_are_the_same(view):
    shares = view.ranked.weights.shares
    card = view.ranked.card
    (found,) = in_the_browser(card, [[shares[key] for key in card.criteria]], "score")
    own = pd.to_numeric(view.estates["score"]).to_numpy(dtype=float)
    shown = np.array(found["scores"], dtype=float)
    assert np.nanmax(np.abs(own - shown)) < 1e-9
