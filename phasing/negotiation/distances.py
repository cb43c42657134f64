"""How far plans are apart: by the years of their estates, and by who is in at all."""

from collections.abc import Mapping, Sequence

import pandas as pd

Plan = Mapping[str, int]


def years_apart(one: Plan, other: Plan) -> float:
    """Return the share (0–1) of the estates of two plans whose year differs.

        years_apart = |{e : year(e) differs, or e is in one plan only}| / |{e in either plan}|

    A metric on plans, 0 for two empty ones: an estate that only the plan between holds counts in
    both legs of the way round, which outweighs what it adds to what they are divided by.

    >>> years_apart({"E1": 2027, "E2": 2028}, {"E1": 2028, "E2": 2028, "E3": 2027})
    0.6666666666666666
    """
    either = one.keys() | other.keys()
    return sum(one.get(e) != other.get(e) for e in either) / len(either) if either else 0.0


def members_apart(one: Plan, other: Plan) -> float:
    """Return the share (0–1) of the estates of two plans that only one of them holds.

    The Jaccard distance of who is in; plans that merely swap years are 0 apart.

    >>> members_apart({"E1": 2027, "E2": 2028}, {"E1": 2028, "E2": 2027, "E3": 2027})
    0.3333333333333333
    """
    either = one.keys() | other.keys()
    return len(one.keys() ^ other.keys()) / len(either) if either else 0.0


def distances(plans: Sequence[Plan]) -> pd.DataFrame:
    """Return one row each two plans, both ways: plan, other (0 is first), both distances."""
    rows = [
        (here, there, years_apart(one, other), members_apart(one, other))
        for here, one in enumerate(plans)
        for there, other in enumerate(plans)
        if here != there
    ]
    columns = ["plan", "other", "years_apart", "members_apart"]
    kinds = {"plan": int, "other": int, "years_apart": float, "members_apart": float}
    return pd.DataFrame(rows, columns=columns).astype(kinds)
