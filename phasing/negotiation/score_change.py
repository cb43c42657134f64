"""The smallest score at which the best plan starts one estate by a year, found by solving again."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from phasing.negotiation.asking import Asking
from phasing.negotiation.room import Room
from phasing.negotiation.standing import Standing, again, revalued
from phasing.objective import Objective
from phasing.problem import Problem
from phasing.rescored import rescored
from phasing.rules import StartBy
from phasing.solve import Hooks, Settings
from tables import InputError

# Aims whose value of an estate is its score times its size.
SCORED = ("need", "balance", "cluster", "ready")
# 0.3 / 0.1 is 2.999… to the machine.
FUZZ, DECIMALS = 1e-9, 9


@dataclass(frozen=True)
class Scale:
    """How a score is asked about: up to `top`, in steps of `step`, solving so often at most.

    `solves` None: as often as it takes to get to one step.
    """

    top: float
    step: float
    solves: int | None = None


@dataclass(frozen=True, eq=False)
class ScoreChange:
    """The score from which the plan found starts an estate in a year or before it.

    code: "moves" (at `score` it does, at `not_at` it does not: one `step` below, or the present
    score, or where the solves allowed ran out: both solved); "beyond_top" (neither the likely score
    nor the top of the scale was found to do it); "open" (the solves ran out before); "moves_now"
    (an equally good plan with the score as it is starts it by then: not told apart within the
    proof); "no_score" (the aim does not count scores); "no_value" (its size is unknown, so that no
    score gives it a value); else the code of what shuts the year (see `Room`).

    column: what is asked about ("score", "readiness"). now: the score it has (NaN: none). least:
    below it no plan that starts the estate by then is best, proven (NaN: nothing proven). Between
    `least` and `score` it is open. solved: how often was solved again.
    """

    estate_id: str
    year: int
    code: str
    column: str = ""
    now: float = float("nan")
    score: float | None = None
    not_at: float = float("nan")
    least: float = float("nan")
    step: float = float("nan")
    solved: int = 0


def score_change(
    asked: Asking,
    there: Room,
    *,
    scale: Scale,
    settings: Settings,
    hooks: Hooks | None = None,
) -> ScoreChange:
    """Return the smallest score at which the plan starts an estate by the year of `there`.

    `there` is the plan with the estate in that year (`room`): what it loses says where to look.
    From there scores are tried in steps, each by solving anew from the better of both plans.
    """
    estate, year, aim = there.estate_id, there.year, asked.standing.problem.objective
    said = ScoreChange(estate, year, there.code)
    if aim is None or aim.kind not in SCORED or aim.after:
        return replace(said, code="no_score")
    if there.best is None:
        return replace(said, code="open") if there.code == "not_told" else said
    row = _row(asked.standing.problem, estate)
    now, size = float(row[aim.columns[0]]), _size(row, aim)
    said = replace(said, column=aim.columns[0], now=now, step=scale.step)
    if not size > 0:
        return replace(said, code="no_value")
    by_then = _by_then(asked, there, settings, hooks)
    if by_then.value >= asked.standing.value:
        return replace(said, code="moves_now", score=now, least=now)
    trial = _Trial(asked.standing, by_then, estate, year, settings, hooks)
    likely, least = _looked_for(trial, size, now)
    return _searched(trial, replace(said, least=round(least, DECIMALS)), scale, likely)


def _by_then(asked: Asking, there: Room, settings: Settings, hooks: Hooks | None) -> Standing:
    """Return the best plan that starts the estate in the year or before it, scores as they are."""
    unit = asked.standing.unit_of[there.estate_id]
    first = min(unit.years, default=there.year) + unit.plan(0)[there.estate_id]
    if there.best is not None and first >= there.year:
        return there.best
    posed = asked.standing.problem.subject_to(StartBy(there.estate_id, there.year))
    before = there.best or asked.standing
    found = again(before, posed, settings=settings, hooks=hooks)
    if there.best is None or found.value >= there.best.value:
        return found
    return replace(there.best, bound=max(found.bound, there.best.value))


def _row(problem: Problem, estate: str) -> pd.Series:
    rows = problem.estates
    return rows[rows["estate_id"] == estate].iloc[0]


def _size(row: pd.Series, aim: Objective) -> float:
    sizes = [pd.to_numeric(row[name], errors="coerce") for name in aim.columns[1:]]
    return float(np.prod(sizes)) if sizes else 1.0


@dataclass(frozen=True, eq=False)
class _Trial:
    """The plan that stands, the best with the estate there by the year, and how to solve again."""

    standing: Standing
    by_then: Standing
    estate: str
    year: int
    settings: Settings
    hooks: Hooks | None

    @property
    def aim(self) -> Objective:
        """Return the objective, which is one that counts scores."""
        aim = self.standing.problem.objective
        if aim is None:
            raise InputError("phasing.missing_column", column="score", objective="")
        return aim

    def moves(self, score: float) -> bool:
        """Return whether the plan found with this score starts the estate by the year.

        The search starts from the better of both plans as they are worth with this score.
        """
        rows = self.standing.problem.estates
        mine = rows["estate_id"] == self.estate
        column = self.aim.columns[0]
        scores = rows[column].astype("Float64").mask(mine, score)
        posed = rescored(self.standing.problem, {column: scores})
        known = [revalued(one, posed) for one in (self.standing, self.by_then)]
        better = max(known, key=lambda one: one.value)
        found = again(better, posed, settings=self.settings, hooks=self.hooks)
        return found.plan.get(self.estate, self.year + 1) <= self.year


def _looked_for(trial: _Trial, size: float, now: float) -> tuple[float, float]:
    """Return the score at which both plans are worth the same, and one below which none moves.

    Every point more is worth size × weight of its year to each plan, at most the weight of the
    first year; and under `cluster` a bonus at most. Where a point does more than that (`balance`:
    shares of zones; batches are cut by score) nothing is proven.
    """
    aim, here = trial.aim, trial.standing
    weight = dict(zip(here.problem.years, aim.year_weights, strict=True))
    before = weight.get(here.plan.get(trial.estate, 0), 0.0)
    after = weight[trial.by_then.plan[trial.estate]]
    base = 0.0 if np.isnan(now) else now
    likely = base + _points(here.value - trial.by_then.value, size * (after - before))
    batched = any(any(unit.offsets) for unit in here.found.units)
    if aim.kind == "balance" or batched:
        return likely, float("nan")
    most = aim.year_weights[0] * (1 + aim.parameters.get("bonus", 0.0))
    lost = max(0.0, here.value - trial.by_then.bound)
    return likely, base + _points(lost, size * (most - before))


def _points(lost: float, a_point: float) -> float:
    """Return how many points make up for a loss; never enough where a point brings nothing."""
    return 0.0 if lost <= 0 else lost / a_point if a_point > 0 else float("inf")


def _searched(trial: _Trial, said: ScoreChange, scale: Scale, likely: float) -> ScoreChange:
    """Try the likely score, then the top where it does not do, then closer in, step by step."""
    base = 0.0 if np.isnan(said.now) else said.now
    low, top = math.floor(base / scale.step + FUZZ), math.floor(scale.top / scale.step + FUZZ)
    tried, level, wide = {low: False}, min(likely, scale.top) / scale.step, 1
    first = level = min(max(math.ceil(level - FUZZ), low + 1), top)
    while level not in tried and (scale.solves is None or len(tried) <= scale.solves):
        tried[level] = trial.moves(level * scale.step)
        high = min((one for one, moves in tried.items() if moves), default=top)
        low = max(one for one, moves in tried.items() if not moves and one <= high)
        level = top if not any(tried.values()) else _next(low, high, wide, up=not tried[first])
        wide *= 2
    moving = [one for one, moves in tried.items() if moves]
    if not moving:
        code = "beyond_top" if top in tried else "open"
        return replace(said, code=code, solved=len(tried) - 1)
    below = max(one for one in tried if one < min(moving))
    return replace(
        said,
        code="moves",
        score=round(min(moving) * scale.step, DECIMALS),
        not_at=max(base, round(below * scale.step, DECIMALS)),
        solved=len(tried) - 1,
    )


def _next(low: int, high: int, wide: int, *, up: bool) -> int:
    """Return the level to try between one that does not move and one that does."""
    if high - low <= 1:
        return high
    middle = (low + high) // 2
    return min(low + wide, middle) if up else max(high - wide, middle)
