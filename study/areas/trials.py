"""How firmly each area holds its rank: weights and data tried together, as for the estates."""

from dataclasses import replace

import numpy as np
import pandas as pd

from scoring.robust import Cells, Matrix, robustness
from study.areas.totals import people
from study.choices import Choices
from study.robust import certain_rest, sampling
from study.stages import Ranked

TRIED = ("rank_expected", "rank_p05", "rank_p95")
_DRAWS = 2_000  # for each level: ranks of a dozen streets settle sooner than those of estates


def area_trials(
    areas: pd.DataFrame, members: pd.DataFrame, found: Ranked, choices: Choices
) -> pd.DataFrame:
    """Return the areas with rank_expected, rank_p05 and rank_p95 beside their rank.

    Each trial draws the weights of need and every uncertain value of an estate anew, and ranks the
    areas of a level by their resident-weighted need; 90 of 100 trials lie between p05 and p95. An
    area without a rank has none of the three. Equal needs fall to the order of the rank.
    """
    parts = [
        _level(group.sort_values("rank"), members, found, choices)
        for _, group in areas[areas["rank"].notna()].groupby("level", sort=False)
    ]
    tried = pd.concat([pd.DataFrame(columns=["area_id", *TRIED]), *parts]).set_index("area_id")
    own = tried.reindex(areas["area_id"])
    return areas.assign(**{name: own[name].to_numpy(dtype=float) for name in TRIED})


def _level(
    group: pd.DataFrame, members: pd.DataFrame, found: Ranked, choices: Choices
) -> pd.DataFrame:
    need = found.card.on("need")
    shares = np.array([found.weights.shares.get(key, 0.0) for key in found.card.criteria])[need]
    if not shares.sum():
        return pd.DataFrame({"area_id": group["area_id"], **dict.fromkeys(TRIED, np.nan)})
    matrix = _matrix(group, members, found, choices)
    few = replace(sampling(found, choices), draws=min(_DRAWS, choices.ranking.draws))
    trials = robustness(matrix, shares, replace(few, confidence_draws=None), top_k=[1])
    return trials.table.rename(columns={"estate_id": "area_id"})[["area_id", *TRIED]]


def _matrix(group: pd.DataFrame, members: pd.DataFrame, found: Ranked, choices: Choices) -> Matrix:
    """Return the areas' scores on the criteria of need, means of their estates' by residents."""
    ids = list(group["area_id"])
    place = members[members["area_id"].isin(ids)].set_index("estate_id")["area_id"]
    at = {area_id: row for row, area_id in enumerate(ids)}
    estates = list(found.card.estate_ids)
    area = np.array([at.get(place.get(estate), -1) for estate in estates])
    weight = np.where(area >= 0, people(found.estates), 0.0)
    heads = np.bincount(area[area >= 0], weights=weight[area >= 0], minlength=len(ids))
    share = np.divide(weight, heads[area], out=np.zeros(len(area)), where=area >= 0)
    rest, cells = certain_rest(found, choices)
    need = found.card.on("need")
    return Matrix(
        tuple(ids), _summed(rest[:, need], area, share, len(ids)), _moved(cells, area, share, need)
    )


def _summed(rest: np.ndarray, area: np.ndarray, share: np.ndarray, areas: int) -> np.ndarray:
    """Return Σ share x rest an area; of a criterion not known everywhere, the mean of the known."""
    found = np.full((areas, rest.shape[1]), np.nan)
    for column in range(rest.shape[1]):
        told = (area >= 0) & ~np.isnan(rest[:, column])
        top, bottom = (
            np.bincount(area[told], weights=values[told], minlength=areas)
            for values in (share * rest[:, column], share)
        )
        np.divide(top, bottom, out=found[:, column], where=bottom > 0)
    return found


def _moved(
    cells: Cells | None, area: np.ndarray, share: np.ndarray, need: np.ndarray
) -> Cells | None:
    """Return the uncertain cells of estates as cells of their areas, on the columns of need."""
    if cells is None:
        return None
    column = np.cumsum(need) - 1
    kept = (area[cells.row] >= 0) & need[cells.column]
    return Cells(
        row=area[cells.row][kept],
        column=column[cells.column][kept],
        share=(cells.share * share[cells.row])[kept],
        interval=cells.interval[kept],
        low=cells.low[kept],
        mid=cells.mid[kept],
        high=cells.high[kept],
        confidence=cells.confidence,
    )
