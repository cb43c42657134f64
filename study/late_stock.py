"""The later stock (2001–2005): estates the cut-off lets in only once the older ones are secured."""

import pandas as pd

from standards import Standards


def late_stock(estates: pd.DataFrame, rules: Standards) -> pd.Series:
    """Return whether an estate belongs to the later stock, as a group for a cap on its share.

        built_by_year < year built ≤ built_by_year_extended

    Of a range of years the whole must lie within to belong and outside not to; across a limit,
    and where no year is known, nobody knows (NA), and a cap does not count the estate. Before the
    day the extension came into force there is no later stock.
    """
    by = rules["built_by_year"]
    last = rules["built_by_year_extended"] if "built_by_year_extended" in rules.rules else by
    year, low, high = (
        pd.to_numeric(estates[name]).astype("Float64")
        for name in ("built_year", "built_year_low", "built_year_high")
    )
    early = pd.concat([year, low], axis=1).min(axis=1)
    late = pd.concat([year, high], axis=1).max(axis=1)
    inside = ((early > by) & (late <= last)).fillna(value=False).astype(bool)
    outside = ((late <= by) | (early > last)).fillna(value=False).astype(bool)
    unknown = pd.Series(pd.NA, index=estates.index, dtype="boolean", name="late_stock")
    return unknown.mask(inside, other=True).mask(outside, other=False)
