"""The scorecard: criterion scores, ranges and how much is known, before any weight."""

import numpy as np
import pytest

from scoring import Indicator, points, scorecard
from tables import InputError
from tests.scoring.frames import frame

SHEET = [
    Indicator("leak", "condition", "need", ((0, 0), (3, 100)), 1),
    Indicator("drain", "condition", "need", ((0, 0), (3, 100)), 3),
    Indicator("support_rate", "willingness", "readiness", ((0.5, 0), (1, 100)), 1),
]


def test_solved_by_hand():
    card = scorecard(points(frame(leak=[3, None], drain=[1.5, 3], support_rate=[1, None]), SHEET))
    assert card.estate_ids == ("E0", "E1")
    assert (card.criteria, card.sides) == (("condition", "willingness"), ("need", "readiness"))
    assert card.score[0].tolist() == [pytest.approx((100 + 3 * 50) / 4), 100]
    assert card.score[1, 0] == 100
    assert np.isnan(card.score[1, 1])
    assert (card.low[1].tolist(), card.high[1].tolist()) == ([75, 0], [100, 100])
    assert card.known[1].tolist() == [0.75, 0]
    assert card.on("need").tolist() == [True, False]


def test_no_estates_give_an_empty_card():
    card = scorecard(points(frame(leak=[], drain=[], support_rate=[]), SHEET))
    assert card.score.shape[0] == 0


def test_a_criterion_on_both_sides_is_refused():
    both = [SHEET[0], Indicator("drain", "condition", "readiness", ((0, 0), (3, 100)), 1)]
    with pytest.raises(InputError, match="mixed_sides"):
        scorecard(points(frame(leak=[1], drain=[1]), both))
