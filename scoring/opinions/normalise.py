"""Columns of different units on one scale, the more the better."""

import numpy as np

from scoring.opinions.decision import constant
from tables import InputError

NORMALISATIONS = ("minmax", "vector", "none")

_MIDDLE = 0.5


def normalise(values: np.ndarray, types: np.ndarray, how: str) -> np.ndarray:
    """Return the values (n, m) on a scale where more is better; `types` are 1 or -1.

        minmax  (x - min) / (max - min), for a cost 1 - that; a constant column 0.5
        vector  x / √Σx², for a cost 1 - that; a column of zeros 0 (a cost: 1)
        none    x as it stands, for a cost -x

    >>> normalise(np.array([[1.0, 4.0], [3.0, 2.0]]), np.array([1, -1]), "minmax").tolist()
    [[0.0, 0.0], [1.0, 1.0]]
    """
    if how not in NORMALISATIONS:
        known = ", ".join(NORMALISATIONS)
        raise InputError("methods.unknown_normalisation", value=how, known=known)
    if how == "none" or not len(values):
        signed: np.ndarray = values * types
        return signed
    # a power of two shortens or lengthens a number without rounding it: squares stay in range
    _, exponents = np.frexp(np.abs(values).max(axis=0))
    scaled = np.ldexp(values, -exponents)
    shares = _minmax(scaled) if how == "minmax" else _vector(scaled)
    found: np.ndarray = np.where(types < 0, 1 - shares, shares)
    return found


def _minmax(values: np.ndarray) -> np.ndarray:
    same = constant(values)
    spread = np.where(same, 1, np.ptp(values, axis=0))
    return np.where(same, _MIDDLE, (values - values.min(axis=0)) / spread)


def _vector(values: np.ndarray) -> np.ndarray:
    length = np.sqrt(np.square(values).sum(axis=0))
    return values / np.where(length > 0, length, 1)
