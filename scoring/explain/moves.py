"""Moves: which single input would bring an estate up, and by how much it would have to change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from scoring.curve import read_off
from scoring.explain.reach import Input, nearest
from scoring.explain.standing import GRAIN, Standing
from scoring.indicators import Indicator

COLUMNS = (
    "indicator", "criterion", "kind", "value", "score", "new_value", "bound", "change", "relative",
    "new_score", "new_rank", "reachable",
)  # fmt: skip


def moves(
    own: pd.DataFrame,
    standing: Standing,
    indicators: Sequence[Indicator],
    inputs: Mapping[str, Input],
    *,
    up: int,
) -> pd.DataFrame:
    """Return what each known input would have to be for the estate to rank `up` places higher.

    `own` are the estate's rows of `indicator_parts`. Each row changes one input, all else equal,
    by as little as does it; rank 1 is the goal where `up` reaches beyond it. Columns: indicator,
    criterion, kind, value and score now, new_value, bound (at_least, at_most, below), change,
    relative (change / range of the anchors), new_score (of the estate), new_rank, reachable. Most
    plausible first: reachable before not, then by relative. Passing means what it means in `rank`:
    a higher score at nine decimals, or an equal one and a won tie. Empty for rank 1 and for an
    estate without a score.
    """
    known = own[own["known"].astype(bool) & (own["weight"] > 0)]
    at = standing.at(own["estate_id"].iloc[0])
    goal = max(1, int(standing.rank[at]) - up)
    if goal == standing.rank[at] or not np.isfinite(standing.score[at]):
        return pd.DataFrame(columns=list(COLUMNS))
    sheet = {indicator.key: indicator for indicator in indicators}
    case = _case(own, standing, at, goal)
    rows = [
        _move(case, row, sheet[row["indicator"]], inputs[row["indicator"]])
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

    def least_points(self, row: Mapping[Any, Any]) -> float:
        """Return the points with which the rival is passed: level where the tie is then won."""
        rival = float(self.standing.score[self.standing.rank == self.goal][0])
        level = self._worth(row, rival)
        if self.place(row, self._worth(row, rival, exact=True)) <= self.goal:
            return level
        return self._worth(row, rival + GRAIN)

    def _worth(self, row: Mapping[Any, Any], goal: float, *, exact: bool = False) -> float:
        # a quarter grain less still rounds to the goal, and forgives the machine's dust
        slack = 0.0 if exact else GRAIN / 4
        missing = (goal - slack) / self.standing.factor[self.at] - self.total
        return float(row["score"] + missing / row["weight"])


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
    case: _Case, row: Mapping[Any, Any], indicator: Indicator, given: Input
) -> dict[str, object]:
    told = {name: row[name] for name in ("indicator", "criterion", "value", "score")}
    found = nearest(indicator, row["value"], case.least_points(row), given)
    if found is None:
        lost = dict.fromkeys(("new_value", "change", "relative", "new_score"), np.nan)
        return told | lost | {"kind": given.kind, "bound": "", "new_rank": 0, "reachable": False}
    value, bound = found
    points = float(read_off(np.array([value]), indicator.anchors, indicator.curve)[0])
    width = indicator.anchors[-1][0] - indicator.anchors[0][0]
    return told | {
        "kind": given.kind,
        "new_value": value,
        "bound": bound,
        "change": value - row["value"],
        "relative": abs(value - row["value"]) / width,
        "new_score": case.after(row, points)[0],
        "new_rank": case.place(row, points),
        "reachable": True,
    }
