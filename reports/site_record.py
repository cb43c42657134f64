"""What `jiugai site --json` prints: sites, who gains, before and after, as plain values."""

from typing import Any

import pandas as pd

from study.siting import Sited, why_fewer

_DIGITS = 6


def site_record(found: Sited) -> dict[str, Any]:
    """Return one siting: what was asked, the proof, chosen rooms, totals, and rooms left out.

    `value` and `bound` are people within `reach_m` (aim coverage) or the mean walk in metres (aim
    mean_walk; who has nothing within `reach_m` counts as walking that far). What is unknown is
    null: also how it is before, where nobody told of any such facility (`existing_known` false).
    Estates stand with their nearest open facility before and after. `fewer`: why fewer sites are
    proposed than asked for (`study.siting.why_fewer`), null where not. `cost_estimated`: the cost
    is worked out from an unverified price a square metre.
    """
    result, asked = found.found, found.asked
    chosen = found.rooms[found.rooms["order"].notna()].sort_values("order")
    gained = [name for name in result.sites if name not in {"order", "site_id", "cost_wan"}]
    money = ["cost_wan", "cost_estimated"]
    columns = ["order", "asset_id", "name", "kind", "floor_area_m2", *money, *gained]
    left_out = found.rooms.loc[found.rooms["reason"] != "", ["asset_id", "name", "reason"]]
    return {
        "facility": asked.facility,
        "aim": result.aim.kind,
        "reach_m": result.aim.reach_m,
        "asked": {"sites": asked.sites, "budget_wan": asked.budget_wan},
        "people": found.people,
        "existing_known": found.existing_known,
        "status": result.status,
        "value": _plain(result.value),
        "bound": _plain(result.bound),
        "gap": result.gap,
        "sites": _rows(chosen[columns]),
        "fewer": why_fewer(found) or None,
        "totals": {
            str(when): {str(name): _plain(value) for name, value in row.items()}
            for when, row in result.totals.iterrows()
        },
        "assignments": _rows(result.assignments),
        "estates": _rows(found.estates),
        "beyond": list(result.beyond),
        "left_out": _rows(left_out),
        "curve": None if found.curve is None else _rows(found.curve),
    }


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): _plain(value) for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any cell of a table
    if isinstance(value, tuple):
        return list(value)
    if pd.isna(value):
        return None
    if hasattr(value, "item"):
        value = value.item()
    return round(value, _DIGITS) if isinstance(value, float) else value
