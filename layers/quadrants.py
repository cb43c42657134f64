"""Need and readiness side by side: which of four kinds an estate is, and how many there are."""

import pandas as pd

from layers.classes import SURE

QUADRANTS = ("now", "prepare", "steady", "later")
UNKNOWN = "unknown"


def middles(estates: pd.DataFrame) -> tuple[float, float]:
    """Return the median need and the median readiness of the estates that know both; NaN of none.

    >>> middles(pd.DataFrame({"need": [10.0, 30, 80], "readiness": [5.0, 50, 60]}))
    (30.0, 50.0)
    """
    known = estates[["need", "readiness"]].dropna()
    return float(known["need"].median()), float(known["readiness"].median())


def quadrants(estates: pd.DataFrame, lines: tuple[float, float]) -> pd.Series:
    """Return the kind of each estate by `lines` (need, readiness); on a line counts as above it.

        now: needs it and is ready; prepare: needs it, not ready; steady: ready, needs it less;
        later: neither; unknown: need or readiness is not known

    >>> two = pd.DataFrame({"need": [60.0, 20.0], "readiness": [70.0, None]})
    >>> quadrants(two, (50, 50)).tolist()
    ['now', 'unknown']
    """
    needed, ready = estates["need"] >= lines[0], estates["readiness"] >= lines[1]
    kinds = pd.Series("later", estates.index, dtype=object, name="quadrant")
    kinds = kinds.mask(ready, "steady").mask(needed, "prepare").mask(needed & ready, "now")
    return kinds.mask(estates["need"].isna() | estates["readiness"].isna(), UNKNOWN)


def quadrant_table(estates: pd.DataFrame, kinds: pd.Series, placed: pd.Series) -> pd.DataFrame:
    """Return one row a kind: estates, households (known ones), sure of the first, placed in a plan.

    `placed` says of each estate whether the plan places it; columns quadrant, estates, households,
    sure, placed. The kind "unknown" has a row only where there is one.
    """
    rows = pd.DataFrame(
        {
            "quadrant": kinds.to_numpy(),
            "estates": 1,
            "households": pd.to_numeric(estates["households"]).to_numpy(dtype=float),
            "sure": (estates["top_share"] >= SURE).to_numpy(),
            "placed": placed.to_numpy(dtype=bool),
        }
    )
    found = rows.groupby("quadrant").sum()
    names = [*QUADRANTS, *([UNKNOWN] if UNKNOWN in found.index else [])]
    return found.reindex(names, fill_value=0).astype(int).rename_axis("quadrant").reset_index()
