"""What another way of ranking moves: how many estates, and who enters or leaves the top."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Move:
    """One estate that crosses the edge of the top: its rank before and after."""

    estate_id: str
    name: str
    before: int
    after: int


@dataclass(frozen=True)
class Moves:
    """How many of `whole` estates rank differently, who enters the top and who leaves it."""

    whole: int
    moved: int
    farthest: int
    entered: tuple[Move, ...]
    left: tuple[Move, ...]


def rank_moves(before: pd.DataFrame, after: pd.DataFrame, *, top: int) -> Moves:
    """Return how the ranks of `after` differ from those of `before` (estate_id, name, rank).

    Both hold the same estates in any order. Those that enter are listed by their new rank, those
    that leave by their old one.

    >>> one = pd.DataFrame({"estate_id": ["a", "b"], "name": ["A", "B"], "rank": [1, 2]})
    >>> rank_moves(one, one.assign(rank=[2, 1]), top=1).entered
    (Move(estate_id='b', name='B', before=2, after=1),)
    """
    old = before.set_index("estate_id")["rank"]
    both = after.set_index("estate_id")[["name", "rank"]].assign(before=old)
    steps = (both["rank"] - both["before"]).abs()
    entered = both[both["before"].gt(top) & both["rank"].le(top)].sort_values("rank")
    left = both[both["before"].le(top) & both["rank"].gt(top)].sort_values("before")
    return Moves(
        whole=len(both),
        moved=int(steps.gt(0).sum()),
        farthest=int(steps.max()) if len(steps) else 0,
        entered=_listed(entered),
        left=_listed(left),
    )


def _listed(rows: pd.DataFrame) -> tuple[Move, ...]:
    return tuple(
        Move(str(key), "" if pd.isna(name) else str(name), int(old), int(new))
        for key, name, new, old in rows.itertuples()
    )
