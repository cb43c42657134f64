"""What each estate costs, on which basis, in which cost classes, and which costs look wrong."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from tables import Issue

YUAN_PER_WAN = 10_000
OTHER_BASES = ("per_m2", "per_household", "unknown")
COST_CLASSES = ("building_body", "elevator", "pipeline", "gas", "other")
_ALWAYS = ("building_body", "other")  # the two classes every cost is split into, on any basis

Parts = npt.NDArray[np.float64]  # one row an estate, one column a cost class, NaN where unknown


def costs(
    estates: pd.DataFrame,
    works: pd.DataFrame | None = None,
    *,
    unit_costs: Mapping[str, float] | None = None,
    per_m2_yuan: float | None = None,
    per_household_yuan: float | None = None,
    body_share: float = 0,
) -> pd.DataFrame:
    """Return the cost of each estate in 万元, split into its cost classes.

        cost = Σ quantity × unit cost                          cost_basis "works"
             | floor_area_m2 × per_m2_yuan                     "per_m2"
             | households × per_household_yuan                 "per_household"

    The first basis whose numbers are all known and above zero is taken; otherwise cost is unknown
    (NaN) and the basis "unknown", never zero. `unit_costs` (yuan by item) serve works rows without
    their own; a row with quantity 0 is not done and needs no price. `cost_wan` is the sum of the
    columns `cost_<class>_wan`: building_body and other always, elevator, pipeline and gas where
    works rows of that `cost_class` cost something. A row without one goes by its `building_body`;
    where nobody says, it counts as body, so that money barred from the body never pays for it. Off
    the works basis `body_share` (0–1) splits. Amounts are to the yuan.

    >>> estates = pd.DataFrame({"estate_id": ["E1"], "households": [105], "floor_area_m2": [None]})
    >>> costs(estates, per_household_yuan=30_000)[["cost_wan", "cost_basis"]]
       cost_wan     cost_basis
    0     315.0  per_household
    """
    frame = pd.DataFrame({"estate_id": estates["estate_id"].astype(str)})
    bases = {
        "works": _works_cost(frame["estate_id"], works, unit_costs or {}),
        "per_m2": _rate_cost(estates, "floor_area_m2", per_m2_yuan, body_share),
        "per_household": _rate_cost(estates, "households", per_household_yuan, body_share),
    }
    taken = np.full((len(frame), len(COST_CLASSES)), np.nan)
    basis = np.full(len(frame), "unknown", dtype=object)
    for name, parts in bases.items():
        take = np.isnan(taken).any(axis=1) & ~np.isnan(parts).any(axis=1)
        taken[take], basis[take] = parts[take], name
    split = pd.DataFrame(taken, columns=list(COST_CLASSES), index=frame.index)
    used = [name for name in COST_CLASSES if name in _ALWAYS or split[name].gt(0).any()]
    return frame.assign(
        cost_wan=split.sum(axis=1, skipna=False).round(4),
        **{f"cost_{name}_wan": split[name] for name in used},
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
    lacks (quantity or unit_cost_yuan). Where works add up to nothing, every item is named.
    """
    priced = _priced(works, unit_costs)
    basis = dict(zip(costs["estate_id"].astype(str), costs["cost_basis"], strict=True))
    priced = priced.assign(basis=priced["estate_id"].map(basis), lacks=priced["cost_wan"].isna())
    lacking = priced[priced["basis"].isin(list(OTHER_BASES))]
    some = lacking.groupby("estate_id")["lacks"].transform("any")
    lacking = lacking[lacking["lacks"] | ~some.astype(bool)]
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


def _rate_cost(estates: pd.DataFrame, column: str, yuan: float | None, body_share: float) -> Parts:
    parts = np.zeros((len(estates), len(COST_CLASSES)))
    if yuan is None or column not in estates:
        return np.full_like(parts, np.nan)
    amount = pd.to_numeric(estates[column], errors="coerce").to_numpy(float, na_value=np.nan)
    # An area or a household count of zero says that nobody counted, not that work is free.
    cost = np.where(amount > 0, amount * yuan / YUAN_PER_WAN, np.nan).round(4)
    body = (cost * body_share).round(4)
    parts[:, COST_CLASSES.index("building_body")] = body
    parts[:, COST_CLASSES.index("other")] = (cost - body).round(4)
    return parts


def _works_cost(
    ids: pd.Series, works: pd.DataFrame | None, unit_costs: Mapping[str, float]
) -> Parts:
    if works is None or works.empty:
        return np.full((len(ids), len(COST_CLASSES)), np.nan)
    # Sorted, because a sum of fractions depends on the order of its terms.
    priced = _priced(works, unit_costs).sort_values(["estate_id", "cost_class", "cost_wan"])
    # One unpriced item makes the whole sum unknown: skipna would understate it in silence.
    sums = priced.groupby(["estate_id", "cost_class"])["cost_wan"].sum(skipna=False)
    split = sums.unstack(fill_value=0)  # noqa: PD010 - pivot_table would pass over the unknown
    split = split.reindex(columns=list(COST_CLASSES), fill_value=0)
    parts = np.asarray(split.reindex(ids).to_numpy(float).round(4))
    # Works that add up to nothing were listed, not measured: that is unknown, not free.
    parts[~(parts.sum(axis=1) > 0)] = np.nan
    return parts


def _priced(works: pd.DataFrame, unit_costs: Mapping[str, float]) -> pd.DataFrame:
    """Return works items with quantity, cost_wan (NaN where unknown) and the class of cost."""
    listed = pd.to_numeric(works["item"].map(dict(unit_costs)), errors="coerce")
    own = works.get("unit_cost_yuan", listed)
    unit_cost = pd.to_numeric(own, errors="coerce").fillna(listed).astype(float)
    quantity = pd.to_numeric(works["quantity"], errors="coerce").astype(float)
    cost = quantity * unit_cost / YUAN_PER_WAN
    return pd.DataFrame(
        {
            "estate_id": works["estate_id"].astype(str),
            "item": works["item"],
            "quantity": quantity,
            "cost_wan": cost.mask(quantity == 0, 0.0),  # what is not done needs no price
            "cost_class": _classes(works),
        }
    )


def _classes(works: pd.DataFrame) -> pd.Series:
    """Return the cost class of each works row: as written, else by whether it is building body."""
    unknown = pd.Series(pd.NA, works.index)
    flag = works.get("building_body", unknown).astype("boolean").fillna(value=True).astype(bool)
    written = works.get("cost_class", unknown).astype(object)
    by_flag = flag.map({True: "building_body", False: "other"})
    return written.where(written.isin(list(COST_CLASSES)), by_flag)
