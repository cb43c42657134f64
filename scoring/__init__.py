"""Criteria to scale to weight to score to rank: why one estate comes before another."""

from scoring.ahp import Judgement, judge
from scoring.gates import EntryTests, entry_gate, postponement
from scoring.indicators import Indicator, points
from scoring.rank import grade, rank
from scoring.score import score
from scoring.weights import Weights

__all__ = [
    "EntryTests",
    "Indicator",
    "Judgement",
    "Weights",
    "entry_gate",
    "grade",
    "judge",
    "points",
    "postponement",
    "rank",
    "score",
]
