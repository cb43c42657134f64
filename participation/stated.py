"""What the ledger itself says of the support: for estates nobody surveyed."""

import pandas as pd

from participation.rates import rate


def stated_support(
    households: pd.Series, support_rate: pd.Series, support_households: pd.Series
) -> pd.Series:
    """Return the support a ledger states, 0–1; unknown (NaN) where it states none.

        stated = support_rate, else support_households / households

    A rate outside 0 to 1, and more households in favour than there are, say nothing.

    >>> stated_support(pd.Series([100, 300, 10]), pd.Series([0.9, None, None]),
    ...     pd.Series([None, 240, 12])).tolist()
    [0.9, 0.8, nan]
    """
    told = pd.to_numeric(support_rate).astype("Float64").astype(float)
    counted = rate(pd.to_numeric(support_households), pd.to_numeric(households))
    return told.where((told >= 0) & (told <= 1)).fillna(counted).rename("stated_support")
