"""What a change does to each estate, as classes of a map: gains, loses, walks less or more."""

import numpy as np
import pandas as pd

from layers.classes import UNKNOWN, MapClass

# Blue gains and orange loses: apart under colour blindness and in grey print, losers dashed too.
_GAIN, _NEARER, _SAME, _FARTHER, _LOSS, _MIXED = (
    "#1f5f8b", "#9cc4da", "#efece5", "#f3cfa3", "#c2542d", "#6d4a7d",
)  # fmt: skip
_HAD, _NOT = "#8fb5a3", "#efe3d3"


def change_classes() -> tuple[MapClass, ...]:
    """Return the classes: gains a facility, walks less, as before, farther, loses, both, unknown.

    >>> [item.key for item in change_classes()][:3]
    ['change_gain', 'change_nearer', 'change_same']
    """
    return (
        MapClass("change_gain", _GAIN, "#10202f"),
        MapClass("change_nearer", _NEARER, "#5f7f92"),
        MapClass("change_same", _SAME, "#a8a195"),
        MapClass("change_farther", _FARTHER, "#a9793f", "5 2"),
        MapClass("change_loss", _LOSS, "#5c1f12", "4 2"),
        MapClass("change_mixed", _MIXED, "#2d1b36", "1 2"),
        UNKNOWN,
    )


IF_ANY = frozenset({"change_farther", "change_loss", "change_mixed", UNKNOWN.key})
"""Classes that a legend names only where an estate falls in them."""


def change_keys(estates: pd.DataFrame, lines: pd.DataFrame) -> pd.Series:
    """Return the class of each estate (index: estate_id).

    `estates` (estate_id, gained, lost, coverage_before) and `lines` (estate_id, walk_m_before,
    walk_m_after; NaN beyond the limit of walks) as `study.scenario_compare.compared` gives them.
    """
    ids = pd.Index(estates["estate_id"], name="estate_id")
    before, after = (
        lines[f"walk_m_{when}"].fillna(np.inf).to_numpy(np.float64) for when in ("before", "after")
    )
    near = ids.isin(lines.loc[after < before, "estate_id"])
    far = ids.isin(lines.loc[after > before, "estate_id"])
    gain, loss = (estates[name].ne("").to_numpy() for name in ("gained", "lost"))
    unknown = estates["coverage_before"].isna().to_numpy() & ~gain & ~loss
    steps = {
        "change_mixed": gain & loss,
        "change_gain": gain,
        "change_loss": loss,
        UNKNOWN.key: unknown,
        "change_nearer": near & ~far,
        "change_farther": far & ~near,
    }
    keys = np.select(list(steps.values()), list(steps), "change_same")
    return pd.Series(keys, ids, dtype=object, name="class")


def proposal_change_classes() -> tuple[MapClass, ...]:
    """Return the classes of two proposals: sooner in the second, later, only in one, the same.

    "Left" is the first proposal and "right" the second, as the two maps stand.

    >>> [item.key for item in proposal_change_classes()][:2]
    ['moves_earlier', 'moves_later']
    """
    return (
        MapClass("moves_earlier", _NEARER, "#31546f", "5 2"),
        MapClass("moves_later", _FARTHER, "#8a5a20", "2 2"),
        MapClass("moves_right_only", _GAIN, "#10202f"),
        MapClass("moves_left_only", _LOSS, "#5c1f12", "4 2"),
        MapClass("moves_same", _SAME, "#a8a195"),
        MapClass("moves_neither", "#fbfaf7", "#b9bec4", "6 3"),
    )


def proposal_change_keys(left: pd.Series, right: pd.Series) -> pd.Series:
    """Return what becomes of each estate from proposal `left` to `right` (years, NaN for none).

    >>> years = [pd.Series(of, dtype="Int64") for of in ([2027, 2028, 2027, None, None, 2027],
    ...                                                  [2027, 2027, 2028, 2029, None, None])]
    >>> proposal_change_keys(*years).str.removeprefix("moves_").tolist()
    ['same', 'earlier', 'later', 'right_only', 'neither', 'left_only']
    """
    one, other = (
        years.astype("Float64").to_numpy(float, na_value=np.nan) for years in (left, right)
    )
    steps = {
        "moves_neither": np.isnan(one) & np.isnan(other),
        "moves_right_only": np.isnan(one),
        "moves_left_only": np.isnan(other),
        "moves_earlier": other < one,
        "moves_later": other > one,
    }
    keys = np.select(list(steps.values()), list(steps), "moves_same")
    return pd.Series(keys, left.index, dtype=object, name="class")


def siting_classes(none: str = "siting_none") -> tuple[MapClass, ...]:
    """Return the classes of a siting: has one now, had one before, still none, unknown.

    `none`: the key of the third; before anything is sited none is not "still none".
    """
    return (
        MapClass("siting_gain", _GAIN, "#10202f"),
        MapClass("siting_had", _HAD, "#5c7c6c"),
        MapClass(none, _NOT, "#a08c6c", "4 2"),
        UNKNOWN,
    )


def siting_keys(estates: pd.DataFrame, reach_m: float) -> pd.Series:
    """Return the class of each estate (index: estate_id).

    `estates`: estate_id, walk_before_m, walk_after_m (NaN: none within reach).

    >>> rows = pd.DataFrame({"estate_id": ["a", "b", "c"], "walk_before_m": [90.0, None, None],
    ...                      "walk_after_m": [90.0, 80.0, None]})
    >>> siting_keys(rows, 300).tolist()
    ['siting_had', 'siting_gain', 'siting_none']
    """
    near = [estates[name] <= reach_m for name in ("walk_before_m", "walk_after_m")]
    keys = np.select(near, ["siting_had", "siting_gain"], "siting_none")
    return pd.Series(keys, pd.Index(estates["estate_id"]), dtype=object, name="class")
