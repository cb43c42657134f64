"""A proposal as run.json holds it: value, bound, aims in turn, money, who is reached, notes."""

from typing import Any

import pandas as pd

from layers.geojson import plain
from phasing import Programme
from reports.money import by_source

_AMOUNTS = ("amount_wan", "carried_in_wan", "spend_wan", "carried_on_wan", "lapsed_wan")
_YUAN = 4  # digits of 万元


def plan_record(plan: Programme) -> dict[str, object]:
    """Return everything a proposal carries but the money of each estate, as plain values."""
    placed = plan.years[plan.years["year"].notna()].sort_values(["year", "estate_id"])
    left = plan.not_placed["reason"].value_counts().sort_index()
    return {
        "name": plan.name,
        "status": plan.status,
        "value": plan.value,
        "bound": plain(plan.bound),
        "gap": plan.gap,
        "nodes": plan.nodes,
        "stages": [
            {"aim": str(stage.aim), "value": stage.value, "bound": plain(stage.bound),
             "gap": stage.gap, "status": stage.status}
            for stage in plan.stages
        ],
        "fill_value": plan.fill_value,
        "gain": plan.gain,
        "fill_unmet": [rule.as_dict() for rule in plan.fill_unmet],
        "value_under": dict(plan.value_under),
        "unknown_value": sorted(plan.unknown_value),
        "by_year": _rows(plan.by_year),
        "equity": _rows(plan.equity),
        "spend": _spend(plan),
        "next_plan_wan": round(plan.next_plan_wan, _YUAN),
        "cluster_notes": _rows(plan.cluster_notes),
        "left_out": {str(reason): int(count) for reason, count in left.items()},
        "estates_by_year": {
            str(year): list(group["estate_id"]) for year, group in placed.groupby("year")
        },
    }  # fmt: skip


def _spend(plan: Programme) -> list[dict[str, Any]]:
    columns = ["source", "party", "year", "works_year", *_AMOUNTS]
    names = {"budget_wan": "amount_wan", "spent_wan": "spend_wan"}
    table = by_source(plan).rename(columns=names)[columns].round(dict.fromkeys(_AMOUNTS, _YUAN))
    return _rows(table.sort_values(["source", "year"]))


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as plain values, what is unknown as None."""
    return [
        {str(name): plain(value) for name, value in row.items()}
        for row in table.astype(object).to_dict("records")
    ]
