"""Moves: which single input would bring an estate up, and by how much it would have to change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from scoring.curve import read_off
from scoring.explain.reach import Bound, Input, nearest
from scoring.explain.standing import GRAIN, Standing
from scoring.indicators import Indicator

COLUMNS = (
    "indicator", "criterion", "kind", "value", "score", "new_value", "bound", "change", "relative",
    "new_score", "new_rank", "reachable",
)  # fmt: skip

Again = Callable[[str, float], Standing]

# how far beside the rival's score to try, in grains: as low as still rounds to it, then past it;
# a thousandth short of half a grain forgives the dust of another order of sums
_BESIDE = (-0.499, 0.0, 0.501, 1.0, 1.501)
_ROUNDS = 30  # of looking again once the others have moved: a median moves a few times at most


def moves(
    own: pd.DataFrame,
    standing: Standing,
    indicators: Sequence[Indicator],
    inputs: Mapping[str, Input],
    *,
    up: int,
    again: Again | None = None,
) -> pd.DataFrame:
    """Return what each known input would have to be for the estate to rank `up` places higher.

    `own` are the estate's rows of `indicator_parts`. Each row changes one input, all else equal,
    by as little as does it; rank 1 is the goal where `up` reaches beyond it. Columns: indicator,
    criterion, kind, value and score now, new_value, bound (at_least, at_most, below), change,
    relative (change / range of the anchors), new_score (of the estate), new_rank, reachable. Most
    plausible first: reachable before not, then by relative. Passing means what it means in `rank`:
    a higher score at nine decimals, or an equal one and a won tie. Empty for rank 1 and for an
    estate without a score. A value of an indicator whose unknowns count as the median (`typical`)
    moves others too: `again(indicator, value)` (see `scoring.explain.again`) says where they
    stand then.
    """
    known = own[own["known"].astype(bool) & (own["weight"] > 0)]
    at = standing.at(own["estate_id"].iloc[0])
    goal = max(1, int(standing.rank[at]) - up)
    if goal == standing.rank[at] or not np.isfinite(standing.score[at]):
        return pd.DataFrame(columns=list(COLUMNS))
    sheet = {indicator.key: indicator for indicator in indicators}
    case = _case(own, standing, at, goal)
    rows = [
        _move(case, row, sheet[row["indicator"]], inputs[row["indicator"]], again)
        for row in known.to_dict("records")
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    order = table.assign(no=~table["reachable"].astype(bool))
    return table.loc[order.sort_values(["no", "relative", "indicator"]).index].reset_index(
        drop=True
    )


@dataclass(frozen=True)
class _Case:
    """One estate and the rank it is to reach: its total and need as one input's points change."""

    standing: Standing
    at: int
    goal: int
    total: float
    need_weight: float
    need_part: float

    def after(self, row: Mapping[Any, Any], points: float) -> tuple[float, float]:
        """Return the total and the need when the input of `row` is worth `points`."""
        gained = row["weight"] * (points - row["score"])
        if not self.need_weight:
            return self.total + gained, np.nan
        needed = gained if row["side"] == "need" else 0.0
        return self.total + gained, (self.need_part + needed) / self.need_weight

    def place(self, row: Mapping[Any, Any], points: float) -> int:
        """Return the rank when the input of `row` is worth `points`."""
        return self.standing.place(self.at, *self.after(row, points))

    def least_points(self, row: Mapping[Any, Any]) -> Iterator[float]:
        """Give the points that may do to pass the rival, the fewest first: level, then ahead."""
        rival = float(self.standing.score[self.standing.rank == self.goal][0])
        for grains in _BESIDE:
            missing = (rival + grains * GRAIN) / self.standing.factor[self.at] - self.total
            yield float(row["score"] + missing / row["weight"])


def _case(own: pd.DataFrame, standing: Standing, at: int, goal: int) -> _Case:
    need = own["side"].eq("need")
    return _Case(
        standing,
        at,
        goal,
        total=float(own["part"].sum()),
        need_weight=float(own.loc[need, "weight"].sum()),
        need_part=float(own.loc[need, "part"].sum()),
    )


def _move(
    case: _Case,
    row: Mapping[Any, Any],
    indicator: Indicator,
    given: Input,
    again: Again | None,
) -> dict[str, object]:
    told = {name: row[name] for name in ("indicator", "criterion", "value", "score")}
    found = _found(case, row, indicator, given, again if indicator.missing == "typical" else None)
    if found is None:
        lost = dict.fromkeys(("new_value", "change", "relative", "new_score"), np.nan)
        return told | lost | {"kind": given.kind, "bound": "", "new_rank": 0, "reachable": False}
    value, bound, rank = found
    width = indicator.anchors[-1][0] - indicator.anchors[0][0]
    return told | {
        "kind": given.kind,
        "new_value": value,
        "bound": bound,
        "change": value - row["value"],
        "relative": abs(value - row["value"]) / width,
        "new_score": case.after(row, _worth(indicator, value))[0],
        "new_rank": rank,
        "reachable": True,
    }


def _found(
    case: _Case,
    row: Mapping[Any, Any],
    indicator: Indicator,
    given: Input,
    again: Again | None,
) -> tuple[float, Bound, int] | None:
    """Return the value that does, which way it is meant and the rank it brings; None where none.

    Where the others move with the value, look again among them as they stand then: more points of
    one estate never lower a median, so that the values only grow and the first that does is the
    least.
    """
    found = _nearest(case, row, indicator, given)
    for _ in range(_ROUNDS):
        if found is None or again is None:
            return found
        then = replace(case, standing=again(indicator.key, found[0]))
        rank = then.place(row, _worth(indicator, found[0]))
        if rank <= case.goal:
            return found[0], found[1], rank
        found = _nearest(then, row, indicator, given)
    return None


def _nearest(
    case: _Case, row: Mapping[Any, Any], indicator: Indicator, given: Input
) -> tuple[float, Bound, int] | None:
    """Return the nearest value that reaches the goal while all others stay as they are."""
    tried = set()
    for least in case.least_points(row):
        found = nearest(indicator, row["value"], least, given)
        if found is None:
            return None
        if found not in tried:
            rank = case.place(row, _worth(indicator, found[0]))
            if rank <= case.goal:
                return (*found, rank)
        tried.add(found)
    return None


def _worth(indicator: Indicator, value: float) -> float:
    return float(read_off(np.array([value]), indicator.anchors, indicator.curve)[0])
