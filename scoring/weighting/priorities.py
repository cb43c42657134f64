"""Priorities: the weights a judgement matrix implies, by a stated method."""

from collections.abc import Callable

import numpy as np

from tables import InputError


def priorities(judged: np.ndarray, method: str) -> np.ndarray:
    """Return the shares (n,), Σ = 1, of a linked judgement matrix (NaN = not compared).

    `method` is "eigenvector", "geometric" or "arithmetic"; the last needs every pair. Raises
    InputError for another method, and for "arithmetic" of an incomplete matrix.

    >>> priorities(np.array([[1, 3], [1 / 3, 1]]), "geometric").round(4)
    array([0.75, 0.25])
    """
    if method not in METHODS:
        raise InputError("weights.unknown_method", method=method, known=", ".join(METHODS))
    if method == "arithmetic" and np.isnan(judged).any():
        raise InputError("weights.method_needs_all", method=method)
    shares = METHODS[method](judged)
    return np.asarray(shares / shares.sum())


def eigenvector(judged: np.ndarray) -> np.ndarray:
    """Return the principal eigenvector; missing cells are 0 and counted on the diagonal.

        B·w = λ·w,  B[i,j] = a[i,j] or 0,  B[i,i] = 1 + missing cells of row i

    With nothing missing this is Saaty's eigenvector. Sources: Saaty 1990, European Journal of
    Operational Research 48: 9-26; Harker 1987, Mathematical Modelling 9: 353-360.
    """
    missing = np.isnan(judged)
    known = np.where(missing, 0.0, judged) + np.diag(missing.sum(axis=1))
    values, vectors = np.linalg.eig(known)
    return np.asarray(np.abs(vectors[:, int(np.argmax(values.real))].real))


def log_least_squares(judged: np.ndarray) -> np.ndarray:
    """Return the weights whose ratios are nearest to the judgements in logarithms.

        min Σ (ln a[i,j] - ln w[i] + ln w[j])² over the pairs compared

    With nothing missing this is the geometric mean of each row; unique when all criteria are
    linked. Sources: Crawford and Williams 1985, Journal of Mathematical Psychology 29: 387-405;
    Bozóki, Fülöp and Rónyai 2010, Mathematical and Computer Modelling 52: 318-333.
    """
    known = ~np.isnan(judged)
    logs = np.log(np.where(known, judged, 1.0))
    pull = ((logs - logs.T) / 2).sum(axis=1)
    return np.asarray(np.exp(np.linalg.solve(laplacian(known) + 1 / len(judged), pull)))


def laplacian(known: np.ndarray) -> np.ndarray:
    """Return the Laplacian of the graph of comparisons: degrees less adjacency, (n, n)."""
    joined = known & ~np.eye(len(known), dtype=bool)
    return np.asarray(np.diag(joined.sum(axis=1)) - joined)


def column_means(judged: np.ndarray) -> np.ndarray:
    """Return the mean of each row once every column is divided by its sum (arithmetic method)."""
    return np.asarray((judged / judged.sum(axis=0)).mean(axis=1))


METHODS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "eigenvector": eigenvector,
    "geometric": log_least_squares,
    "arithmetic": column_means,
}
