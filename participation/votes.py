"""A vote of the owners as four shares: who took part and who agreed, by area and by head."""

from collections.abc import Sequence

import pandas as pd

# column → (what was counted, out of what, name of what falls short)
_SHARES = {
    "vote_area_share": ("area_voted_m2", "area_m2", "vote_area"),
    "vote_head_share": ("owners_voted", "owners", "vote_head"),
    "yes_area_share": ("area_yes_m2", "area_voted_m2", "yes_area"),
    "yes_head_share": ("owners_yes", "owners_voted", "yes_head"),
}
VOTE_SHARES = tuple(_SHARES)

SLACK = 1e-9  # 200.2 of 300.3 m² is two thirds, whatever the last binary digit says


def vote_shares(votes: pd.DataFrame) -> pd.DataFrame:
    """Return the four shares of each vote, in the order of `votes`; unknown stays NaN.

        vote_area_share = area_voted_m2 / area_m2       vote_head_share = owners_voted / owners
        yes_area_share  = area_yes_m2 / area_voted_m2   yes_head_share  = owners_yes / owners_voted

    A share of nothing is unknown. So is one above 1, unless by less than one owner or one square
    metre: printed areas are rounded.

    >>> vote_shares(pd.DataFrame({"area_m2": [900], "area_voted_m2": [600], "area_yes_m2": [450],
    ...     "owners": [9], "owners_voted": [6], "owners_yes": [None]})).iloc[0].round(2).tolist()
    [0.67, 0.67, 0.75, nan]
    """
    return pd.DataFrame(
        {name: _share(votes, part, whole) for name, (part, whole, _) in _SHARES.items()},
        index=votes.index,
        dtype=float,
    )


def decided(votes: pd.DataFrame, *, participation: float, approval: float) -> pd.DataFrame:
    """Return one row an estate: its four shares, `passed` (True, False, NaN) and what is `short`.

    A vote passes when all four shares are known and reach their marks; it fails when one of them
    is known to fall short, whatever the others are; else nobody can say. `short` lists which fall
    short (vote_area; vote_head; yes_area; yes_head). Of several votes a passed one counts, then a
    failed one that falls short in less, then the one with the larger shares in that order.
    """
    shares = vote_shares(votes)
    short = _short(shares, participation, approval)
    passed = pd.Series(float("nan"), index=votes.index, dtype=object)
    passed = passed.mask(shares.notna().all(axis=1), other=True).mask(
        short.any(axis=1), other=False
    )
    found = shares.assign(
        estate_id=votes["estate_id"],
        passed=passed,
        short=[";".join(short.columns[row]) for row in short.to_numpy()],
        turn=passed.map({True: 0, False: 1}).fillna(2),
        count=short.sum(axis=1),
    )
    ascending = [True, True, *[False] * len(VOTE_SHARES)]
    ordered = found.sort_values(["turn", "count", *VOTE_SHARES], ascending=ascending)
    return ordered.drop_duplicates("estate_id").set_index("estate_id")[
        [*VOTE_SHARES, "passed", "short"]
    ]


def on_renovation(purpose: pd.Series, words: Sequence[str]) -> pd.Series:
    """Return which votes are on the renovation: they state no purpose, or one of `words`."""
    stated = purpose.fillna("").astype(str).str.strip()
    named = stated.map(lambda text: any(word in text for word in words)).astype(bool)
    return (stated == "") | named


def _share(votes: pd.DataFrame, part: str, whole: str) -> pd.Series:
    top, bottom = (
        pd.to_numeric(votes[name], errors="coerce").astype(float) for name in (part, whole)
    )
    possible = (bottom > 0) & (top >= 0) & (top < bottom + 1)
    return (top / bottom.where(possible)).clip(upper=1)


def _short(shares: pd.DataFrame, participation: float, approval: float) -> pd.DataFrame:
    least = {name: participation if name.startswith("vote") else approval for name in _SHARES}
    return pd.DataFrame(
        {code: shares[name] < least[name] - SLACK for name, (_, _, code) in _SHARES.items()}
    )
