"""Areas by money: what is asked and placed per household, what share is placed, and when."""

import math

import pandas as pd

from layers.classes import UNKNOWN, MapClass, classify, graded

MEASURES = ("asked_household", "placed_household", "placed_share")
PLACED_IN = "placed_in."  # and a year

_COLOURS = ("#f3eef7", "#d3c5e3", "#a78fc7", "#77539f", "#46246d")
_BREAKS = {
    "asked_household": (0, 1, 2, 3, 4, math.inf),  # 万元 a household
    "placed_household": (0, 0.5, 1, 2, 3, math.inf),  # 万元 a household
    "placed_share": (0.0, 0.2, 0.4, 0.6, 0.8, 1.0),
    "placed_in": (0, 200, 500, 1000, 2000, math.inf),  # 万元
}


def area_money_classes(measure: str) -> tuple[MapClass, ...]:
    """Return five classes of one of `MEASURES`, or of the money placed in a year (`placed_in.`).

    >>> [item.key for item in area_money_classes("placed_in.2027")][::4]
    ['placed_in.1', 'placed_in.5']
    """
    name = measure.partition(".")[0]
    return (*graded(name, _BREAKS[name], _COLOURS), UNKNOWN)


def area_money(
    areas: pd.DataFrame, estates: pd.DataFrame, money: pd.DataFrame, *, measure: str, proposal: str
) -> "pd.Series[float]":
    """Return one number an area, in the order of `areas`; unknown where nothing is known.

    asked_household = Σ asked / Σ households, placed_household = Σ placed / Σ households (万元) over
    the estates of which both numbers are known: one whose households nobody counted is in neither
    sum. placed_share = placed_<proposal>_wan / asked_wan. placed_in.<year> = what `money`
    (estate_id, amount_wan) holds in all years for the estates that start in that year. An estate
    asks its cost_wan, nothing where a gate shuts it out; it is placed with what `money` holds.

    `areas` has area_id, level, asked_wan and placed_<proposal>_wan; `estates` has households,
    cost_wan, gate, year_<proposal> and <level>_area_id.
    """
    plain = pd.DataFrame(estates.drop(columns="geometry", errors="ignore"))
    if measure == "asked_household":
        cost = plain["cost_wan"].astype(float)
        return _a_household(areas, plain, cost.where(plain["gate"].fillna("").eq(""), 0.0))
    paid = plain["estate_id"].map(money.groupby("estate_id")["amount_wan"].sum()).fillna(0.0)
    if measure == "placed_household":
        return _a_household(areas, plain, paid)
    if measure == "placed_share":
        asked = areas["asked_wan"].astype(float)
        return areas[f"placed_{proposal}_wan"].astype(float) / asked.where(asked > 0)
    starts = plain[f"year_{proposal}"].eq(int(measure.removeprefix(PLACED_IN))).fillna(value=False)
    return _summed(areas, plain, paid.where(starts.astype(bool), 0.0))


def area_money_keys(values: pd.Series, measure: str) -> pd.Series:
    """Return the class of each area."""
    return classify(values, area_money_classes(measure))


def _a_household(
    areas: pd.DataFrame, estates: pd.DataFrame, wan: "pd.Series[float]"
) -> "pd.Series[float]":
    """Return the money of each area a household, over the estates of which both are known."""
    homes = estates["households"].astype(float)
    known = homes.gt(0) & wan.notna()
    counted = _summed(areas, estates, homes.where(known, 0.0))
    return _summed(areas, estates, wan.where(known, 0.0)) / counted.where(counted > 0)


def _summed(
    areas: pd.DataFrame, estates: pd.DataFrame, amounts: "pd.Series[float]"
) -> "pd.Series[float]":
    """Return the sum of an amount over the estates of each area, an estate once a level."""
    sums = pd.Series(0.0, areas["area_id"].to_numpy())
    for level in areas["level"].unique():
        found = amounts.groupby(estates[f"{level}_area_id"]).sum()
        sums = sums.add(found.reindex(sums.index).fillna(0.0))
    return pd.Series(sums.to_numpy(float), areas.index)
