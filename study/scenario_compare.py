"""Before and after: who gains what by a scenario, and scenarios side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from study.scenarios import Base, Outcome, supplied

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two outcomes side by side.

    `estates`: one row an estate, sorted: estate_id, residents, and for each circle c and over all
    of them coverage_c_before, coverage_c_after, coverage_c_gain (without _c: over all); `gained`
    and `lost`: categories now within, or no longer within, the radius of some circle, joined by
    ";" (empty: none).

    `lines`: one row an estate and row of the catalogue where the walk or the answer is another:
    estate_id, circle, category, required, radius_m, walk_m_before, walk_m_after (NaN: beyond the
    limit of walks), met_before, met_after (missing: nobody can say), residents.

    `categories`: one row for each circle and category in `lines`: estates_before, estates_after
    and residents_before, residents_after (within the radius), estates_gaining, estates_losing,
    residents_gaining, residents_losing. Residents are those known.

    `totals`: see `compared`. `unmeasured`: categories that a scenario adds the first facility of,
    so that coverage leaves them out; `uncounted`: those it adds that no row of the catalogue has.
    """

    before: str
    after: str
    estates: pd.DataFrame
    lines: pd.DataFrame
    categories: pd.DataFrame
    totals: Mapping[str, float | int | None]
    unmeasured: tuple[str, ...]
    uncounted: tuple[str, ...]


def compared(base: Base, before: Outcome, after: Outcome) -> Comparison:
    """Return what changes for whom from one outcome to another of the same study.

        gaining = met after and not met before, in some row of the catalogue        (losing: back)
        coverage_residents = Σ residents·coverage / Σ residents    (estates with both, before and
                                                                    after)

    `totals`: estates_changed (whose coverage is another), estates_gaining, estates_losing,
    residents_gaining, residents_losing, residents_unknown (estates that gain or lose and whose
    residents nobody knows), coverage_before, coverage_after (mean over estates known in both),
    coverage_residents_before, coverage_residents_after (None where nobody is).
    """
    gain = (after.met == 1) & (before.met != 1)
    loss = (before.met == 1) & (after.met != 1)
    estates = _estates(base, before, after).assign(
        gained=_named(base, gain), lost=_named(base, loss)
    )
    lines = _lines(base, before, after, gain | loss)
    categories = _categories(base, (before.met == 1, after.met == 1), lines)
    totals = _totals(estates, gain.any(axis=1), loss.any(axis=1))
    left_out = _left_out(base, after)
    return Comparison(before.name, after.name, estates, lines, categories, totals, *left_out)


def side_by_side(base: Base, outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """Return one row a scenario, in their order, each compared with today.

    Columns: scenario, the totals of `compared`, categories (those with someone who gains or
    loses, joined by ";").
    """
    found = [compared(base, base.today, outcome) for outcome in outcomes]
    rows = [
        {"scenario": one.after, **one.totals, "categories": ";".join(_moved(one))} for one in found
    ]
    return pd.DataFrame(rows, columns=["scenario", *_TOTALS, "categories"])


_TOTALS = (
    "estates_changed",
    "estates_gaining",
    "estates_losing",
    "residents_gaining",
    "residents_losing",
    "residents_unknown",
    "coverage_before",
    "coverage_after",
    "coverage_residents_before",
    "coverage_residents_after",
)


def _left_out(base: Base, after: Outcome) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the added categories nobody had data of today, and those no row asks for."""
    known, asked = supplied(base.today.ground), set(base.rows["category"])
    new = tuple(name for name in after.added if name in asked and name not in known)
    return new, tuple(name for name in after.added if name not in asked)


def _moved(comparison: Comparison) -> list[str]:
    table = comparison.categories
    moved = (table["estates_gaining"] > 0) | (table["estates_losing"] > 0)
    return sorted(set(table.loc[moved, "category"]))


def _estates(base: Base, before: Outcome, after: Outcome) -> pd.DataFrame:
    circles = [f"coverage_{circle}" for circle in sorted(base.rows["circle"].unique())]
    table: dict[str, object] = {
        "estate_id": base.residents.index.astype("str"),
        "residents": base.residents.to_numpy(),
    }
    for name in [*circles, "coverage"]:
        was, now = (one.coverage[name].to_numpy(dtype=np.float64) for one in (before, after))
        table |= {f"{name}_before": was, f"{name}_after": now, f"{name}_gain": now - was}
    return pd.DataFrame(table)


def _named(base: Base, flags: Bools) -> pd.Series:
    """Return the categories flagged at each estate, joined."""
    names = base.rows["category"].to_numpy(object)
    told = [""] * len(flags)
    for at in np.flatnonzero(flags.any(axis=1)):
        told[at] = ";".join(sorted(set(names[flags[at]])))
    return pd.Series(told, dtype="str")


def _lines(base: Base, before: Outcome, after: Outcome, turned: Bools) -> pd.DataFrame:
    same = (before.walk_m == after.walk_m) | (np.isnan(before.walk_m) & np.isnan(after.walk_m))
    estate, row = np.nonzero(turned | ~same)
    shown = base.rows[["circle", "category", "required", "radius_m"]]
    table = shown.iloc[row].reset_index(drop=True)
    table.insert(0, "estate_id", base.residents.index.to_numpy(object)[estate])
    return table.assign(
        walk_m_before=before.walk_m[estate, row],
        walk_m_after=after.walk_m[estate, row],
        met_before=_answers(before.met[estate, row]),
        met_after=_answers(after.met[estate, row]),
        residents=base.residents.to_numpy()[estate],
    )


def _answers(met: Floats) -> pd.Series:
    return pd.Series(met == 1, dtype="boolean").mask(np.isnan(met))


def _categories(base: Base, met: tuple[Bools, Bools], lines: pd.DataFrame) -> pd.DataFrame:
    was, now = met
    changed = lines[["circle", "category"]].drop_duplicates()
    keys = pd.MultiIndex.from_frame(base.rows[["circle", "category"]])
    row = np.sort(keys.get_indexer(pd.MultiIndex.from_frame(changed)))
    people = base.residents.fillna(0).to_numpy()
    table = base.rows[["circle", "category", "required", "radius_m"]].iloc[row]
    kinds = {"before": was, "after": now, "gaining": now & ~was, "losing": was & ~now}
    columns: dict[str, Floats] = {}
    for name, flags in kinds.items():
        columns[f"estates_{name}"] = flags[:, row].sum(axis=0)
        columns[f"residents_{name}"] = people @ flags[:, row]
    return table.reset_index(drop=True).assign(**columns)


def _totals(estates: pd.DataFrame, gain: Bools, loss: Bools) -> dict[str, float | int | None]:
    residents = estates["residents"].to_numpy()
    was, now = (estates[f"coverage_{name}"].to_numpy() for name in ("before", "after"))
    both = ~(np.isnan(was) | np.isnan(now))
    people = np.where(both & ~np.isnan(residents), residents, 0.0)
    values = (
        int((both & (was != now)).sum() + (np.isnan(was) != np.isnan(now)).sum()),
        int(gain.sum()),
        int(loss.sum()),
        float(np.nansum(residents[gain])),
        float(np.nansum(residents[loss])),
        int(np.isnan(residents[gain | loss]).sum()),
        *(_mean(one[both], np.ones(both.sum())) for one in (was, now)),
        *(_mean(one[both], people[both]) for one in (was, now)),
    )
    return dict(zip(_TOTALS, values, strict=True))


def _mean(values: Floats, weights: Floats) -> float | None:
    return float(values @ weights / weights.sum()) if weights.sum() else None
