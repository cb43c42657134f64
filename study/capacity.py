"""Are there enough places: kindergartens, care, health, parking, shared by those who reach them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geo.circle.catchment import Catchment, Zones, catchments, plain
from standards import Standards
from study.children import children_per_1000, with_children
from study.told import told
from tables import Issue
from tables.issue import moved


@dataclass(frozen=True)
class Capacity:
    """Ratios of every estate and kind (long), how asked for each facility is, what to say of it.

    `estates`, sorted by estate_id and category: estate_id, category, catchment_m, unit (a code),
    demand_of (whose demand), demand, facilities (within the catchment), ratio with ratio_low and
    ratio_high, unknown_facilities, unknown_demand (see `geo.circle.catchment.catchments`), and the
    same ratio by zones (E2SFCA): zoned, zoned_low, zoned_high.
    `facilities`, sorted by category and facility_id: category, facility_id, supply, unit, demand
    (within the catchment), unknown_estates, ratio.
    """

    estates: pd.DataFrame
    facilities: pd.DataFrame
    issues: tuple[Issue, ...]


def capacity(
    reach: pd.DataFrame,
    facilities: pd.DataFrame,
    estates: pd.DataFrame,
    on_network: pd.Series,
    rules: Standards,
) -> Capacity:
    """Return for each kind of facility with a catchment (`catchments`) what its supply comes to.

    `reach`: estate_id, category, facility_id, walk_m, walked as far as `reach_m` at least;
    `facilities`: facility_id, category, capacity, floor_area_m2; `estates`: estate_id, name,
    households, residents, elders; `on_network` as made by `geo.circle.coverage.estates_on_network`.

    Only the study's estates ask for places. Others use them too, so a ratio says at most how many
    there are. A facility whose supply nobody wrote down, or wrote down once for several kinds, and
    an estate whose people nobody counted, leave a range: none counts as nothing, nor as something.
    Raises InputError `geo.radius_beyond_limit`.
    """
    rows = rules["catchments"]
    people = with_children(estates, rules)
    on = people["estate_id"].map(on_network).fillna(value=False).astype(bool)
    people = people.assign(on_network=on.to_numpy())
    coded = reach.astype(dict.fromkeys(_CODED, "category"))  # each name is looked up once
    found = [_row(row, coded, facilities, people, rules["e2sfca_weights"]) for row in rows]
    return Capacity(
        estates=_joined([_ratios(row, *both) for row, both in found], ["estate_id", "category"]),
        facilities=_joined([_asked(row, both[0]) for row, both in found],
                           ["category", "facility_id"]),
        issues=tuple(_issues(rows, facilities, people, rules)),
    )  # fmt: skip


def reach_m(rules: Standards) -> float:
    """Return how far to walk for `reach`: the last metre of any catchment or zone."""
    return float(max(max(row["catchment_m"], *row["zones_m"]) for row in rules["catchments"]))


_CODED = ("estate_id", "category", "facility_id")
_Row = Mapping[str, Any]
_Both = tuple[Catchment, Catchment]


def _row(
    row: _Row,
    reach: pd.DataFrame,
    facilities: pd.DataFrame,
    people: pd.DataFrame,
    weights: Mapping[str, list[float]],
) -> tuple[_Row, _Both]:
    """Return what all in the catchment share alike, and what they share by zones."""
    zoned = Zones(tuple(row["zones_m"]), tuple(weights[row["decay"]]))
    one, two = catchments(
        reach[reach["category"] == row["category"]],
        _supply(row, facilities),
        pd.DataFrame({
            "estate_id": people["estate_id"],
            "demand": _numbers(people, row["demand"]),
            "on_network": people["on_network"],
        }),
        zones=[plain(row["catchment_m"]), zoned],
        per=row["per"],
    )  # fmt: skip
    return row, (one, two)


def _supply(row: _Row, facilities: pd.DataFrame) -> pd.DataFrame:
    """Return what each facility of a kind has; what is one number for several kinds is unknown."""
    supply = _numbers(facilities, row["supply"])
    own = supply.where(~_shared(facilities, supply))
    mine = facilities["category"].eq(row["category"])
    ids = facilities["facility_id"]
    return pd.DataFrame({"facility_id": ids[mine], "supply": own[mine]})


def _shared(facilities: pd.DataFrame, supply: pd.Series) -> "pd.Series[bool]":
    """Return which rows repeat one number, written once, for each kind the place serves.

    Rows of one place that were written for a kind each have numbers of their own.
    """
    written = facilities.get("raw_category", supply)
    once = [facilities["facility_id"], written]
    kinds = facilities.groupby(once, dropna=False)["category"].transform("nunique")
    return kinds.gt(1) & supply.notna()


def _numbers(table: pd.DataFrame, name: str) -> pd.Series:
    """Return a column as numbers; one that was not given is unknown throughout."""
    if name not in table:
        return pd.Series(np.nan, index=table.index)
    return pd.to_numeric(table[name]).astype("float64")


def _ratios(row: _Row, one: Catchment, two: Catchment) -> pd.DataFrame:
    table = one.estates.assign(
        category=row["category"],
        catchment_m=float(row["catchment_m"]),
        unit=row["unit"],
        demand_of=row["demand"],
        zoned=two.estates["ratio"],
        zoned_low=two.estates["ratio_low"],
        zoned_high=two.estates["ratio_high"],
    )
    first = ["estate_id", "category", "catchment_m", "unit", "demand_of"]
    return table[[*first, *(name for name in table if name not in first)]]


def _asked(row: _Row, one: Catchment) -> pd.DataFrame:
    table = one.facilities.assign(category=row["category"], unit=row["unit"])
    names = ["category", "facility_id", "supply", "unit", "demand", "unknown_estates", "ratio"]
    return table[names]


def _joined(tables: list[pd.DataFrame], keys: list[str]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True).sort_values(keys, ignore_index=True)


def _issues(
    rows: list[_Row], facilities: pd.DataFrame, people: pd.DataFrame, rules: Standards
) -> Iterator[Issue]:
    """Say what the ratios rest on, of the kinds that were given at all."""
    per_1000 = children_per_1000(rules)
    used = [row for row in rows if facilities["category"].eq(row["category"]).any()]
    if used:
        yield Issue("capacity.upper_bound", "info", "facilities", detail={"count": len(people)})
    for row in used:
        yield from _unwritten(row, facilities)
    yield from _written_once(used, facilities)
    wanted = {row["demand"] for row in used}
    if wanted & per_1000.keys():
        yield _children(per_1000, rules)
    for name in sorted({"residents" if name in per_1000 else name for name in wanted}):
        unknown = people.loc[_numbers(people, name).isna(), "name"]
        for issue in told("capacity.demand_unknown", "warning", unknown):
            yield moved(issue, column=name)


def _unwritten(row: _Row, facilities: pd.DataFrame) -> list[Issue]:
    mine = facilities[facilities["category"] == row["category"]]
    supply = _numbers(mine, row["supply"]).groupby(mine["facility_id"]).max()
    unknown = supply.index[supply.isna()]
    return told("capacity.supply_unknown", "warning", unknown, table="facilities",
                category=row["category"], total=len(supply))  # fmt: skip


def _written_once(rows: list[_Row], facilities: pd.DataFrame) -> list[Issue]:
    """Name the places whose one number nobody can divide among the kinds they serve."""
    touched = pd.Series(data=False, index=facilities.index)
    for row in rows:
        shared = _shared(facilities, _numbers(facilities, row["supply"]))
        touched |= shared & facilities["category"].eq(row["category"])
    ids = facilities.loc[touched, "facility_id"].unique()
    return told("capacity.supply_shared", "warning", ids, table="facilities")


def _children(per_1000: Mapping[str, float], rules: Standards) -> Issue:
    if any(np.isnan(share) for share in per_1000.values()):
        day = {"day": rules.day.isoformat()}
        return Issue("capacity.children_unknown", "warning", column="residents", detail=day)
    young = {name: f"{share:g}" for name, share in per_1000.items()}
    return Issue("capacity.children_estimated", "info", column="residents", detail=young)
