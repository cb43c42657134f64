"""The sums every report tells, from one place: the same number in briefing, spreadsheet, app."""

from dataclasses import dataclass

import pandas as pd

from layers.classes import year_keys
from layers.exports import shown_names
from layers.reasons import with_delay
from phasing import Programme
from study.results import Results

MEASURES = ("households", "residents", "elders", "floor_area_m2", "cost_wan")


@dataclass(frozen=True)
class Total:
    """Some estates and what is known of them; `unknown` counts the estates a sum leaves out.

    The sum of no estates is 0; the sum of estates of which nothing is known is NaN.
    """

    estates: int
    sums: dict[str, float]
    unknown: dict[str, int]


def total(estates: pd.DataFrame) -> Total:
    """Return how many estates, and the sum of each measure over those where it is known.

    >>> total(pd.DataFrame({"households": [10, None]})).sums["households"]
    10.0
    """
    columns = {
        name: pd.to_numeric(estates[name], errors="coerce").astype("float64")
        if name in estates
        else pd.Series(float("nan"), estates.index)
        for name in MEASURES
    }
    return Total(
        estates=len(estates),
        sums={
            name: float(column.sum(min_count=min(1, len(column))))
            for name, column in columns.items()
        },
        unknown={name: int(column.isna().sum()) for name, column in columns.items()},
    )


def shown(results: Results) -> pd.DataFrame:
    """Return the estates without their outlines; one without a name goes by its id."""
    estates = pd.DataFrame(results.estates.drop(columns=results.estates.geometry.name))
    return estates.assign(name=shown_names(estates))


def planned(results: Results, plan: Programme) -> pd.DataFrame:
    """Return the estates a proposal places, with their `year`, by year and rank."""
    years = plan.years[plan.years["year"].notna()]
    table = shown(results).drop(columns=["year", "reason"], errors="ignore")
    found = table.merge(years[["estate_id", "year", "reason"]], on="estate_id")
    return found.sort_values(["year", "rank", "estate_id"], ignore_index=True)


def by_year(results: Results, plan: Programme) -> pd.DataFrame:
    """Return one row a year: estates, the sum of every measure, and how many a sum leaves out.

    Sums are over known values; `households_unknown` counts the estates without a value.
    """
    placed = planned(results, plan)
    rows = []
    for year in results.choices.horizon:
        found = total(placed[placed["year"].eq(year)])
        gaps = {f"{name}_unknown": count for name, count in found.unknown.items()}
        sums: dict[str, float] = {"year": year, "estates": found.estates, **found.sums}
        rows.append(sums | gaps)
    return pd.DataFrame(rows)


def by_area(results: Results, plan: Programme) -> pd.DataFrame:
    """Return one row a district (the column proposals are balanced over), most households first.

    area, estates, planned, households, households_planned, residents_planned, elders_planned,
    cost_wan (planned), first_year. An estate that names no district stands under "".
    """
    column = results.choices.balance_by
    placed = planned(results, plan)
    names = results.estates[column].fillna("")
    rows = []
    for name in sorted(names.unique()):
        inside, done = results.estates[names.eq(name)], placed[placed[column].fillna("").eq(name)]
        rows.append({"area": name, **_area(pd.DataFrame(inside), done)})
    table = pd.DataFrame(rows)
    if table.empty:
        return table
    return table.sort_values(["households", "area"], ascending=[False, True], ignore_index=True)


def unplaced(results: Results, plan: Programme) -> pd.DataFrame:
    """Return the estates a proposal leaves out, with `reason`, `kind` and rank, by rank.

    `kind` is the class on the map: later (money or rules), survey (data missing), closed (gate).
    """
    left = plan.years[plan.years["year"].isna()]
    table = shown(results).drop(columns=["year", "reason"], errors="ignore")
    table = table.assign(kind=year_keys(results.estates, plan=plan.name))
    found = table.merge(left[["estate_id", "reason"]], on="estate_id")
    last = results.choices.horizon[-1]
    found = found.assign(reason=with_delay(found["reason"], found, last_year=last))
    return found.sort_values(["rank", "estate_id"], ignore_index=True)


def _area(inside: pd.DataFrame, done: pd.DataFrame) -> dict[str, object]:
    whole, placed = total(inside), total(done)
    return {
        "estates": whole.estates,
        "planned": placed.estates,
        "households": whole.sums["households"],
        "households_planned": placed.sums["households"],
        "residents_planned": placed.sums["residents"],
        "elders_planned": placed.sums["elders"],
        "cost_wan": placed.sums["cost_wan"],
        "first_year": int(done["year"].min()) if len(done) else None,
    }
