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
    early, late = (pd.concat([year, end], axis=1) for end in (early, late))
    return pd.DataFrame(
        {
            "built_year": year.astype("Int64"),
            "age_years": (first_year - year).astype(float),
            "age_years_low": (first_year - late.max(axis=1)).astype(float),
            "age_years_high": (first_year - early.min(axis=1)).astype(float),
        },
        index=estates.index,
    )
