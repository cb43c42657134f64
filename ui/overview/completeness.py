"""How complete the data is: per criterion, the share of values that are known."""

from dataclasses import dataclass

import pandas as pd

from ui.session.view import View


@dataclass(frozen=True)
class Known:
    """Of a criterion: how many values are asked for, how many are known, estates lacking one."""

    criterion: str
    asked: int
    known: int
    estates_short: int

    @property
    def share(self) -> float:
        """Return the share of values that are known (0–1)."""
        return self.known / self.asked if self.asked else float("nan")


def completeness(view: View) -> list[Known]:
    """Return how much is known of each criterion that weighs, in the order of the criteria.

    A value is one indicator of one estate. What is unknown is not counted as zero anywhere.
    """
    table = view.ranked.indicators
    groups = {str(name): rows for name, rows in table.groupby("criterion")}
    return [_known(name, groups[name]) for name in view.ranked.weights.shares if name in groups]


def _known(criterion: str, rows: pd.DataFrame) -> Known:
    known = rows["known"].astype(bool)
    short = int(rows.loc[~known, "estate_id"].nunique())
    return Known(criterion, len(rows), int(known.sum()), short)
