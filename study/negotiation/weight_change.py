"""The smallest change found of one criterion's weight with which the plan moves an estate."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from phasing import Problem
from phasing.negotiation.score_change import SCORED
from phasing.negotiation.standing import Standing, again
from phasing.rescored import RANK, rescored
from study.choices import Choices
from study.negotiation.questions import Questions
from study.rank import reranked, reweighted
from study.stages import Ranked

STEP = 0.01  # of all weight: how finely a change is told
FARTHEST = 0.25  # of all weight: beyond it another way of weighing is asked for, not a nudge
NODES = 40  # each trial is one of many: a search ends early, the fineness is told

_SCORES = ("score", "need", "readiness", RANK)
_GLANCES = (0.25, 0.5, 1.0)  # of the way: where a direction is looked at before it is solved


@dataclass(frozen=True)
class WeightChange:
    """How far one weight was found to go, the others in proportion, for the plan to move an estate.

    It is the smallest change found, not the smallest there is: a weight that betters the estate's
    rank at none of three glances is not tried, and halving takes for granted that a plan that
    moves it still does so with a larger change of the same weight.

    code: "moves" (at `weight_then` the plan starts it in `year_then`; one `step` nearer to
    `weight_now` it does not: both solved again); "moves_now" (an equally good plan with the weights
    as they are starts it earlier: not told apart within the proof); "none_found" (no single weight
    does, by up to `FARTHEST`); "no_score" (the aim counts no scores); "earliest" (it starts in the
    first year it may); "shut" (it may not enter). `solved`: how many plans were made to tell.
    """

    estate_id: str
    code: str
    criterion: str = ""
    weight_now: float = float("nan")
    weight_then: float = float("nan")
    step: float = STEP
    year_now: int | None = None
    year_then: int | None = None
    rank_now: int | None = None
    rank_then: int | None = None
    solved: int = 0


@dataclass(frozen=True)
class _Way:
    """One criterion made to weigh more or less, by at most so many steps."""

    criterion: str
    up: bool
    steps: int


class _Trials:
    """Plans made with other weights: each is solved once, from the plan that stands."""

    def __init__(
        self, found: Ranked, choices: Choices, standing: Standing, estate_id: str, ask: Questions
    ) -> None:
        self._found, self._choices, self._standing = found, choices, standing
        self._ask = ask
        self.estate_id = estate_id
        self.year_now = standing.plan.get(estate_id)
        self.solved = 0

    def year(self, way: _Way, steps: int) -> int | None:
        """Return the year of the estate in the plan with a weight so many steps away."""
        self._ask.go_on()
        ranks = self.ranked(way, steps)
        problem = _scored(self._standing.problem, ranks)
        asked = self._ask.settings
        settings = dataclasses.replace(asked, node_limit=min(asked.node_limit, NODES))
        after = again(self._standing, problem, settings=settings, hooks=self._ask.hooks)
        self._ask.go_on()
        self.solved += 1
        return after.plan.get(self.estate_id)

    def earlier(self, year: int | None) -> bool:
        """Return whether a year is before the one the estate has now, or it has none."""
        return year is not None and (self.year_now is None or year < self.year_now)

    def ranked(self, way: _Way, steps: int) -> Ranked:
        """Return the estates ranked with a weight so many steps away."""
        shares = moved(self._found.weights.shares, way.criterion, steps if way.up else -steps)
        return reranked(self._found, reweighted(self._choices, shares))

    def rank(self, way: _Way, steps: int) -> int:
        """Return the rank of the estate with a weight so many steps away."""
        return _rank(self.ranked(way, steps), self.estate_id)


def weight_change(
    found: Ranked, choices: Choices, standing: Standing, estate_id: str, *, questions: Questions
) -> WeightChange:
    """Return the smallest change found of one weight that moves an estate earlier, or in.

    Every weight is looked at both ways, by `FARTHEST` at most, at three glances (a quarter, half
    and all of the way), and tried where one of them betters the estate's rank: best first, each
    only as far as a smaller change than the best so far. Where the whole way moves the estate it
    is halved down to `STEP`, as if whatever moves it kept doing so further on; each search takes
    `NODES` at most. A smaller change that does too is not excluded.
    """
    now = standing.plan.get(estate_id)
    code = _settled(standing, estate_id)
    first = WeightChange(estate_id, code, year_now=now, rank_now=_rank(found, estate_id))
    if code:
        return first
    trials = _Trials(found, choices, standing, estate_id, questions)
    still = _Way(next(iter(found.weights.shares)), up=True, steps=0)
    if trials.earlier(trials.year(still, 0)):
        return dataclasses.replace(first, code="moves_now", solved=trials.solved)
    best: tuple[_Way, int] | None = None
    for way in _ways(found, trials):
        most = way.steps if best is None else min(way.steps, best[1] - 1)
        steps = _fewest_found(trials, way, most)
        best = best if steps is None else (way, steps)
    if best is None:
        return dataclasses.replace(first, code="none_found", solved=trials.solved)
    return _told(first, found, trials, *best)


def moved(shares: Mapping[str, float], criterion: str, steps: int) -> dict[str, float]:
    """Return the weights with one of them so many steps away, the others in proportion.

    >>> moved({"age": 0.2, "condition": 0.6, "coverage": 0.2}, "age", 20)
    {'age': 0.4, 'condition': 0.45, 'coverage': 0.15}
    """
    now = shares[criterion]
    then = min(1.0, max(0.0, now + steps * STEP))
    rest = (1 - then) / (1 - now) if now < 1 else 0.0
    digits = 12  # of the last binary digit nobody wants to read
    return {key: round(then if key == criterion else w * rest, digits) for key, w in shares.items()}


def _settled(standing: Standing, estate_id: str) -> str:
    """Return why no weight could move an estate, "" where one may."""
    aim, unit = standing.problem.objective, standing.unit_of.get(estate_id)
    if aim is None or not {one.kind for one in (*aim.after, aim)} & set(SCORED):
        return "no_score"
    if unit is None:
        return "shut"
    first = min((unit.plan(start)[estate_id] for start in unit.years), default=None)
    return "earliest" if standing.plan.get(estate_id) == first else ""


def _ways(found: Ranked, trials: _Trials) -> list[_Way]:
    """Return the ways that better the estate's rank somewhere, most first, then by criterion."""
    now, told = _rank(found, trials.estate_id), []
    for criterion, share in found.weights.shares.items():
        for up, room in ((True, 1 - share), (False, share if share < 1 else 0.0)):
            way = _Way(criterion, up, int(min(room, FARTHEST) / STEP + STEP))
            looked = {max(1, int(way.steps * part)) for part in _GLANCES} if way.steps else set()
            best = min((trials.rank(way, steps) for steps in sorted(looked)), default=now)
            told.append((best, criterion, not up, way))
    return [way for best, _, _, way in sorted(told, key=lambda one: one[:3]) if best < now]


def _fewest_found(trials: _Trials, way: _Way, most: int) -> int | None:
    """Return the fewest steps halving finds, up to `most`: it moves; one fewer and it does not."""
    if most < 1 or not trials.earlier(trials.year(way, most)):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if trials.earlier(trials.year(way, middle)) else (middle, high)
    return high


def _told(
    first: WeightChange, found: Ranked, trials: _Trials, way: _Way, steps: int
) -> WeightChange:
    signed = steps if way.up else -steps
    then = moved(found.weights.shares, way.criterion, signed)[way.criterion]
    year = trials.year(way, steps)
    return dataclasses.replace(
        first,
        code="moves",
        criterion=way.criterion,
        weight_now=found.weights.shares[way.criterion],
        weight_then=then,
        year_then=year,
        rank_then=trials.rank(way, steps),
        solved=trials.solved,
    )


def _scored(problem: Problem, ranks: Ranked) -> Problem:
    """Return the problem with the scores of other weights, and the ranks that follow from them."""
    scores = ranks.estates.set_index("estate_id")
    ids = problem.estates["estate_id"]
    columns = {
        name: pd.Series(scores[name].reindex(ids).to_numpy(), problem.estates.index)
        for name in _SCORES
        if name in problem.estates and name in scores
    }
    return rescored(problem, columns)


def _rank(ranks: Ranked, estate_id: str) -> int:
    estates = ranks.estates
    return int(estates.loc[estates["estate_id"] == estate_id, "rank"].iloc[0])
