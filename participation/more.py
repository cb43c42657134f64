"""How many more must agree, or pay, before an estate passes: the fewest, counted from the votes."""

import numpy as np
import pandas as pd

from participation.deposits import READINGS
from participation.votes import SLACK, vote_shares

MORE = ("more", "of_new", "of_turned", "if_new")
MORE_AREA = ("more_area_m2", "new_area_m2", "turned_area_m2")

_PER_M2 = 100  # areas are printed to a hundredth of a square metre
_TINY = 1e-6  # of a yuan: what the last digits of a product leave


def more_votes(votes: pd.DataFrame, *, participation: float, approval: float) -> pd.DataFrame:
    """Return how many more owners, and how much more area, each vote lacks, in its own order.

        of_new    = fewest n with (voted + n) / owners ≥ participation
        of_turned = fewest t with (yes + of_new + t) / (voted + of_new) ≥ approval
        more      = of_new + of_turned

    `of_new` stayed away and now agree, `of_turned` took part without agreeing: no other mix needs
    fewer. `if_new`: how many it takes where only those who stayed away are won over, unknown where
    there are not so many. `more_area_m2`, `new_area_m2`, `turned_area_m2`: the same in m², rounded
    up to 0.01 m². A vote that passes lacks 0; what is unknown, or impossible, stays NaN.

    >>> vote = pd.DataFrame({"owners": [90], "owners_voted": [54], "owners_yes": [40],
    ...     "area_m2": [900.0], "area_voted_m2": [600.0], "area_yes_m2": [450.0]})
    >>> more_votes(vote, participation=2/3, approval=3/4).iloc[0].tolist()
    [6.0, 6.0, 0.0, 6.0, 0.0, 0.0, 0.0]
    """
    least, agree, shares = participation - SLACK, approval - SLACK, vote_shares(votes)
    owners, voted, yes = _numbers(votes, "owners", "owners_voted", "owners_yes")
    new = np.maximum(0, _least_part(least, owners) - voted)
    turned = np.maximum(0, _least_part(agree, voted + new) - yes - new)
    if_new = _at_most(np.maximum(new, _joining(agree, yes, voted)), owners - voted)
    heads = dict(zip(MORE, (new + turned, new, turned, if_new), strict=True))
    area, area_voted, area_yes = _numbers(votes, "area_m2", "area_voted_m2", "area_yes_m2")
    new_m2 = _up(np.maximum(0, least * area - area_voted))
    turned_m2 = _up(np.maximum(0, agree * (area_voted + new_m2) - area_yes - new_m2))
    metres = dict(zip(MORE_AREA, (new_m2 + turned_m2, new_m2, turned_m2), strict=True))
    return pd.concat([_known(heads, shares, "head"), _known(metres, shares, "area")], axis=1)


def nearest_vote(votes: pd.DataFrame, *, participation: float, approval: float) -> pd.DataFrame:
    """Return, by estate, the vote that lacks the fewest owners, then the least area: `more_votes`.

    One passed vote is enough, so the nearest to passing is the one to go by. Votes known in heads
    and area come first; of equal ones the lower `vote_id`.
    """
    found = more_votes(votes, participation=participation, approval=approval)
    told = pd.concat([votes[["estate_id", "vote_id"]], found], axis=1)
    told = told.assign(gaps=found[["more", "more_area_m2"]].isna().sum(axis=1))
    ordered = told.sort_values(["gaps", "more", "more_area_m2", "vote_id"], kind="stable")
    return ordered.drop_duplicates("estate_id").drop(columns="gaps").set_index("estate_id")


def more_support(
    yes: pd.Series, replies: pd.Series, people: pd.Series, *, support: float
) -> pd.DataFrame:
    """Return how many more must be in favour for yes / replies to reach `support`.

    `more`: the fewest, of those who replied otherwise (`of_turned`; `of_new` is 0). `if_new`: how
    many new replies in favour it takes instead, unknown where fewer than that did not reply.

    >>> one = [pd.Series([n]) for n in (50, 90, 120)]
    >>> more_support(*one, support=2/3).iloc[0].tolist()
    [10.0, 0.0, 10.0, 30.0]
    """
    told = pd.concat({"yes": yes, "replies": replies, "people": people}, axis=1)
    count, answered, homes = _numbers(told, "yes", "replies", "people")
    possible = (answered > 0) & (count <= answered)
    turned = np.maximum(0, _least_part(support, answered) - count)
    if_new = _at_most(np.maximum(0, _joining(support, count, answered)), homes - answered)
    columns = dict(zip(MORE, (turned, 0 * turned, turned, if_new), strict=True))
    return _where(columns, yes.index, possible)


def more_deposits(paid: pd.DataFrame, *, least_yuan: float | None, reading: str) -> pd.DataFrame:
    """Return the yuan short and how many households more must pay, in the order of `paid`.

        more_yuan = least_yuan × owing - paid, rounded up      owing = households - exempt
        more      = most of  more_yuan / least_yuan, rounded up;  owing - households that paid
                    (the second only where `every_household` must have paid)

    `paid`: deposit_per_household_yuan, deposit_paid_share, households, exempt_households. Nothing
    can be counted where the whole share is to be collected in one go: unknown, as is all else
    that the deposits do not tell.
    """
    per, share, homes, exempt = _numbers(
        paid, "deposit_per_household_yuan", "deposit_paid_share", "households", "exempt_households"
    )
    owing = homes - np.nan_to_num(exempt)
    least = np.nan if least_yuan is None or reading == READINGS[-1] else least_yuan
    yuan = np.maximum(0, np.ceil((least - per) * owing - _TINY))
    more = np.ceil(yuan / least)
    if reading == READINGS[1]:
        more = np.maximum(more, np.rint(owing * (1 - share)))
    return pd.DataFrame({"more": more, "more_yuan": yuan}, index=paid.index)


def _least_part(share: float, whole: np.ndarray) -> np.ndarray:
    """Return the smallest whole number n with n / whole ≥ share, as division compares them."""
    near = np.ceil(share * whole)
    with np.errstate(invalid="ignore", divide="ignore"):
        near = np.where((near - 1) / whole >= share, near - 1, near)
        return np.where(near / whole >= share, near, near + 1)


def _joining(share: float, yes: np.ndarray, voted: np.ndarray) -> np.ndarray:
    """Return the smallest whole number n with (yes + n) / (voted + n) ≥ share."""
    near = np.ceil((share * voted - yes) / (1 - share)) if share < 1 else np.full(len(yes), np.inf)
    with np.errstate(invalid="ignore", divide="ignore"):
        near = np.where((yes + near - 1) / (voted + near - 1) >= share, near - 1, near)
        near = np.where((yes + near) / (voted + near) >= share, near, near + 1)
    return np.where(yes >= voted, 0, np.maximum(0, near))


def _up(metres: np.ndarray) -> np.ndarray:
    up: np.ndarray = np.ceil(metres * _PER_M2) / _PER_M2
    return up


def _at_most(numbers: np.ndarray, most: np.ndarray) -> np.ndarray:
    return np.where(numbers <= most, numbers, np.nan)


def _numbers(table: pd.DataFrame, *names: str) -> list[np.ndarray]:
    return [
        pd.to_numeric(table[name], errors="coerce")
        .astype("Float64")
        .to_numpy(float, na_value=np.nan)
        for name in names
    ]


def _known(columns: dict[str, np.ndarray], shares: pd.DataFrame, of: str) -> pd.DataFrame:
    known = shares[[f"vote_{of}_share", f"yes_{of}_share"]].notna().all(axis=1)
    return _where(columns, shares.index, known.to_numpy())


def _where(columns: dict[str, np.ndarray], index: pd.Index, known: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({name: np.where(known, c, np.nan) for name, c in columns.items()}, index)
