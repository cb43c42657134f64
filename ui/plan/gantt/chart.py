"""The programme as a Gantt table: what each street or cluster starts and pays in every year."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from phasing import Programme
from phasing.funds import NEXT_PLAN
from phasing.problem import YUAN_DECIMALS

BY = ("street", "cluster_id")
"""What rows can be grouped by."""

MEASURES = ("estates", "households", "cost_wan")
_UNIT = "estate_id"


@dataclass(frozen=True, eq=False)
class Gantt:
    """A programme by group, estate and year.

    `estates`: group, estate_id, name, rank, year (start), households, cost_wan, sorted: groups by
    the first year anything starts there, then by what it costs, most first; in a group by year,
    then rank. `cells`: group, estate_id, year, households, cost_wan and estates of what starts
    there, paid_wan of what is paid there; a row an estate and year in which either is so. Money
    due after the last year has the year <NA>. `left`: estates of each group without a year.
    """

    by: str
    years: tuple[int, ...]
    estates: pd.DataFrame
    cells: pd.DataFrame
    left: pd.Series

    @property
    def groups(self) -> list[str]:
        """Return the groups in the order they are shown; "" is for estates of none."""
        return list(dict.fromkeys(self.estates["group"]))

    def total(self, *by: str) -> pd.DataFrame:
        """Return what starts and is paid, summed over `by` ("group", "year", …).

        Sums of what is known; unknown where estates start and none of their numbers is known.
        """
        known = self.cells.dropna(subset=list(by)).groupby(list(by), sort=True)
        found = known[[*MEASURES, "paid_wan"]].sum(min_count=1).round(YUAN_DECIMALS)
        nobody = found["estates"].eq(0)  # where nobody starts nothing is unknown
        zero = {name: found[name].mask(nobody, 0.0) for name in ("households", "cost_wan")}
        return found.assign(**zero)


def gantt(estates: gpd.GeoDataFrame, plan: Programme, *, by: str) -> Gantt:
    """Return the Gantt table of a programme, `by` street or cluster."""
    years = tuple(int(year) for year in plan.by_year["year"])
    rows = pd.DataFrame(estates.drop(columns="geometry"))
    group = rows[by].astype("object").where(rows[by].notna(), "").astype(str)
    rows = rows.assign(group=group, year=rows[_UNIT].map(plan.plan).astype("Int64"))
    placed = rows[rows["year"].notna()]
    columns = ["group", _UNIT, "name", "rank", "year", "households", "cost_wan"]
    cells = _cells(placed, plan)
    left = rows.loc[rows["year"].isna()].groupby("group").size()
    return Gantt(by, years, _sorted(placed[columns]), cells, left)


def _cells(placed: pd.DataFrame, plan: Programme) -> pd.DataFrame:
    starts = placed[[_UNIT, "year", "households", "cost_wan"]].assign(estates=1)
    money = plan.money.assign(year=plan.money["year"].astype("Int64"))
    money.loc[money["source"].eq(NEXT_PLAN), "year"] = pd.NA
    paid = money.groupby([_UNIT, "year"], dropna=False)["amount_wan"].sum().rename("paid_wan")
    cells = starts.merge(paid.reset_index(), on=[_UNIT, "year"], how="outer")
    cells = cells.assign(estates=cells["estates"].fillna(0).astype(int))
    cells = cells.assign(paid_wan=cells["paid_wan"].fillna(0.0))
    group = placed.set_index(_UNIT)["group"]
    cells.insert(0, "group", cells[_UNIT].map(group))
    return cells.sort_values(["group", _UNIT, "year"], ignore_index=True)


def _sorted(placed: pd.DataFrame) -> pd.DataFrame:
    """Return the estates, groups that begin first and cost most on top, those of none last."""
    groups = placed.groupby("group").agg(first=("year", "min"), cost=("cost_wan", "sum"))
    groups = groups.assign(none=groups.index == "", dear=-groups["cost"]).reset_index()
    order = groups.sort_values(["none", "first", "dear", "group"])["group"].tolist()
    place = placed["group"].map({name: at for at, name in enumerate(order)})
    by = ["_place", "year", "rank", _UNIT]
    return placed.assign(_place=place).sort_values(by, ignore_index=True).drop(columns="_place")


def flat(found: Gantt, *, unit: Sequence[str]) -> pd.DataFrame:
    """Return the table as a file holds it: a row an estate, a pair of columns a year.

    `unit` are the two endings of the columns of a year: households begun, 万元 paid.
    """
    begun, paid = unit
    cells = found.cells.dropna(subset=["year"])
    wide = {
        year: cells[cells["year"].eq(year)].set_index(_UNIT)[["households", "paid_wan"]]
        for year in found.years
    }
    rows = found.estates.set_index(_UNIT)
    shown = rows[["group", "name", "rank", "year"]].reset_index()
    for year, values in wide.items():
        own = values.reindex(shown[_UNIT])
        shown[f"{year}{begun}"] = own["households"].to_numpy()
        shown[f"{year}{paid}"] = own["paid_wan"].to_numpy()
    late = found.cells[found.cells["year"].isna()].groupby(_UNIT)["paid_wan"].sum()
    shown["later_wan"] = shown[_UNIT].map(late).fillna(0.0)
    return shown
