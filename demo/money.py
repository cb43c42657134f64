"""Who pays how much in which year: about 60 % of what the estates that may enter would cost."""

import numpy as np
import pandas as pd

YEARS = (2027, 2028, 2029, 2030, 2031)
PER_M2_YUAN = 420  # between 322 (Tianchang, list of 2021) and 474 (Enping)
AFFORDABLE = 0.6
RESIDENTS_YUAN = 2_000  # a household at most (Anqing); what they pay is for their own estate
AWARD = "省级奖补资金"  # paid a year after the works (以奖代补)
# source: (whose it is, share of the money, what it pays for, whether what is left is carried over)
SOURCES: dict[str, tuple[str, float, str, str]] = {
    "中央补助资金": ("政府", 0.32, "", "否"),
    "中央预算内投资": ("政府", 0.15, "配套设施", "否"),
    AWARD: ("政府", 0.16, "", "否"),
    "市区配套": ("政府", 0.30, "", "是"),
    "专营单位": ("专营单位", 0.07, "配套设施", "否"),
}
COURSE = (0.9, 1.0, 1.05, 1.05, 1.0)  # the first year is slow to start


def budgets(able: pd.DataFrame) -> pd.DataFrame:
    """Return source, year, amount_wan, pays, carry_over, party: five sources over five years.

    With what residents bring themselves they pay for `AFFORDABLE` of the `able` estates. An award
    comes a year after the works it pays for.
    """
    brought = (able["households"] - able["exempt_households"]).sum() * RESIDENTS_YUAN / 10_000
    cost = able["floor_area_m2"].sum() * PER_M2_YUAN / 10_000
    each = AFFORDABLE * (cost - brought) / sum(COURSE)
    rows = [
        (source, year + (source == AWARD), float(np.round(each * part * share, -1)), pays or None,
         carry, party)
        for source, (party, share, pays, carry) in SOURCES.items()
        for year, part in zip(YEARS, COURSE, strict=True)
    ]  # fmt: skip
    columns = ["source", "year", "amount_wan", "pays", "carry_over", "party"]
    return pd.DataFrame(rows, columns=columns)
