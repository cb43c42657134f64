"""Criteria to scale to weight to score to rank: why one estate comes before another."""

from scoring.card import Scorecard, scorecard
from scoring.gates import EntryTests, entry_gate, postponement
from scoring.indicators import MISSING, Indicator, points
from scoring.people import per_resident
from scoring.rank import grade, rank
from scoring.score import score, side_weights
from scoring.tree import Criterion, Tree
from scoring.weighting.ahp import Judgement, judge
from scoring.weights import Weights

__all__ = [
    "MISSING",
    "Criterion",
    "EntryTests",
    "Indicator",
    "Judgement",
    "Scorecard",
    "Tree",
    "Weights",
    "entry_gate",
    "grade",
    "judge",
    "per_resident",
    "points",
    "postponement",
    "rank",
    "score",
    "scorecard",
    "side_weights",
]
