"""The robustness rows of `make bench`: seconds for 10,000 draws, and against a loop over pymcdm.

Seeded uniform points on 12 indicators. The uncertain rows draw two survey proportions an estate and
every tenth other cell. The loop is timed on a few draws and scaled up to as many.
"""

from collections.abc import Iterator

import numpy as np

from cli.best_time import best_s
from scoring.robust import Cells, Matrix, Sampling, robustness

CRITERIA, DRAWS, LOOP_DRAWS, SURVEYS = 12, 10_000, 100, 2
SIZES, LOOP_ESTATES, REPEATS = (3_000, 20_000), 555, 3
SAMPLING = Sampling(draws=DRAWS, seed=1, spread="around", concentration=50)


def robust_rows() -> Iterator[str]:
    """Yield one line a case: what was drawn, estates, seconds (the best of three)."""
    _draws(_certain(LOOP_ESTATES))  # compile
    for size in SIZES:
        yield f"weights alone, {size} estates: {_draws(_certain(size)):.2f} s"
        yield f"weights, surveys and gaps, {size} estates: {_draws(_uncertain(size)):.2f} s"
    own = _draws(_certain(LOOP_ESTATES))
    for name in ("WSM", "TOPSIS"):
        loop = _loop(name) * DRAWS / LOOP_DRAWS
        yield f"pymcdm {name} loop, {LOOP_ESTATES} estates: {loop:.1f} s, {loop / own:.0f} times"


def _certain(size: int) -> Matrix:
    points = np.random.default_rng(size).uniform(1, 100, (size, CRITERIA))
    return Matrix(tuple(f"{row:06}" for row in range(size)), points)


def _uncertain(size: int) -> Matrix:
    given = _certain(size)
    vague = np.random.default_rng(1).random(given.score.shape) < 1 / 10
    vague[:, :SURVEYS] = True
    row, column = np.nonzero(vague)
    mid, survey, whole = given.score[vague], column < SURVEYS, np.ones(len(row))
    low, high = (np.where(survey, np.clip(mid + d, 0, 100), e) for d, e in ((-8, 0.0), (8, 100.0)))
    cells = Cells(row, column, whole, survey, low, mid, high, confidence=0.95)
    return Matrix(given.estate_ids, np.where(vague, 0.0, given.score), cells)


def _draws(matrix: Matrix) -> float:
    top = [len(matrix.estate_ids) // 10]
    return best_s(lambda: robustness(matrix, [1] * CRITERIA, SAMPLING, top_k=top), REPEATS)


def _loop(name: str) -> float:
    from pymcdm import methods  # noqa: PLC0415 - a yardstick, not loaded to print a table of stages
    from pymcdm.helpers import rrankdata  # noqa: PLC0415

    method, points = getattr(methods, name)(), _certain(LOOP_ESTATES).score
    weights = np.random.default_rng(0).dirichlet(np.full(CRITERIA, 4), LOOP_DRAWS)
    types = np.ones(CRITERIA)
    return best_s(lambda: [rrankdata(method(points, line, types)) for line in weights], REPEATS)
