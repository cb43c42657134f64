"""How old an estate is when the plan starts, with the range its ledger leaves open."""

import pandas as pd


def ages(estates: pd.DataFrame, first_year: int) -> pd.DataFrame:
    """Return built_year, age_years, age_years_low, age_years_high in the estates' order.

    age = first year of the plan - year built. Where only a range of years is known, the year
    built is its middle (rounded down), and low and high keep the range. A year outside its own
    range widens it. Unknown stays unknown.
    """
    year, early, late = (
        pd.to_numeric(estates[name]).astype("Float64")
        for name in ("built_year", "built_year_low", "built_year_high")
    )
    middle = ((early + late) / 2).map(lambda value: value // 1, na_action="ignore")
    year = year.fillna(middle)
    earliest = pd.concat([year, early], axis=1).min(axis=1)
    latest = pd.concat([year, late], axis=1).max(axis=1)
    return pd.DataFrame(
        {
            "built_year": year.astype("Int64"),
            "age_years": (first_year - year).astype(float),
            "age_years_low": (first_year - latest).astype(float),
            "age_years_high": (first_year - earliest).astype(float),
        },
        index=estates.index,
    )
