"""PROMETHEE II with the usual preference function: who beats whom, criterion by criterion."""

import numpy as np


def net_flows(values: np.ndarray, weights: np.ndarray, types: np.ndarray) -> np.ndarray:
    """Return the net outranking flow (n,) of each alternative, from -1 to 1.

        flow[i] = Σ_j w[j]·(number i beats on j - number that beat i on j) / (n - 1)

    With the usual function one is preferred as soon as it is better, by however little. The flows
    are those of comparing all pairs, found by sorting each column: n·log n steps instead of n² and
    no table of pairs, so 20,000 alternatives are no different from 20. One alternative alone: 0.
    Source: Brans & Vincke 1985, Management Science 31: 647-656.

    >>> net_flows(np.array([[1.0], [2.0], [4.0]]), np.array([1.0]), np.array([1])).tolist()
    [-1.0, 0.0, 1.0]
    """
    flows = np.zeros(len(values))
    for column, weight in zip((values * types).T, weights, strict=True):
        ordered = np.sort(column)
        below = np.searchsorted(ordered, column, side="left")
        above = len(column) - np.searchsorted(ordered, column, side="right")
        flows += weight * (below - above)
    return flows / max(len(values) - 1, 1)
