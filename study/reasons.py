"""Why an estate has its rank, for one estate or all: facts, moves, unknowns, room of weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd

from scoring import Scorecard, Tree, Weights
from scoring.explain.again import again
from scoring.explain.heads import COLUMNS, head_ranks, heads
from scoring.explain.moves import moves
from scoring.explain.reach import Input
from scoring.explain.reasons import facts, indicator_parts
from scoring.explain.standing import Standing, standing
from scoring.explain.unknowns import unknowns
from scoring.explain.weight_room import weight_room
from scoring.indicators import Indicator
from scoring.people import people_factor
from study.choices import Choices

UP = 10  # places a move is asked to bring, unless a person asks for others
HEADS = "residents"  # what is named among the unknowns where residents count
FIRST = 50  # estates the room of a weight is about, unless a person asks for others

_FACTS, _NAMED, _LEAST = 3, 2, 0.5  # facts of an estate, indicators a fact, points worth a word

# What a value of a unit may be: its steps (as it is told, so that what is told is what counts),
# its least and its most.
_UNITS: Mapping[str, tuple[float | None, float | None, float | None]] = {
    "year": (1, 0, None),
    "severity": (1, 0, 3),
    "share": (0.001, 0, 1),
    "yes": (1, 0, 1),
    "step": (1, 0, 3),
    "yuan": (1, 0, None),
}


class Scored(Protocol):
    """What reasons are read from: `Ranked` and `Results` both are such."""

    @property
    def estates(self) -> pd.DataFrame: ...  # noqa: D102 - see Results
    @property
    def indicators(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def weights(self) -> Weights: ...  # noqa: D102
    @property
    def tree(self) -> Tree: ...  # noqa: D102
    @property
    def card(self) -> Scorecard: ...  # noqa: D102


@dataclass(frozen=True)
class Explained:
    """Why one estate has its rank.

    `parts`: a row an indicator, with value, points, weight and part of the total (NaN: unknown),
    the median and the difference. `facts`: what sets it apart (see `scoring.explain.reasons`).
    `moves`: what would bring it `up` places. `unknowns`: what is open and what it could change.
    `heads`: what counting residents does to its rank (a row of `heads_table`); None where they do
    not count. Residents that count and nobody knows stand first among the unknowns.
    """

    estate_id: str
    rank: int
    estates: int
    parts: pd.DataFrame
    facts: pd.DataFrame
    moves: pd.DataFrame
    unknowns: pd.DataFrame
    up: int
    heads: Mapping[Any, Any] | None = None


def explained(
    scored: Scored, choices: Choices, estate_id: str, *, up: int | None = None
) -> Explained:
    """Return why one estate has its rank. Raises KeyError where there is no such estate."""
    stand = standing_of(scored, choices)
    at, places = stand.at(estate_id), up or UP
    parts = indicator_parts(scored.indicators, scored.weights)
    own = parts[(parts["estate_id"] == estate_id).to_numpy()].reset_index(drop=True)
    inputs, used = inputs_of(scored.tree), scored.tree.indicators
    shifted = again(scored.indicators, used, scored.weights, stand, estate_id)
    counted = heads_table(scored, choices)
    own_heads = counted[(counted["estate_id"] == estate_id).to_numpy()].to_dict("records")
    return Explained(
        estate_id=estate_id,
        rank=int(stand.rank[at]),
        estates=len(stand.rank),
        parts=own,
        facts=_facts(own),
        moves=moves(own, stand, used, inputs, up=places, again=shifted),
        unknowns=_unknowns(scored, stand, own, own_heads),
        up=min(places, int(stand.rank[at]) - 1),
        heads=own_heads[0] if own_heads else None,
    )


def facts_table(scored: Scored) -> pd.DataFrame:
    """Return the facts of every estate, a row an indicator told (see `scoring.explain`)."""
    return _facts(indicator_parts(scored.indicators, scored.weights))


def heads_table(scored: Scored, choices: Choices) -> pd.DataFrame:
    """Return what counting residents does to each rank (see `scoring.explain.heads`).

    No row where the choices do not count them.
    """
    if not choices.ranking.by_population:
        return pd.DataFrame(columns=list(COLUMNS))
    counted = standing_of(scored, choices)
    return heads(_standing(scored, None), counted, scored.estates["residents"])


def weight_rooms(scored: Scored, choices: Choices, *, first: int | None = None) -> pd.DataFrame:
    """Return how far each weight can move before the first estates change (`weight_room`)."""
    stand = standing_of(scored, choices)
    return weight_room(scored.card, scored.weights, stand, first=first or FIRST)


def standing_of(scored: Scored, choices: Choices) -> Standing:
    """Return where the estates stand, with residents counting where the choices say so."""
    if not choices.ranking.by_population:
        return _standing(scored, None)
    factor = people_factor(scored.estates["residents"])["counted"].to_numpy()
    return _standing(scored, factor)


def _standing(scored: Scored, factor: np.ndarray | None) -> Standing:
    estates = scored.estates
    scores = pd.DataFrame({name: estates[name] for name in ("estate_id", "score", "need")})
    return standing(scores, estates["households"], factor)


def _unknowns(
    scored: Scored, stand: Standing, own: pd.DataFrame, own_heads: Sequence[Mapping[Any, Any]]
) -> pd.DataFrame:
    """Return what is open, residents first where they count and nobody knows them."""
    found = unknowns(own, stand, scored.weights)
    estate_id = own["estate_id"].iloc[0]
    row = scored.estates.iloc[stand.at(estate_id)]
    if not own_heads or np.isfinite(own_heads[0]["residents"]) or pd.isna(row["score"]):
        return found
    scores = (float(row["score"]), float(row["need"]))
    best, worst = head_ranks(stand, scored.estates["residents"], estate_id, scores=scores)
    first = {"indicator": HEADS, "criterion": "", "known": False, "value": np.nan,
             "score_low": scores[0], "score_high": scores[0], "rank_best": best,
             "rank_worst": worst}  # fmt: skip
    return pd.DataFrame([first, *found.to_dict("records")], columns=list(found))


def inputs_of(tree: Tree) -> dict[str, Input]:
    """Return what each indicator's value may be; residents can change readiness, need is a fact."""
    return {indicator.key: _input(indicator) for indicator in tree.indicators}


def _input(indicator: Indicator) -> Input:
    step, low, high = _UNITS.get(indicator.unit, (None, None, None))
    return Input("changeable" if indicator.side == "readiness" else "fact", step, low, high)


def _facts(parts: pd.DataFrame) -> pd.DataFrame:
    return facts(parts, most=_FACTS, named=_NAMED, least_points=_LEAST)
