"""What the living circle of a run rests on: the part of run.json that says how it was measured."""

from typing import Any

import pandas as pd

from study.catalogues import RULES, unwalked
from study.choices import Choices
from study.facility_categories import facility_basis
from study.living_circle import Circle


def circle_record(circle: Circle, choices: Choices) -> dict[str, Any]:
    """Return catalogue, method, walkers, metres and facilities as plain values, in a fixed order.

    `method` is `streets`, or `straight`: every walk is then a straight line times `detour` (null
    along streets). `facilities` tells of each category how many points there are, how many were
    known by their name alone, and the days they were collected on (null: not stated).
    `not_counted` counts the places in the files that are none of them, by why. `unsupplied` are
    categories of the catalogue nobody gave a point of, `unwalked` those that walking cannot judge:
    neither is in any coverage. `detours` counts the facilities near as the crow flies and far on
    foot.
    """
    name = choices.walking.catalogue
    basis = facility_basis(circle.facilities)
    wanted = dict.fromkeys(circle.known["category"])
    return {
        "catalogue": name,
        "catalogue_rule": RULES[name],
        "method": circle.method,
        "detour": circle.detour if circle.method == "straight" else None,
        "metres": {
            str(minutes): float(metres) for minutes, metres in sorted(circle.metres.items())
        },
        "limit_m": circle.limit_m,
        "snap_m": circle.snap_m,
        "rings_m": list(circle.rings_m),
        "walkers": {who: dict(given) for who, given in circle.rules["walkers"].items()},
        "gates": _gates(circle),
        "facilities": [_category(row) for row in basis.to_dict("records")],
        "not_counted": _counts(circle.judged.others["status"]),
        "unsupplied": [one for one in wanted if one not in set(basis["category"])],
        "unwalked": list(unwalked(name, circle.rules)),
        "detours": len(circle.detours),
    }


def _gates(circle: Circle) -> dict[str, int]:
    """Return how many gates were given, how many derived, and how many estates have none."""
    found = circle.entrances["entrance_id"].notna()
    derived = circle.entrances.loc[found, "derived"].astype(bool)
    return {
        "given": int((~derived).sum()),
        "derived": int(derived.sum()),
        "estates_without": int((~found).sum()),
    }


def _category(row: dict[Any, Any]) -> dict[str, Any]:
    days = {name: _day(row[name]) for name in ("first_day", "last_day")}
    counts = {name: int(row[name]) for name in ("facilities", "by_name")}
    return {"category": row["category"], **counts, **days, "undated": int(row["undated"])}


def _day(value: Any) -> str | None:  # noqa: ANN401 - a cell
    return None if pd.isna(value) else str(value.date())


def _counts(codes: pd.Series) -> dict[str, int]:
    return {str(code): int(count) for code, count in codes.value_counts().sort_index().items()}
