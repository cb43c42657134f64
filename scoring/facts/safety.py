"""What the safety grades of its buildings say of an estate (危险房屋鉴定, A–D)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

_BASES = (("floor_area", "floor_area_m2"), ("households", "households"), ("count", "buildings"))
_SHARES = ("danger_share", "danger_share_low", "danger_share_high")
_SEVERITIES = ("safety_severity", "safety_severity_low", "safety_severity_high")


@dataclass(frozen=True)
class Grades:
    """The grades from best to worst with their severity (0–3), and what follows from some.

    `strengthen` must be strengthened before anything else, `out` leaves the pool of renovation.

    >>> Grades({"A": 0, "B": 1, "C": 3, "D": 3}, ("C",), ("D",)).danger
    ('C', 'D')
    """

    severity: Mapping[str, float]
    strengthen: tuple[str, ...]
    out: tuple[str, ...]

    @property
    def danger(self) -> tuple[str, ...]:
        """The grades that call a building dangerous (危房)."""
        return (*self.strengthen, *self.out)

    def worst(self, grades: pd.Series) -> pd.Series:
        """Return how bad each grade is, the best 0; NaN where there is none."""
        order = {grade: float(place) for place, grade in enumerate(self.severity)}
        return grades.map(order).astype(float)


def safety(estates: pd.DataFrame, buildings: pd.DataFrame, grades: Grades) -> pd.DataFrame:
    """Return what the grades say of each estate, in the order of `estates`.

    A grade belongs to a building; the estate takes the worst and the share. `estates` has
    estate_id, safety_grade (the ledger's own), buildings (how many there are), floor_area_m2 and
    households; `buildings` has estate_id, building_id, safety_grade, floor_area_m2 and households.
    A building listed twice counts once, with its worst grade. Listed buildings without a grade and
    those the ledger counts beyond the list are ungraded.

        safety_severity = Σ w·severity / Σ w       over the graded buildings
        safety_severity_low, _high                 every ungraded building at best, at worst
        danger_share = Σ w[C or D] / Σ w           likewise, with _low and _high

    A ledger that names a worse grade than any listed building has is taken at its word: one of the
    ungraded buildings has that grade. The lows then count the lightest of them with it, and no
    mean is less than its low. Buildings beyond the list share what is left of w evenly.

    `safety_basis` says what w is: `floor_area` where every building has it, else `households`, else
    `count`. Without a graded building the ledger's grade speaks (`ledger`; a dangerous grade leaves
    the share unknown), without that nothing does (`none`).

    `safety_worst` is the worst of ledger and buildings, `buildings_worst` of the buildings alone;
    `strengthen_first` where any is C;
    `leaves_pool` where all buildings are D, or the ledger says D and nothing shows that this is
    only its worst building; `some_leave` where some are D and the estate stays; `safety_differs`
    where the ledger's grade is not the worst of its buildings. `buildings_graded`, `_ungraded`,
    `_c` and `_d` count; without a list they are unknown.

    >>> ledger = pd.DataFrame({"estate_id": ["E1"], "safety_grade": ["D"], "buildings": [2],
    ...     "floor_area_m2": [None], "households": [None]})
    >>> listed = pd.DataFrame({"estate_id": ["E1", "E1"], "building_id": ["1", "2"],
    ...     "safety_grade": ["D", "B"], "floor_area_m2": [1000, 3000], "households": [None, None]})
    >>> grades = Grades({"A": 0, "B": 1, "C": 3, "D": 3}, ("C",), ("D",))
    >>> one = safety(ledger, listed, grades).iloc[0]
    >>> one["safety_basis"], float(one["danger_share"]), bool(one["some_leave"])
    ('floor_area', 0.25, True)
    """
    asked = estates.set_index("estate_id")
    listed = _listed(buildings[buildings["estate_id"].isin(asked.index)], grades)
    counts = _counts(asked, listed, grades)
    own = asked["safety_grade"].astype(object)
    weighed = _weighed(asked, listed, counts, grades, hidden=_hidden(own, listed, grades))
    graded = (counts["buildings_graded"] > 0).to_numpy()
    told = weighed.where(pd.Series(graded, index=asked.index), _of_ledger(own, grades), axis=0)
    found = pd.concat([told, counts, _followed(counts, own, listed, grades)], axis=1)
    return found[list(_COLUMNS)].rename_axis("estate_id").reset_index()


_COLUMNS = (
    "safety_worst", "buildings_worst", "safety_basis", *_SEVERITIES, *_SHARES, "buildings_graded",
    "buildings_ungraded", "buildings_c", "buildings_d", "strengthen_first", "leaves_pool",
    "some_leave", "safety_differs",
)  # fmt: skip


def _listed(buildings: pd.DataFrame, grades: Grades) -> pd.DataFrame:
    """Return each building once: its place among the grades, severity, danger, and weights."""
    place = grades.worst(buildings["safety_grade"])
    rows = pd.DataFrame(
        {
            "estate_id": buildings["estate_id"],
            "building_id": buildings["building_id"],
            "place": place,
            "severity": buildings["safety_grade"].map(dict(grades.severity)).astype(float),
            "danger": buildings["safety_grade"]
            .isin(grades.danger)
            .astype(float)
            .where(place.notna()),
            "floor_area_m2": _numbers(buildings["floor_area_m2"]),
            "households": _numbers(buildings["households"]),
            "buildings": 1.0,
        }
    ).sort_values(["estate_id", "building_id", "place"], ascending=[True, True, False])
    again = rows["building_id"].notna() & rows.duplicated(["estate_id", "building_id"])
    return rows[~again]


def _counts(asked: pd.DataFrame, listed: pd.DataFrame, grades: Grades) -> pd.DataFrame:
    """Return how many buildings are graded, ungraded, C and D; unknown where none is listed."""
    order = list(grades.severity)
    named = pd.DataFrame(
        {
            "estate_id": listed["estate_id"],
            "listed": 1.0,
            "buildings_graded": listed["place"].notna().astype(float),
            "buildings_c": listed["place"].isin([order.index(g) for g in grades.strengthen]),
            "buildings_d": listed["place"].isin([order.index(g) for g in grades.out]),
        }
    )
    found = named.groupby("estate_id").sum().reindex(asked.index).astype(float)
    beyond = (_numbers(asked["buildings"]) - found["listed"]).clip(lower=0).fillna(0)
    ungraded = found["listed"] - found["buildings_graded"] + beyond
    return found.assign(buildings_ungraded=ungraded, beyond=beyond)


def _hidden(own: pd.Series, listed: pd.DataFrame, grades: Grades) -> pd.Series:
    """Return the ledger's grade where it is worse than that of every listed building."""
    theirs = listed.groupby("estate_id")["place"].max().reindex(own.index)
    return own.where(grades.worst(own) > theirs)


def _weighed(
    asked: pd.DataFrame,
    listed: pd.DataFrame,
    counts: pd.DataFrame,
    grades: Grades,
    *,
    hidden: pd.Series,
) -> pd.DataFrame:
    """Return severity and share by the first weight that every building has, and which it is."""
    found = pd.DataFrame(index=asked.index, columns=[*_SEVERITIES, *_SHARES], dtype=float)
    basis = pd.Series(None, index=asked.index, dtype=object)
    for name, column in _BASES:
        weight = listed[column].where(listed[column] > 0)
        sums = _sums(listed, weight).reindex(asked.index)
        rest = (_numbers(asked[column]) - sums["all"]).where(counts["beyond"] > 0, 0)
        rest = counts["beyond"] if name == "count" else rest
        fits = basis.isna() & (counts["listed"] > 0) & ((rest > 0) | (counts["beyond"] == 0))
        fits &= sums["all"].notna()
        basis = basis.mask(fits, name)
        lightest = sums["lightest"].combine(rest / counts["beyond"].where(rest > 0), np.fmin)
        ranges = _raised(
            _ranges(sums, rest, grades), lightest / (sums["all"] + rest), hidden, grades
        )
        found = found.mask(fits, ranges, axis=0)
    return found.assign(safety_basis=basis)


def _sums(listed: pd.DataFrame, weight: pd.Series) -> pd.DataFrame:
    """Return the weights of each estate summed: all, graded, times severity, in danger."""
    graded = weight.where(listed["place"].notna(), 0).where(weight.notna())
    parts = pd.DataFrame(
        {
            "all": weight,
            "graded": graded,
            "severity": graded * listed["severity"].fillna(0),
            "danger": graded * listed["danger"].fillna(0),
        }
    )
    found = parts.groupby(listed["estate_id"]).sum(skipna=False)
    ungraded = weight[listed["place"].isna()]
    return found.assign(lightest=ungraded.groupby(listed["estate_id"]).min())


def _ranges(sums: pd.DataFrame, rest: pd.Series, grades: Grades) -> pd.DataFrame:
    """Return the means over what is graded, and over all with the ungraded at best and worst."""
    whole = sums["all"] + rest
    open_ = whole - sums["graded"]
    ends = (min(grades.severity.values()), max(grades.severity.values()))
    told = {}
    for names, part, best, worst in ((_SEVERITIES, "severity", *ends), (_SHARES, "danger", 0, 1)):
        told[names[0]] = sums[part] / sums["graded"].where(sums["graded"] > 0)
        told[names[1]] = (sums[part] + best * open_) / whole
        told[names[2]] = (sums[part] + worst * open_) / whole
    return pd.DataFrame(told)


def _raised(
    ranges: pd.DataFrame, part: pd.Series, hidden: pd.Series, grades: Grades
) -> pd.DataFrame:
    """Return the ranges with a `part` of all that has at least the `hidden` grade of the ledger."""
    best = min(grades.severity.values())
    more = {
        _SEVERITIES: hidden.map(dict(grades.severity)).astype(float) - best,
        _SHARES: hidden.isin(grades.danger).astype(float),
    }
    told = {}
    for (mean, low, high), step in more.items():
        told[low] = ranges[low] + (part * step).where(hidden.notna()).fillna(0)
        told[mean] = ranges[mean].clip(lower=told[low])
        told[high] = ranges[high]
    return pd.DataFrame(told)[list(ranges.columns)]


def _of_ledger(own: pd.Series, grades: Grades) -> pd.DataFrame:
    """Return what the ledger's own grade says: no range, and of a share only that there is none."""
    severity = own.map(dict(grades.severity)).astype(float)
    share = pd.Series(0.0, index=own.index).where(own.notna() & ~own.isin(grades.danger))
    return pd.DataFrame(
        {
            **dict.fromkeys(_SEVERITIES, severity),
            **dict.fromkeys(_SHARES, share),
            "safety_basis": own.notna().map({True: "ledger", False: "none"}),
        }
    )


def _followed(
    counts: pd.DataFrame, own: pd.Series, listed: pd.DataFrame, grades: Grades
) -> pd.DataFrame:
    """Return the worst grade and what follows from the grades; the ledger's counts as well."""
    order = list(grades.severity)
    ledger = grades.worst(own)
    theirs = listed.groupby("estate_id")["place"].max().reindex(own.index)
    graded, gone = counts["buildings_graded"].fillna(0), counts["buildings_d"].fillna(0)
    better = graded > gone
    all_gone = (gone > 0) & ~better & (counts["buildings_ungraded"] == 0)
    leaves = all_gone | (own.isin(grades.out) & (~better | (theirs < ledger)))
    worst = pd.concat([ledger, theirs], axis=1).max(axis=1)
    return pd.DataFrame(
        {
            "safety_worst": worst.map(dict(enumerate(order))).astype(object),
            "buildings_worst": theirs.map(dict(enumerate(order))).astype(object),
            "strengthen_first": own.isin(grades.strengthen) | (counts["buildings_c"] > 0),
            "leaves_pool": leaves,
            "some_leave": (gone > 0) & ~leaves,
            "safety_differs": ledger.notna() & theirs.notna() & (ledger != theirs),
        }
    )


def _numbers(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column).astype("Float64").astype(float)
