"""Who pays how much in which year: about 60 % of what the estates that may enter would cost."""

import numpy as np
import pandas as pd

YEARS = (2027, 2028, 2029, 2030, 2031)
PER_M2_YUAN = 420  # between 322 (Tianchang, list of 2021) and 474 (Enping)
AFFORDABLE = 0.6
BUILT_BY, AGREED = 2000, 2 / 3
# source: (share of the money, what it pays for, whether what is left moves to the next year)
SOURCES: dict[str, tuple[float, str, str]] = {
    "中央补助资金": (0.30, "", "否"),
    "中央预算内投资": (0.14, "other", "否"),
    "省级补助": (0.14, "", "否"),
    "市区配套": (0.26, "", "是"),
    "居民出资": (0.10, "", "是"),
    "专营单位": (0.06, "other", "否"),
}
COURSE = (0.9, 1.0, 1.05, 1.05, 1.0)  # the first year is slow to start


def budgets(estates: pd.DataFrame, surveys: pd.DataFrame) -> pd.DataFrame:
    """Return source, year, amount_wan, pays, carry_over: six sources over five years."""
    able = estates[_may_enter(estates, surveys)]
    total_wan = able["floor_area_m2"].sum() * PER_M2_YUAN / 10_000
    each = AFFORDABLE * total_wan / sum(COURSE)
    rows = [
        (source, year, float(np.round(each * part * share, -1)), pays or None, carry)
        for source, (share, pays, carry) in SOURCES.items()
        for year, part in zip(YEARS, COURSE, strict=True)
    ]
    return pd.DataFrame(rows, columns=["source", "year", "amount_wan", "pays", "carry_over"])


def _may_enter(estates: pd.DataFrame, surveys: pd.DataFrame) -> np.ndarray:
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
