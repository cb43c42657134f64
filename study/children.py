"""How many small children live in an estate: estimated from its residents, nobody counts them."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from standards import Standards


def with_children(estates: pd.DataFrame, rules: Standards) -> pd.DataFrame:
    """Return the estates with `children_0_3` and `children_3_6`, estimated; unknown stays unknown.

        children = residents · children_per_1000 / 1000

    `children_0_3` are under three, `children_3_6` from three to under six. Not rounded: the sum
    over estates is what counts. On a day before anyone knew the births they are unknown.
    """
    residents = pd.to_numeric(estates["residents"]).astype("float64")
    per_1000 = children_per_1000(rules)
    return estates.assign(**{name: residents * per_1000[name] / 1000 for name in per_1000})


def children_per_1000(rules: Standards) -> Mapping[str, float]:
    """Return small children per thousand residents by column; NaN on a day they were not known."""
    known = "children_per_1000" in rules.rules
    return dict(rules["children_per_1000"]) if known else dict.fromkeys(_COLUMNS, np.nan)


_COLUMNS = ("children_0_3", "children_3_6")
