"""Where the others stand once a value of one estate has moved the median they are counted by."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from scoring.card import scorecard
from scoring.curve import read_off
from scoring.explain.standing import Standing, standing_by
from scoring.indicators import Indicator
from scoring.score import score
from scoring.weights import Weights


def again(
    points: pd.DataFrame,
    indicators: Sequence[Indicator],
    weights: Weights,
    now: Standing,
    estate_id: str,
) -> Callable[[str, float], Standing]:
    """Return a function (indicator, value) that says where all stand if the estate had the value.

    Only what others count meanwhile moves: the median, where `missing` is `typical`. The estate
    itself is left as it is. `points` is the table of `scoring.points`, in the order of `now`.
    """
    sheet = {indicator.key: indicator for indicator in indicators}

    def moved(key: str, value: float) -> Standing:
        indicator = sheet[key]
        rows = (points["indicator"] == key).to_numpy()
        known = rows & points["known"].to_numpy(dtype=bool)
        own = (points["estate_id"] == estate_id).to_numpy()
        worth = points["score"].to_numpy(dtype=float).copy()
        then = worth.copy()
        then[rows & own] = read_off(np.array([value]), indicator.anchors, indicator.curve)[0]
        worth[rows & ~known] = np.median(then[known])
        scores = score(scorecard(points.assign(score=worth)), weights)
        total, need = (
            scores[name].to_numpy(dtype=float) * now.factor for name in ("score", "need")
        )
        return standing_by(now, total, need)

    return moved
