"""How far each estate has come: who agreed, households in need, scheme, demonstration, money."""

import numpy as np
import pandas as pd

BUILT_BY, AGREED = 2000, 2 / 3
CLEARLY = 0.78  # of owners and area, voting and in favour: above every threshold of the law
DEMONSTRATIONS = 6 / 306  # of the estates; the first is settled, the others are to follow early
IN_NEED = {"公房": 0.16, "集资房": 0.06, "房改房": 0.07, "商品房": 0.03}  # of the households
EXEMPT = (0.4, 0.9)  # of the households in need: the poorest pay nothing
STAGES = ("未启动", "一进成共识", "二进成初稿", "三进成定稿")
AGREED_STAGES, OTHER_STAGES = (0.0, 0.12, 0.48, 0.4), (0.5, 0.4, 0.1, 0.0)
COLLECTED = 0.3  # of the estates with a final scheme


def fit(estates: pd.DataFrame, surveys: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Return single estates that may enter beyond doubt, the smallest first."""
    able: pd.DataFrame = estates[
        (estates["part"] == "")
        & (estates["cluster_id"] == "")
        & (estates["built_year"] <= BUILT_BY)
        & estates["other_programme"].isna()
        & estates["renovated_year"].isna()
        & estates["safety_grade"].isin(["A", "B"])
        & estates["estate_id"].isin(agreed(surveys, votes))
    ]
    return able.sort_values(["floor_area_m2", "estate_id"])


def may_enter(estates: pd.DataFrame, surveys: pd.DataFrame) -> np.ndarray:
    """Return the estates old enough, agreed and in no other programme, roughly as gates will."""
    newest = surveys.sort_values("survey_date").groupby("estate_id").last()
    agreed = newest.index[newest["support"] / newest["returned"] >= AGREED]
    able = (
        (estates["built_year"] <= BUILT_BY)
        & estates["estate_id"].isin(agreed)
        & estates["other_programme"].isna()
        & (estates["safety_grade"] != "D")
    )
    return able.to_numpy(dtype=bool)


def standing(
    estates: pd.DataFrame, surveys: pd.DataFrame, votes: pd.DataFrame, rng: np.random.Generator
) -> dict[str, pd.Series]:
    """Return vulnerable_households, exempt_households, demonstration, scheme_stage and collected.

    The schemes of demonstration estates are final and their money is there. The second twin is as
    the first.
    """
    count = len(estates)
    spread = rng.uniform(0.4, 1.6, count) * estates["ownership"].map(IN_NEED).to_numpy()
    in_need = (estates["households"] * spread).round().astype(int)
    shown = _demonstrations(fit(estates, surveys, votes), count, rng)
    level = estates["estate_id"].map(shown)
    stage = _stages(may_enter(estates, surveys), rng)
    stage[level.notna()] = STAGES[-1]
    final = stage == STAGES[-1]
    found = {
        "vulnerable_households": in_need,
        "exempt_households": (in_need * rng.uniform(*EXEMPT, count)).round().astype(int),
        "demonstration": level,
        "scheme_stage": pd.Series(stage, index=estates.index),
        "collected_before_start": final & ((rng.random(count) < COLLECTED) | level.notna()),
    }
    twins = estates.index[estates["part"] == "twin"]
    return {name: _alike(values, *twins) for name, values in found.items()}


def agreed(surveys: pd.DataFrame, votes: pd.DataFrame) -> np.ndarray:
    """Return the ids of estates whose owners agreed: clearly by vote, or by survey without one."""
    shares = (
        votes["owners_voted"] / votes["owners"],
        votes["area_voted_m2"] / votes["area_m2"],
        votes["owners_yes"] / votes["owners_voted"],
        votes["area_yes_m2"] / votes["area_voted_m2"],
    )
    clearly = votes.loc[pd.concat(shares, axis=1).min(axis=1) > CLEARLY, "estate_id"]
    newest = surveys.sort_values(["estate_id", "survey_date"]).groupby("estate_id").last()
    asked = newest.index[newest["support"] / newest["returned"] > AGREED]
    return np.union1d(clearly, np.setdiff1d(asked, votes["estate_id"]))


def _demonstrations(able: pd.DataFrame, count: int, rng: np.random.Generator) -> dict[str, str]:
    """Return the level of each demonstration: the smallest fit estate, and some others but one.

    The second of the fit is spared: a rule of the study lets it wait.
    """
    others = able["estate_id"].iloc[2:].to_numpy()
    wanted = min(len(others), max(0, round(DEMONSTRATIONS * count) - 1))
    drawn = rng.choice(others, wanted, replace=False) if wanted else others[:0]
    first = able["estate_id"].iloc[:1]
    return {str(id_): "市级" for id_ in drawn} | {str(id_): "省级" for id_ in first}


def _stages(able: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    roll = rng.random(len(able))
    drawn = [
        np.searchsorted(np.cumsum(shares), roll, side="right").clip(max=len(STAGES) - 1)
        for shares in (AGREED_STAGES, OTHER_STAGES)
    ]
    return np.array(STAGES, dtype=object)[np.where(able, *drawn)]


def _alike(values: pd.Series, one: int, other: int) -> pd.Series:
    changed = values.copy()
    changed[other] = changed[one]
    return changed
