"""A rate and the count it should come from, in one row of the ledger."""

from dataclasses import replace

import pandas as pd

from intake.places import issues_at
from tables import Issue, Table

_ROUNDED = 0.001  # official percentages are rounded to a tenth of a point, not alike
_WHOLE = 0.005  # as far as a whole percentage may lie from what it was rounded from
_EXACT = 1e-9


def rates_apart(frame: pd.DataFrame, table: Table) -> list[Issue]:
    """Return the rows whose support is one as a rate and another as households, both kept.

    | support_rate - support_households / households | > 0.1 point, of 85 % half a point
    """
    rate, count, homes = (
        frame[name].astype("Float64").astype("float64")
        for name in ("support_rate", "support_households", "households")
    )
    counted = count / homes.where(homes > 0)
    whole = ((rate * 100).round() - rate * 100).abs() < _EXACT
    apart = (rate - counted).abs() > _EXACT + whole.map({True: _WHOLE, False: _ROUNDED})
    rows = frame[apart & (counted <= 1)]
    said = issues_at(rows, "intake.rates_apart", "warning", table=table.name)
    column = table.column("support_rate")
    return [
        replace(issue, column=column.zh, value=f"{told:.1%}",
                detail={"field": column.name, "counted": f"{found:.1%}"})
        for issue, told, found in zip(said, rate[rows.index], counted[rows.index], strict=True)
    ]  # fmt: skip
