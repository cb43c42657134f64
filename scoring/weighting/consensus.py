"""Consensus of a group of experts: how alike the priorities of its members are."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Consensus:
    """The consensus index (0 to 1, 1 = agreement) and the diversities behind it.

    `alpha` is how many criteria one expert in effect weighs, `gamma` how many the group does,
    `beta` = gamma / alpha how many distinct opinions the group in effect holds.
    """

    index: float
    alpha: float
    beta: float
    gamma: float


def consensus(shares: np.ndarray, importance: np.ndarray, largest_judgement: float) -> Consensus:
    """Return Goepel's consensus of experts × criteria priorities, each row summing to 1.

        Hα = -Σk v[k] Σj p[k,j]·ln p[k,j],   Hγ = -Σj p̄[j]·ln p̄[j],   p̄[j] = Σk v[k]·p[k,j]
        S* = (1/exp(Hγ - Hα) - exp(Hα,min)/n) / (1 - exp(Hα,min)/n),   kept within 0 and 1

    Hα,min is the entropy of the most one-sided priorities the scale allows: one criterion
    `largest_judgement` (M) times as important as every other, M/(n+M-1) and 1/(n+M-1).
    `importance` v sums to 1. One expert, or one criterion, agrees with itself: 1. Source: Goepel
    2013, International Symposium on the Analytic Hierarchy Process, and its revision at
    bpmsg.com, "AHP consensus indicator", equations 1.1 to 1.10.

    >>> found = consensus(np.array([[0.9, 0.1], [0.1, 0.9]]), np.array([0.5, 0.5]), 9)
    >>> round(found.index, 9), round(found.gamma, 9)
    (0.0, 2.0)
    """
    size = shares.shape[1]
    alpha = float(np.exp(importance @ [_entropy(row) for row in shares]))
    gamma = float(np.exp(_entropy(importance @ shares)))
    one_sided = np.full(size, 1.0)
    one_sided[0] = largest_judgement
    floor = float(np.exp(_entropy(one_sided / one_sided.sum()))) / size
    apart = 1 - floor
    index = (alpha / gamma - floor) / apart if apart > 0 else 1.0
    return Consensus(float(np.clip(index, 0.0, 1.0)), alpha, gamma / alpha, gamma)


def _entropy(shares: np.ndarray) -> float:
    known = shares[shares > 0]
    return float(-(known * np.log(known)).sum())
