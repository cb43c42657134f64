"""How a study finds the weights of its criteria: `weights` in study.yaml."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scoring import Judgement, Scorecard, Weights, judge
from standards import in_force
from study.keys import items, mapping, only, words
from tables import InputError


@dataclass(frozen=True)
class Weighing:
    """The weights a person stated, and the judgements behind them where there are any."""

    stated: Weights
    judgement: Judgement | None = None


def parse(shares: Mapping[str, Any], day: dt.date, city: str | None) -> Weighing:
    """Return how the weights of a study are found, from what a person wrote."""
    if not shares:
        raise InputError("study.missing_key", key="weights")
    if "ahp" not in shares:
        return Weighing(Weights(dict(shares)))
    only(shares, {"ahp"}, where="weights")
    ahp = mapping(shares["ahp"], where="weights.ahp")
    only(ahp, {"order", "matrix"}, where="weights.ahp")
    rules = in_force(day, city)
    judged = judge(
        words(ahp.get("order"), key="weights.ahp.order"),
        [
            items(row, key="weights.ahp.matrix")
            for row in items(ahp.get("matrix"), key="weights.ahp.matrix")
        ],
        random_index=rules["random_index"],
        largest_ratio=rules["acceptable_ratio"],
    )
    return Weighing(judged.weights, judged)


def weigh(how: Weighing, card: Scorecard) -> Weights:  # noqa: ARG001 - objective weights read it
    """Return the weights of the criteria of `card`."""
    return how.stated
