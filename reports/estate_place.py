"""Where an estate lies: its small map, and how far its people walk to what they need."""

from typing import Any

import pandas as pd

from layers.category_name import category_name
from layers.classes import classify, score_classes
from layers.small_map import SmallMap, small_map
from reports.estate_walks import times
from study.results import Results
from texts import say

SIZE = (118.0, 84.0)  # mm

_ROWS = 18
_NEAR, _TOO_FAR = "#2b6c9c", "#a63f28"


def place_map(results: Results, estate_id: str) -> SmallMap | None:
    """Return the map of an estate, neighbours in the classes of their scores; None: no outline."""
    estates = results.estates[["estate_id", "rank", "geometry"]].assign(
        **{"class": classify(results.estates["score"], score_classes())}
    )
    numbers = _listed(results, estate_id)
    found = numbers.loc[numbers["facility_id"].notna()]
    return small_map(
        estates,
        results.inputs,
        estate_id,
        classes=score_classes(),
        numbered={
            row["facility_id"]: (row["number"], _TOO_FAR if row["gap"] else _NEAR)
            for row in found.to_dict("records")
        },
        size=SIZE,
    )


def facilities(results: Results, estate_id: str, *, locale: str) -> list[dict[str, Any]]:
    """Return the nearest facility of each category: number on the map, walk, time, too far or not.

    `minutes` is how long every walker takes ("13/16 min"), nothing where it is not reached.
    """
    minutes = times(results, estate_id, locale=locale)
    return [
        {
            "number": str(row["number"]),
            "name": category_name(row["category"], locale=locale),
            "walk": _walk(row, locale),
            "minutes": minutes.get(row["category"], ""),
            "gap": bool(row["gap"]),
        }
        for row in _listed(results, estate_id).to_dict("records")
    ]


def _listed(results: Results, estate_id: str) -> pd.DataFrame:
    """Return what falls short first, then the nearest of the rest, numbered by walk."""
    walks = results.walks
    if walks.empty:
        return pd.DataFrame(
            columns=["category", "walk_m", "facility_id", "status", "gap", "number"]
        )
    own = walks[walks["estate_id"].eq(estate_id)]
    gaps = results.estates.loc[results.estates["estate_id"].eq(estate_id), "gaps"].iloc[0]
    codes = set(gaps.split(";")) if isinstance(gaps, str) else set()
    own = own.assign(gap=own["category"].isin(codes))
    kept = own.sort_values(["gap", "walk_m", "category"], ascending=[False, True, True])
    kept = kept.head(_ROWS).sort_values(["walk_m", "category"])
    return kept.assign(number=range(1, len(kept) + 1))


def _walk(row: dict[Any, Any], locale: str) -> str:
    if pd.isna(row["walk_m"]):
        return say(locale, f"walk.{row['status']}")
    return say(locale, "walk.metres", metres=f"{row['walk_m']:,.0f}")
