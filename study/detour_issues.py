"""Which estates lie behind a barrier, or where a street or a gate is missing: look there first."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from tables import Issue

_NAMED = 10  # estates named in the one issue for all
_TOLD = 20  # estates with an issue of their own: the table of detours has them all


def detour_issues(
    found: pd.DataFrame,
    estates: pd.DataFrame,
    facilities: pd.DataFrame,
    stated: Mapping[str, float],
    *,
    limit_m: float,
) -> tuple[Issue, ...]:
    """Return one issue for the study, and one each for the estates with the worst detours.

    `found` as `geo.walking.detours` returns it, `stated` the standard `detour` (ratio). `estates`
    has estate_id and name, `facilities` facility_id and name. The worst estates are those that
    cannot walk to what is nearest to them, then those with the highest ratio. Nothing is scored by
    it.
    """
    if found.empty:
        return ()
    first = _worst(found).assign(
        estate=lambda table: _named(table["estate_id"], estates, "estate_id"),
        facility=lambda table: _named(table["facility_id"], facilities, "facility_id"),
    )
    listed = "、".join(first["estate"].head(_NAMED)) + (" …" if len(first) > _NAMED else "")
    count = {
        "count": len(first),
        "facilities": len(found),
        "ratio": f"{stated['ratio']:g}",
        "limit_m": f"{limit_m:g}",
    }
    whole = Issue("detours.found", "warning", table="streets", value=listed, detail=count)
    rows = first.head(_TOLD).to_dict("records")
    return (whole, *(_one({str(k): v for k, v in row.items()}, limit_m) for row in rows))


def _worst(found: pd.DataFrame) -> pd.DataFrame:
    """Return the worst detour of each estate and how many it has, the worst estate first."""
    counts = found["estate_id"].value_counts()
    first = found.drop_duplicates("estate_id").assign(
        count=lambda table: table["estate_id"].map(counts),
        worst=lambda table: (-table["ratio"]).fillna(table["straight_m"]),
    )
    return first.sort_values(["status", "worst", "estate_id"], ignore_index=True)


def _named(ids: pd.Series, table: pd.DataFrame, key: str) -> pd.Series:
    """Return the names that go with ids; one without a name goes by its id."""
    known = table.drop_duplicates(key).set_index(key)["name"]
    names = ids.map(known).astype(object)
    return names.where(names.notna() & names.ne(""), ids).astype(str)


def _one(row: Mapping[str, Any], limit_m: float) -> Issue:
    beyond = np.isnan(row["walk_m"])
    more = (
        {"limit_m": f"{limit_m:g}"}
        if beyond
        else {"walk_m": f"{row['walk_m']:.0f}", "ratio": f"{row['ratio']:.1f}"}
    )
    return Issue(
        "detours.beyond" if beyond else "detours.worst",
        "info",
        table="estates",
        estate_id=row["estate_id"],
        value=row["facility"],
        detail={
            "name": row["estate"],
            "category": row["category"],
            "straight_m": f"{row['straight_m']:.0f}",
            "count": int(row["count"]),
            **more,
        },
    )
