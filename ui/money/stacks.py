"""Stacked columns: what each source pays in each year."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ui.money.scale import Frame, ticks
from ui.session.words import number, payer, percent, t, wan

_FRAME = Frame(width=760, height=320, left=64, right=12, top=24, foot=44)
_SHARE = 0.56  # of the room of a year its column takes


def stacks(
    table: pd.DataFrame,
    years: Sequence[int],
    fills: Mapping[str, str],
    *,
    last: int,
    budgets: Mapping[int, float] | None = None,
) -> dict[str, Any]:
    """Return where every piece of the columns stands; `table` as `by_basis` returns it.

    `last` is the last year of the plan: what is paid later stands apart. `budgets` are outlined.
    """
    sums = table.groupby("year")["amount_wan"].sum()
    top = max([0.0, *map(float, sums), *(budgets or {}).values()])
    steps = ticks(top)
    frame, room = _FRAME, _FRAME.across / max(len(years), 1)
    columns = []
    for place, year in enumerate(years):
        left = frame.left + room * (place + (1 - _SHARE) / 2)
        own = table[table["year"].eq(year)]
        paid, outline = float(own["amount_wan"].sum()), (budgets or {}).get(year)
        columns.append(
            {
                "x": round(left, 1),
                "middle": round(left + room * _SHARE / 2, 1),
                "year": str(year),
                "after": t("money_page.after_plan") if year > last else "",
                "total": number(paid),
                "top": frame.up(paid, steps[-1]),
                "outline": None if not outline else frame.up(outline, steps[-1]),
                "pieces": _pieces(own, fills, paid, steps[-1]),
            }
        )
    return {
        "frame": frame,
        "wide": round(room * _SHARE, 1),
        "columns": columns,
        "ys": [{"at": frame.up(step, steps[-1]), "text": number(step)} for step in steps],
        "divide": _divide(years, last, room),
    }


def _pieces(
    own: pd.DataFrame, fills: Mapping[str, str], paid: float, top: float
) -> list[dict[str, Any]]:
    """Return the pieces of one column from the foot up; what is hovered tells name and share."""
    pieces, below = [], 0.0
    for row in own.to_dict("records"):
        amount = float(row["amount_wan"])
        high, low = _FRAME.up(below + amount, top), _FRAME.up(below, top)
        share = percent(amount / paid, 1) if paid else ""
        tip = f"{payer(row['source'])} · {row['year']}\n{wan(amount)} · {share}"
        pieces.append(
            {"y": high, "high": round(low - high, 2), "fill": fills[row["source"]], "tip": tip}
        )
        below += amount
    return pieces


def _divide(years: Sequence[int], last: int, room: float) -> float | None:
    inside = sum(year <= last for year in years)
    return None if inside == len(years) else round(_FRAME.left + room * inside, 1)
