"""What each estate costs, on which basis, and which costs look wrong."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from tables import Issue

YUAN_PER_WAN = 10_000
OTHER_BASES = ("per_m2", "per_household", "unknown")


def costs(
    estates: pd.DataFrame,
    works: pd.DataFrame | None = None,
    *,
    unit_costs: Mapping[str, float] | None = None,
    per_m2_yuan: float | None = None,
    per_household_yuan: float | None = None,
    body_share: float = 0,
) -> pd.DataFrame:
    """Return the cost of each estate in 万元, split into building body and other works.

        cost = Σ quantity × unit cost                          cost_basis "works"
             | floor_area_m2 × per_m2_yuan                     "per_m2"
             | households × per_household_yuan                 "per_household"

    The first basis whose numbers are all known and above zero is taken; otherwise cost is unknown
    (NaN) and the basis "unknown", never zero. `unit_costs` (yuan by item) serve works rows without
    their own. A works item of which nobody says whether it is building body counts as body, so
    that money barred from the body never pays for it; off the works basis `body_share` (0–1)
    splits.

    >>> estates = pd.DataFrame({"estate_id": ["E1"], "households": [105], "floor_area_m2": [None]})
    >>> costs(estates, per_household_yuan=30_000)[["cost_wan", "cost_basis"]]
       cost_wan     cost_basis
    0     315.0  per_household
    """
    frame = pd.DataFrame({"estate_id": estates["estate_id"].astype(str)})
    bases = [
        ("works", _works_cost(frame["estate_id"], works, unit_costs or {})),
        ("per_m2", _rate_cost(estates, "floor_area_m2", per_m2_yuan, body_share)),
        ("per_household", _rate_cost(estates, "households", per_household_yuan, body_share)),
    ]
    total, body = np.full(len(frame), np.nan), np.full(len(frame), np.nan)
    basis = np.full(len(frame), "unknown", dtype=object)
    for name, (cost, cost_body) in bases:
        take = np.isnan(total) & ~np.isnan(cost)
        total[take], body[take], basis[take] = cost[take], cost_body[take], name
    return frame.assign(
        cost_wan=total,
        cost_building_body_wan=body,
        cost_other_wan=total - body,
        cost_basis=basis,
    )


def cost_outliers(
    costs: pd.DataFrame, estates: pd.DataFrame, *, low_yuan_m2: float, high_yuan_m2: float
) -> tuple[Issue, ...]:
    """Return one issue for each estate whose cost per m² lies outside the plausible band.

    Estates without a known area or cost cannot be judged and give none.
    """
    area = pd.to_numeric(estates["floor_area_m2"], errors="coerce").to_numpy(float, na_value=np.nan)
    cost = costs["cost_wan"].to_numpy(float)
    rate = np.divide(cost * YUAN_PER_WAN, area, out=np.full(len(area), np.nan), where=area > 0)
    ids = costs["estate_id"].tolist()
    return tuple(
        Issue(
            "phasing.cost_low" if value < low_yuan_m2 else "phasing.cost_high",
            "warning",
            table="estates",
            estate_id=estate_id,
            column="cost_wan",
            value=f"{value:.0f}",
            detail={"rate": round(value), "low": low_yuan_m2, "high": high_yuan_m2},
        )
        for estate_id, value in sorted(zip(ids, rate.tolist(), strict=True))
        if value < low_yuan_m2 or value > high_yuan_m2
    )


def works_incomplete(
    works: pd.DataFrame, unit_costs: Mapping[str, float], costs: pd.DataFrame
) -> tuple[Issue, ...]:
    """Return one issue for each works item that kept an estate from being costed by its works.

    `costs` is the table that `costs` returned. The code ends in the basis taken instead:
    `phasing.works_incomplete.per_m2`, `.per_household` or `.unknown`; `column` is what the item
    lacks (quantity or unit_cost_yuan).
    """
    priced = _priced(works, unit_costs)
    basis = dict(zip(costs["estate_id"].astype(str), costs["cost_basis"], strict=True))
    lacking = priced.assign(basis=priced["estate_id"].map(basis))
    # An item that costs something is complete; what costs nothing only counts when all do.
    lacking = lacking[lacking["basis"].isin(list(OTHER_BASES)) & ~lacking["cost_wan"].gt(0)]
    return tuple(
        Issue(
            f"phasing.works_incomplete.{row['basis']}",
            "warning",
            table="works",
            estate_id=str(row["estate_id"]),
            column="unit_cost_yuan" if row["quantity"] > 0 else "quantity",
            detail={"item": row["item"], "basis": row["basis"]},
        )
        for row in lacking.sort_values(["estate_id", "item"]).to_dict("records")
    )


def _rate_cost(
    estates: pd.DataFrame, column: str, yuan: float | None, body_share: float
) -> tuple[np.ndarray, np.ndarray]:
    if yuan is None or column not in estates:
        unknown = np.full(len(estates), np.nan)
        return unknown, unknown
    amount = pd.to_numeric(estates[column], errors="coerce").to_numpy(float, na_value=np.nan)
    # An area or a household count of zero says that nobody counted, not that work is free.
    cost = np.where(amount > 0, amount * yuan / YUAN_PER_WAN, np.nan).round(4)
    return cost, (cost * body_share).round(4)


def _works_cost(
    ids: pd.Series, works: pd.DataFrame | None, unit_costs: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray]:
    if works is None or works.empty:
        unknown = np.full(len(ids), np.nan)
        return unknown, unknown
    priced = _priced(works, unit_costs)
    cost, key = priced["cost_wan"], priced["estate_id"]
    body = cost.where(priced["building_body"], cost * 0)
    # One unpriced item makes the whole sum unknown: skipna would understate it in silence.
    sums = [part.groupby(key).apply(lambda s: s.sum(skipna=False)) for part in (cost, body)]
    total, cost_body = (ids.map(part).to_numpy(float).round(4) for part in sums)
    # Works that add up to nothing were listed, not measured: that is unknown, not free.
    known = total > 0
    return np.where(known, total, np.nan), np.where(known, cost_body, np.nan)


def _priced(works: pd.DataFrame, unit_costs: Mapping[str, float]) -> pd.DataFrame:
    """Return works items with quantity, cost_wan (NaN where unknown) and whether they are body."""
    listed = pd.to_numeric(works["item"].map(dict(unit_costs)), errors="coerce")
    own = works.get("unit_cost_yuan", listed)
    unit_cost = pd.to_numeric(own, errors="coerce").fillna(listed).astype(float)
    quantity = pd.to_numeric(works["quantity"], errors="coerce").astype(float)
    flag = works["building_body"] if "building_body" in works else pd.Series(pd.NA, works.index)
    return pd.DataFrame(
        {
            "estate_id": works["estate_id"].astype(str),
            "item": works["item"],
            "quantity": quantity,
            "cost_wan": quantity * unit_cost / YUAN_PER_WAN,
            "building_body": flag.astype("boolean").fillna(value=True).astype(bool),
        }
    )
