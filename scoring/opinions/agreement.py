"""How far rankings agree, which alternatives the choice of method decides, who changed places."""

import numpy as np
import pandas as pd

from tables import InputError


def rank_correlation(ranks: pd.DataFrame, coefficient: str) -> pd.DataFrame:
    """Return the rank correlation of every two columns of `ranks`: method × method, -1 to 1.

    `coefficient`: "spearman" (correlation of the ranks, ties sharing their mean rank) or "kendall"
    (tau-b: pairs in the same order less pairs in opposite order, corrected for ties). Hand in
    `Opinions.shared_ranks`: ranks that break ties would make two methods that say nothing agree.
    Where a method ranks all alike, or with fewer than two alternatives, nothing can be compared:
    NaN.

    >>> ranks = pd.DataFrame({"a": [1, 2, 3], "b": [1, 3, 2]})
    >>> rank_correlation(ranks, "kendall").loc["a", "b"].round(4)
    np.float64(0.3333)
    """
    # Imported here: it takes longer to start than everything else in this room together.
    from scipy.stats import kendalltau, spearmanr  # noqa: PLC0415

    known = {"spearman": spearmanr, "kendall": kendalltau}
    if coefficient not in known:
        raise InputError("methods.unknown_coefficient", value=coefficient, known=", ".join(known))
    size = len(ranks.columns)
    found = np.full((size, size), np.nan)
    telling = [place for place in range(size) if len(set(ranks.iloc[:, place])) > 1]
    for first in telling:
        found[first, first] = 1
        for second in (place for place in telling if place > first):
            pair = known[coefficient](ranks.iloc[:, first], ranks.iloc[:, second])
            found[first, second] = found[second, first] = pair.statistic
    return pd.DataFrame(found, index=ranks.columns, columns=ranks.columns)


def top_overlap(ranks: pd.DataFrame, k: int) -> pd.DataFrame:
    """Return |A ∩ B| / k for the first k of every two columns of `ranks`: method × method, 0-1.

    With fewer than k alternatives k is their number; with none NaN. Ranks without ties.

    >>> top_overlap(pd.DataFrame({"a": [1, 2, 3], "b": [1, 3, 2]}), 2).loc["a", "b"]
    np.float64(0.5)
    """
    inside = _inside(ranks, k).to_numpy(dtype=float)
    size = min(k, len(ranks))
    shared = inside.T @ inside / size if size else np.full((inside.shape[1],) * 2, np.nan)
    return pd.DataFrame(shared, index=ranks.columns, columns=ranks.columns)


def decided_by_method(ranks: pd.DataFrame, k: int) -> pd.DataFrame:
    """Return the alternatives that some methods put into the first k and others do not.

    Columns: alternative; inside (how many methods put it in), of (how many were asked); methods_in
    and methods_out (tuples of their names); rank_best and rank_worst over the methods. The most
    disputed first (inside nearest to half), then in the order given. Ranks without ties.

    >>> ranks = pd.DataFrame({"a": [1, 2, 3], "b": [1, 3, 2]}, index=["x", "y", "z"])
    >>> decided_by_method(ranks, 2)[["alternative", "methods_in"]].to_numpy().tolist()
    [['y', ('a',)], ['z', ('b',)]]
    """
    inside = _inside(ranks, k)
    counts, of = inside.sum(axis=1), len(ranks.columns)
    split = (counts > 0) & (counts < of)
    disputed, places = inside[split], ranks[split]
    found = pd.DataFrame(
        {
            "alternative": list(disputed.index),
            "inside": counts[split].to_numpy(),
            "of": of,
            "methods_in": [tuple(disputed.columns[row]) for row in disputed.to_numpy()],
            "methods_out": [tuple(disputed.columns[~row]) for row in disputed.to_numpy()],
            "rank_best": places.min(axis=1).to_numpy(),
            "rank_worst": places.max(axis=1).to_numpy(),
        }
    )
    order = (2 * found["inside"] - of).abs().sort_values(kind="stable").index
    return found.loc[order].reset_index(drop=True)


def reversals(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """Return the pairs that changed order from one ranking to another: one row a pair.

    `before` and `after` hold ranks by alternative; who is in one of them only - the alternative
    that was dropped or added - is left aside. Columns: ahead (first before), behind, and their
    ranks before and after. Sorted by rank before. Pairs tied in either did not change order. n
    alternatives have n·(n - 1)/2 pairs: of thousands ask `reversal_count` first.

    >>> before, after = pd.Series({"x": 1, "y": 2, "z": 3}), pd.Series({"y": 1, "x": 2})
    >>> reversals(before, after)[["ahead", "behind"]].to_numpy().tolist()
    [['x', 'y']]
    """
    both, first, second = _in_both(before, after)
    pairs = [_overtaken(place, first, second) for place in range(len(both))]
    ahead = np.repeat(np.arange(len(both)), [len(found) for found in pairs])
    behind = np.concatenate([*pairs, np.zeros(0, dtype=int)]).astype(int)
    return pd.DataFrame(
        {
            "ahead": both[ahead],
            "behind": both[behind],
            "ahead_before": first[ahead],
            "behind_before": first[behind],
            "ahead_after": second[ahead],
            "behind_after": second[behind],
        }
    )


def reversal_count(before: pd.Series, after: pd.Series) -> int:
    """Return how many pairs `reversals` would list, without holding them.

    >>> reversal_count(pd.Series({"x": 1, "y": 2, "z": 3}), pd.Series({"y": 1, "x": 2}))
    1
    """
    both, first, second = _in_both(before, after)
    return sum(len(_overtaken(place, first, second)) for place in range(len(both)))


def _in_both(before: pd.Series, after: pd.Series) -> tuple[pd.Index, np.ndarray, np.ndarray]:
    both = before.sort_values(kind="stable").index.intersection(after.index, sort=False)
    return both, before[both].to_numpy(), after[both].to_numpy()


def _overtaken(place: int, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return who stood behind `place` and now stands ahead of it."""
    later = (first[place + 1 :] > first[place]) & (second[place + 1 :] < second[place])
    return np.flatnonzero(later) + place + 1


def _inside(ranks: pd.DataFrame, k: int) -> pd.DataFrame:
    if k < 1:
        raise InputError("methods.bad_k", value=k)
    return ranks <= k
