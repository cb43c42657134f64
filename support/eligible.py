"""Which rooms could take a facility at all, and why the others could not."""

import numpy as np
import pandas as pd


def eligible(
    candidates: pd.DataFrame, *, need_m2: float | None, priced: bool, usable: bool = True
) -> pd.Series:
    """Return why each candidate cannot be chosen, "" where it can, in the order of the table.

    In this order: `not_usable` (its column `use_possible` says no), `area_unknown` or `too_small`
    (its `floor_area_m2` is missing or below `need_m2`; None asks nothing), `cost_unknown` (a
    budget is to be kept, `priced`, and its `cost_wan` is missing). Without `usable` the column
    `use_possible` is not asked. What is not known is no promise: it rules a room out, and says so.

    >>> rooms = pd.DataFrame({"floor_area_m2": [400, 90, None], "use_possible": [True, True, None]})
    >>> eligible(rooms, need_m2=350, priced=False).tolist()
    ['', 'too_small', 'area_unknown']
    """
    reason = pd.Series("", index=candidates.index, dtype=object, name="reason")
    if priced:
        reason[_numbers(candidates, "cost_wan").isna()] = "cost_unknown"
    if need_m2 is not None:
        area_m2 = _numbers(candidates, "floor_area_m2")
        reason[area_m2 < need_m2] = "too_small"
        reason[area_m2.isna()] = "area_unknown"
    if usable and "use_possible" in candidates:
        said = candidates["use_possible"].astype("boolean")
        reason[(said == False).fillna(value=False).to_numpy(bool)] = "not_usable"  # noqa: E712
    return reason


def _numbers(candidates: pd.DataFrame, column: str) -> pd.Series:
    if column not in candidates:
        return pd.Series(np.nan, index=candidates.index)
    return candidates[column].astype("Float64")
