"""What more money is worth, and the curve of value against money, as codes with their numbers."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from phasing.negotiation.money_worth import NOT_TOLD_APART, STOPPED
from study.negotiation.outward import at_least, at_least_amount, at_most, at_most_amount
from study.negotiation.why_words import Said, amount, percent

Row = Mapping[Any, Any]


def worth_words(table: pd.DataFrame, value: float) -> tuple[Said, ...]:
    """Return what more money of each source and year is worth, in shares of the plan's `value`.

    Last, where there are rows, what the column of hints is and is not.
    """
    said = [_worth(row, value) for row in table.to_dict("records")]
    return (*said, *([Said("money_worth.hint", {})] if said else []))


def curve_words(table: pd.DataFrame, value: float) -> tuple[Said, ...]:
    """Return what the plan is worth with more or less of all money, in shares of its `value`."""
    return tuple(_point(row, value) for row in table.to_dict("records"))


def _worth(row: Row, value: float) -> Said:
    values = {
        "source": row["source"],
        "year": row["year"],
        "step_wan": amount(row["step_wan"]),
    }
    if row["code"] == STOPPED:
        return Said("money_worth.stopped", values)
    values |= {
        "share": _share(row["found"], value),
        "least": _least(row["at_least"], value),
        "most": _most(row["at_most"], value),
        "placed_more": _signed(row["placed_more"]),
        "moved": int(row["moved"]),
    }
    nothing = row["code"] == NOT_TOLD_APART and not row["at_most"] > 0
    return Said(f"money_worth.{'nothing' if nothing else row['code']}", values)


def _point(row: Row, value: float) -> Said:
    values = {"money_wan": amount(row["money_wan"]), "factor": percent(row["factor"])}
    if row["value"] != row["value"]:
        return Said(f"money_curve.{row['code']}", values)
    values |= {
        "placed": str(row["placed"]),
        "residents": amount(row["residents"]),
        "share": _share(row["value"], value),
        "most": _most(row["bound"], value),
    }
    return Said(f"money_curve.{row['code'] or 'line'}", values)


def _share(part: float, value: float) -> str:
    """Return a value as a share of the plan's; as it is where the plan is worth nothing."""
    return percent(part / abs(value)) if value else amount(part)


def _least(part: float, value: float) -> str:
    return at_least(part / abs(value)) if value else at_least_amount(part)


def _most(part: float, value: float) -> str:
    return at_most(part / abs(value)) if value else at_most_amount(part)


def _signed(count: int) -> str:
    return f"{count:+d}" if count else "0"
