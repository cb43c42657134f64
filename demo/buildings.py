"""楼栋鉴定: the safety grade of each building of some estates, as a surveyor lists them."""

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd

LISTED, UNGRADED = 0.12, 0.1  # of the estates; of the buildings beside the worst
WORST = ("A", "B", "C", "D")
COLUMNS = ("estate_id", "building_id", "floor_area_m2", "households", "safety_grade")


def buildings(estates: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row a building: its number, floor area, households and grade, if it has one.

    The worst of each list is the estate's own grade, with two exceptions: one estate that the
    ledger calls B has a building graded C (somebody must ask), and the last estate graded D has
    other buildings that are not, so only some of it leaves the pool.
    """
    drawn = (rng.random(len(estates)) < LISTED) & (estates["part"] == "").to_numpy()
    several, grade = (estates["buildings"] > 1).to_numpy(), estates["safety_grade"]
    partly = estates.loc[(grade == "D") & several, "estate_id"].iloc[1:].tail(1).tolist()
    wanted = drawn & several & (grade != "D").to_numpy()
    listed = estates[wanted | estates["estate_id"].isin(partly)]
    listed = estates.head(1) if listed.empty else listed  # a file without a row is no file
    at_odds = listed.loc[listed["safety_grade"] == "B", "estate_id"].head(1).tolist()
    rows = [
        row
        for estate in listed.to_dict("records")
        for row in _rows(estate, "C" if estate["estate_id"] in at_odds else None, rng)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(
    estate: Mapping[Hashable, object], worse: str | None, rng: np.random.Generator
) -> list[tuple[object, ...]]:
    count = int(str(estate["buildings"]))
    share = rng.dirichlet(np.full(count, 12.0))
    area = np.round(share * float(str(estate["floor_area_m2"])), -1)
    homes = np.round(share * float(str(estate["households"]))).astype(int)
    grades = _grades(worse or estate["safety_grade"], count, rng)
    return [
        (estate["estate_id"], f"{place + 1}号楼", area[place], homes[place], grades[place])
        for place in range(count)
    ]


def _grades(worst: object, count: int, rng: np.random.Generator) -> list[str | None]:
    """Return the grades of the buildings, the worst once, the others better or not yet known."""
    top = WORST.index(str(worst)) if worst in WORST else 1
    better = [WORST[place] for place in rng.integers(0, min(top, 1) + 1, count)]
    graded = [
        None if blank else one
        for blank, one in zip(rng.random(count) < UNGRADED, better, strict=True)
    ]
    if worst in WORST:
        graded[int(rng.integers(0, count))] = WORST[top]
    return graded
