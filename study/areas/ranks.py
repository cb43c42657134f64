"""Rank of the areas of each level by need, and the ranks they could have; no rank for the small."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

_DECIMALS = 9
_RANKS = ["rank", "rank_best", "rank_worst"]


def area_ranks(areas: pd.DataFrame, least: Mapping[str, int]) -> pd.DataFrame:
    """Return the areas with rank, rank_best, rank_worst and rank_note.

    Rank 1 of a level is the highest `need`. Ties: more residents (unknown last), then the name,
    then the area_id. The best rank counts the ranked areas surely ahead (their need_low above this
    need_high), the worst all that may be ahead. An area with fewer than `least[level]` scored
    estates has no rank, so that one or two bad estates do not make a worst street; `rank_note`
    says why a rank is missing: not_stated (no area at all), no_estates, unknown (no need known),
    small_number; "" where there is one.
    """
    notes = _notes(areas, least)
    ranked = areas[notes.eq("")]
    parts = [_ranked(group) for _, group in ranked.groupby("level", sort=False)]
    places = pd.concat([pd.DataFrame(columns=_RANKS, dtype="Int64"), *parts])
    return areas.assign(**places.reindex(areas.index).astype("Int64"), rank_note=notes)


def _notes(areas: pd.DataFrame, least: Mapping[str, int]) -> "pd.Series[str]":
    fewest = areas["level"].map(dict(least)).astype(float)
    notes = pd.Series("", index=areas.index, dtype=object)
    notes = notes.mask(areas["scored"].lt(fewest), "small_number")
    notes = notes.mask(areas["need"].isna(), "unknown")
    notes = notes.mask(areas["estates"].eq(0), "no_estates")
    return notes.mask(areas["name"].eq(""), "not_stated")


def _ranked(group: pd.DataFrame) -> pd.DataFrame:
    need, low, high = (
        group[name].to_numpy(dtype=float).round(_DECIMALS)
        for name in ("need", "need_low", "need_high")
    )
    order = group.assign(need=need).sort_values(
        ["need", "residents", "name", "area_id"],
        ascending=[False, False, True, True],
        na_position="last",
    )
    rank = pd.Series(range(1, len(group) + 1), index=order.index).reindex(group.index)
    best = 1 + len(low) - np.searchsorted(np.sort(low), high, side="right")
    worst = len(high) - np.searchsorted(np.sort(high), low, side="left")
    return pd.DataFrame(
        {
            "rank": rank,
            "rank_best": np.minimum(best, rank),
            "rank_worst": np.maximum(worst, rank),
        }
    )
