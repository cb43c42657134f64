"""What lies in each area: sums and resident-weighted means of its estates, with their ranges."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from phasing import Programme

_POINTS = (0.0, 100.0)  # the least and the most points there are
_SHARE = (0.0, 1.0)
_SUMS = ("households", "residents", "cost_wan", "asked_wan")
_TOP = "1"  # the first grade


def totals(
    estates: pd.DataFrame,
    members: pd.DataFrame,
    programmes: Sequence[Programme],
    *,
    top_from: float,
) -> pd.DataFrame:
    """Return a row an area that has estates, by area_id: counts, sums, means, ranges, unknowns.

        need           = Σ r·need / Σ r           over the estates whose need is known
        need_low, _high = Σ r·low / Σ r, Σ r·high / Σ r      over all, unknown ones at the extremes
        unmet_coverage = Σ r·(1 - coverage) / Σ r, its range likewise
        grade1_share      = estates of grade 1 / estates with a grade
        grade1_share_low  = estates surely of grade 1 / all,   _high = those that may be / all

    r are the residents; an estate whose residents nobody knows counts as the median estate does.
    `top_from` is the least score of grade 1. `asked_wan` is the cost of the estates no gate shuts
    out, `placed_<proposal>_wan` what a proposal spends on those it places. A sum over nothing known
    is missing; `<what>_unknown` counts the estates it leaves out. `members` has estate_id, area_id,
    an estate once a level.
    """
    rows = pd.DataFrame({
        "estate_id": estates["estate_id"].astype(object),
        "estates": 1,
        **_counted(estates),
        **_weighed(estates),
        **_graded(estates, top_from),
        **_placed(estates, programmes),
    })  # fmt: skip
    joined = members[["estate_id", "area_id"]].merge(rows, on="estate_id")
    summed = joined.sort_values(["area_id", "estate_id"]).drop(columns="estate_id")
    found = summed.groupby("area_id").sum(min_count=1)
    means = {name: found[f"{name}·"] / found[f"{name}/"] for name in _MEANS}
    kept = found[[name for name in found if not str(name).endswith(("·", "/"))]]
    return kept.assign(**_held(means))


_MEANS = tuple(
    f"{name}{end}"
    for name in ("need", "unmet_coverage", "grade1_share")
    for end in ("", "_low", "_high")
)


def _counted(estates: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return what is summed as it is, and which estates lack it."""
    cost, enters = _numbers(estates, "cost_wan"), estates["gate"].fillna("").eq("").to_numpy()
    households, residents = (_numbers(estates, name) for name in ("households", "residents"))
    estimated = _flags(estates, "residents_estimated")
    asked = np.where(enters, cost, 0.0)
    return {
        "scored": ~np.isnan(_numbers(estates, "need")),
        "households": households,
        "households_unknown": np.isnan(households),
        "residents": residents,
        "residents_unknown": np.isnan(residents),
        "residents_estimated": estimated,
        "need_unknown": np.isnan(_numbers(estates, "need")),
        "coverage_unknown": np.isnan(_numbers(estates, "coverage")),
        "cost_wan": cost,
        "cost_unknown": np.isnan(cost),
        "asked_wan": asked,
        "asked_unknown": np.isnan(asked),
    }


def _weighed(estates: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return numerators (·) and denominators (/) of the means weighed by residents."""
    weight = people(estates)
    unmet = 1 - _numbers(estates, "coverage")
    ends = [1 - _numbers(estates, f"coverage_{end}") for end in ("high", "low")]
    need = _numbers(estates, "need")
    wants = [_numbers(estates, f"need_{end}", need) for end in ("low", "high")]
    return _mean("need", need, _ends(need, wants, _POINTS), weight) | _mean(
        "unmet_coverage", unmet, _ends(unmet, ends, _SHARE), weight
    )


def _graded(estates: pd.DataFrame, top_from: float) -> dict[str, np.ndarray]:
    score, low, high = (_numbers(estates, f"score{end}") for end in ("", "_low", "_high"))
    top = np.where(np.isnan(score), np.nan, estates["grade"].eq(_TOP).to_numpy(dtype=float))
    sure = np.nan_to_num(top) * ~(low < top_from)
    may = np.where(np.isnan(top) | (high >= top_from), 1.0, np.nan_to_num(top))
    return _mean("grade1_share", top, (sure, may), np.ones(len(estates)))


def _mean(
    name: str, value: np.ndarray, ends: tuple[np.ndarray, np.ndarray], weight: np.ndarray
) -> dict[str, np.ndarray]:
    columns = zip(("", "_low", "_high"), (value, *ends), strict=True)
    return {
        f"{name}{end}{part}": np.where(np.isnan(cell), np.nan, number)
        for end, cell in columns
        for part, number in (("·", cell * weight), ("/", weight))
    }


def _ends(
    value: np.ndarray, ends: Sequence[np.ndarray], scale: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the range of each value: what is unknown and has no range may be anything."""
    low = np.fmin(ends[0], value)
    high = np.fmax(ends[1], value)
    return np.where(np.isnan(low), scale[0], low), np.where(np.isnan(high), scale[1], high)


def people(estates: pd.DataFrame) -> np.ndarray:
    """Return what each estate weighs: its residents, the median where unknown, 1 if all are.

    >>> people(pd.DataFrame({"residents": [100, None, 300]})).tolist()
    [100.0, 200.0, 300.0]
    """
    counted = _numbers(estates, "residents")
    known = counted[counted > 0]
    usual = float(np.median(known)) if len(known) else 1.0
    return np.where(counted > 0, counted, usual)


def _placed(estates: pd.DataFrame, programmes: Sequence[Programme]) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    households = _numbers(estates, "households")
    for plan in programmes:
        placed = estates["estate_id"].isin(plan.plan).to_numpy()
        paid = plan.money.groupby("estate_id")["amount_wan"].sum()
        found |= {
            f"planned_{plan.name}": placed,
            f"households_placed_{plan.name}": np.where(placed, households, 0.0),
            f"placed_{plan.name}_wan": estates["estate_id"].map(paid).fillna(0.0).to_numpy(float),
        }
    return found


def _held(means: Mapping[str, pd.Series]) -> dict[str, pd.Series]:
    """Keep a mean inside its range: what is known of some may lie beyond the extremes of all."""
    found = dict(means)
    for name in ("need", "unmet_coverage", "grade1_share"):
        middle = means[name]
        low, high = means[f"{name}_low"], means[f"{name}_high"]
        found[f"{name}_low"] = low.where(~(middle < low), middle)
        found[f"{name}_high"] = high.where(~(middle > high), middle)
    return found


def _numbers(estates: pd.DataFrame, name: str, instead: np.ndarray | None = None) -> np.ndarray:
    if name not in estates:
        return np.full(len(estates), np.nan) if instead is None else instead
    return estates[name].to_numpy(dtype=float, na_value=np.nan)


def _flags(estates: pd.DataFrame, name: str) -> np.ndarray:
    if name not in estates:
        return np.zeros(len(estates), dtype=bool)
    return estates[name].fillna(value=False).to_numpy(dtype=bool)
