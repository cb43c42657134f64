"""Who is reached: zone by zone, and how much of the vulnerable households."""

from collections.abc import Mapping

import pandas as pd

from phasing.needs import measured
from phasing.problem import Problem

COUNTED = ("estates", "households", "residents", "vulnerable_households")


def equity_table(
    problem: Problem, candidates: pd.DataFrame, plan: Mapping[str, int]
) -> pd.DataFrame:
    """Return one row a zone: what could enter, what the plan reaches, and the share of residents.

        residents_share = residents of estates placed / residents of estates that could enter

    Columns: zone, then `<measure>_able` and `<measure>_reached` for estates, households, residents
    and vulnerable households, summed over what is known (NaN where nothing is), and
    residents_share (NaN where nobody is known to live). Estates without a zone have the zone "".
    """
    able = set(candidates["estate_id"])
    rows = pd.DataFrame({name: pd.Series(measured(problem, name)) for name in COUNTED})
    zone = problem.estates.set_index("estate_id")["zone"].astype("str").fillna("")
    rows = rows.assign(zone=zone)[rows.index.isin(able)]
    reached = rows[rows.index.isin(list(plan))].groupby("zone")[list(COUNTED)].sum(min_count=1)
    table = rows.groupby("zone")[list(COUNTED)].sum(min_count=1).add_suffix("_able")
    # Nothing placed in a zone reaches nobody: that is known, not missing.
    found = reached.reindex(table.index, fill_value=0).add_suffix("_reached")
    table = table.join(found).sort_index()
    share = table["residents_reached"] / table["residents_able"].where(table["residents_able"] > 0)
    return table.assign(residents_share=share).rename_axis("zone").reset_index()
