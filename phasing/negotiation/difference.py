"""What tells two plans apart: estates that move, money, people, zones - each as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.money import spend_table
from phasing.needs import measured
from phasing.negotiation.standing import Standing
from phasing.parts import YUAN_PER_WAN, to_yuan
from phasing.problem import Problem

# What becomes of an estate that two plans treat differently.
CHANGES = ("earlier", "later", "enters", "leaves")
COUNTED = ("households", "residents")
ESTATE_COLUMNS = ["estate_id", "year_before", "year_after", "change", *COUNTED]
MONEY_COLUMNS = ["source", "year", "before_wan", "after_wan", "moved_wan"]


@dataclass(frozen=True, eq=False)
class Difference:
    """Two plans side by side; only what differs is in `estates`, everything in the other tables.

    estates: estate_id, year_before, year_after (<NA> where not placed), change (earlier, later,
    enters, leaves), households, residents (NaN where unknown); by id.
    money: source, year (in which the money comes), before_wan, after_wan, moved_wan (after −
    before); every source and year of either plan, in whole yuan: each column sums exactly.
    people: one row a change: estates, households, residents summed over what is known (NaN where
    nothing is), `<measure>_unknown` how many estates each sum leaves out, resident_years: residents
    × years by which they are served earlier or later. Who enters or leaves has no such number: a
    plan does not say when those outside it are served.
    zones: zone ("" where none), and before and after: estates, residents reached, and of how many
    of those estates the residents are unknown.
    """

    estates: pd.DataFrame
    money: pd.DataFrame
    people: pd.DataFrame
    zones: pd.DataFrame

    @property
    def displaced(self) -> int:
        """Return how many estates have another year than before, or one where they had none."""
        return len(self.estates)

    @property
    def moved_wan(self) -> float:
        """Return how much money is paid by another source or in another year, in 万元.

        The larger of all that is paid more and all that is paid less: a plan that only grows
        moves what it grows by.
        """
        yuan = self.money["moved_wan"].map(to_yuan)
        return float(max(yuan[yuan > 0].sum(), -yuan[yuan < 0].sum())) / YUAN_PER_WAN


def difference(before: Standing, after: Standing) -> Difference:
    """Return what tells two plans apart. Each is paid in the fixed order of `funds.pots`.

    The problems may differ in rules, years and money; an estate that only one of them has counts
    as not placed in the other.
    """
    counts, zone = _counts(before.problem, after.problem), _zones(before.problem, after.problem)
    estates = moves(before.plan, after.plan, counts)
    return Difference(
        estates,
        _money(_spent(before), _spent(after)),
        people(estates),
        _zone_table(before.plan, after.plan, zone, counts["residents"]),
    )


def moves(
    before: Mapping[str, int], after: Mapping[str, int], counts: Mapping[str, Mapping[str, float]]
) -> pd.DataFrame:
    """Return the estates whose year differs between two plans, by id.

    `counts`: households and residents of each estate; who is absent there is unknown.

    >>> moves({"E1": 2027, "E2": 2028}, {"E2": 2027}, {"residents": {"E2": 90.0}})[
    ...     ["estate_id", "year_before", "year_after", "change", "residents"]
    ... ]
      estate_id  year_before  year_after   change  residents
    0        E1         2027        <NA>   leaves        NaN
    1        E2         2028        2027  earlier       90.0
    """
    differ = [e for e in sorted({*before, *after}) if before.get(e) != after.get(e)]
    rows = [(e, before.get(e), after.get(e), _change(before.get(e), after.get(e))) for e in differ]
    table = pd.DataFrame(rows, columns=ESTATE_COLUMNS[: -len(COUNTED)])
    table = table.assign(
        **{
            name: pd.Series([counts.get(name, {}).get(e) for e in differ], dtype=float)
            for name in COUNTED
        }
    )
    return table.astype({"year_before": "Int64", "year_after": "Int64", "change": "object"})


def people(estates: pd.DataFrame) -> pd.DataFrame:
    """Return whom the changes of years concern: one row a change, in the order of `CHANGES`."""
    return pd.DataFrame([_concerned(estates, change) for change in CHANGES])


def _concerned(estates: pd.DataFrame, change: str) -> dict[str, object]:
    rows = estates[estates["change"] == change]
    found: dict[str, object] = {"change": change, "estates": len(rows)}
    for name in COUNTED:
        found |= {name: _total(rows[name]), f"{name}_unknown": int(rows[name].isna().sum())}
    years = (rows["year_after"] - rows["year_before"]).abs().astype(float)
    timed = change in ("earlier", "later")
    return found | {"resident_years": _total(rows["residents"] * years) if timed else float("nan")}


def _total(values: "pd.Series[float]") -> float:
    """Return the sum of what is known; NaN where there are values and none is known."""
    return float(values.sum(min_count=1)) if len(values) else 0.0


def _change(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return "enters" if before is None else "leaves"
    return "earlier" if after < before else "later"


def _counts(*problems: Problem) -> dict[str, dict[str, float]]:
    """Return households and residents by estate; the later problem speaks where both know it."""
    found: dict[str, dict[str, float]] = {name: {} for name in COUNTED}
    for problem in problems:
        for name in COUNTED:
            found[name] |= measured(problem, name)
    return found


def _zones(*problems: Problem) -> dict[str, str]:
    found: dict[str, str] = {}
    for problem in problems:
        named = problem.estates["zone"].astype("str").fillna("")
        found |= dict(zip(problem.estates["estate_id"], named, strict=True))
    return found


def _spent(plan: Standing) -> dict[tuple[str, int], int]:
    """Return what each source pays in each year, in yuan."""
    aims = (*plan.problem.objective.after, plan.problem.objective) if plan.problem.objective else ()
    outside = any(aim.kind == "outside" for aim in aims)
    table = spend_table(plan.problem, plan.book().flows(outside_first=outside))
    keys = zip(table["source"], table["year"].tolist(), strict=True)
    return dict(zip(keys, table["spend_wan"].map(to_yuan).tolist(), strict=True))


def _money(
    before: Mapping[tuple[str, int], int], after: Mapping[tuple[str, int], int]
) -> pd.DataFrame:
    rows = []
    for source, year in sorted({*before, *after}):
        was, becomes = before.get((source, year), 0), after.get((source, year), 0)
        yuan = (was, becomes, becomes - was)
        rows.append((source, year, *(amount / YUAN_PER_WAN for amount in yuan)))
    table = pd.DataFrame(rows, columns=MONEY_COLUMNS)
    return table.astype({"year": "int64", **dict.fromkeys(MONEY_COLUMNS[2:], "float64")})


def _zone_table(
    before: Mapping[str, int],
    after: Mapping[str, int],
    zone: Mapping[str, str],
    residents: Mapping[str, float],
) -> pd.DataFrame:
    names = pd.Index(sorted(set(zone.values())), name="zone", dtype=object)
    sides = {
        "before": _reached(before, zone, residents),
        "after": _reached(after, zone, residents),
    }
    # A zone in which nothing is placed reaches nobody: that is known, not missing.
    told = {
        f"{name}_{side}": table[name].reindex(names, fill_value=0)
        for name in ("estates", "residents", "residents_unknown")
        for side, table in sides.items()
    }
    return pd.DataFrame(told, index=names).reset_index()


def _reached(
    plan: Iterable[str], zone: Mapping[str, str], residents: Mapping[str, float]
) -> pd.DataFrame:
    ids = sorted(plan)
    values = pd.Series([residents[e] for e in ids], dtype=float)
    groups = values.groupby(pd.Series([zone[e] for e in ids], dtype=object))
    return pd.DataFrame(
        {
            "estates": groups.size().astype("int64"),
            "residents": groups.sum(min_count=1),
            "residents_unknown": groups.apply(lambda group: int(group.isna().sum())),
        }
    )
