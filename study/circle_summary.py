"""How many estates, and how many residents, have what they should have within walking distance."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

EVERYWHERE = ("all", "")
"""Level and area_id of the rows about all estates together."""

_AREA = ["level", "area_id"]
_LINE = ["circle", "category"]
_FIXED = ["required", "radius_m"]


def line_summary(lines: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Return a row an area and line of the catalogue: who has the facility within its radius.

        estates_share   = estates_within / estates_measured
        residents_share = residents_within / residents_measured

    Shares are over what is known: an estate counts as measured when anyone can say (`met`), its
    residents when they are known too. The rest is counted: `estates` - `estates_measured`, and
    `residents_unknown`, the measured estates nobody counted the residents of. A share of nothing is
    missing.

    `lines` as made by `geo.tiers.tiers` with residents; `members` has estate_id, level, area_id
    (`AreaResults.members`). Rows about all estates have the level `all` and no area_id. Columns:
    level, area_id, circle, category, required, radius_m, estates, estates_measured,
    estates_within, estates_share, residents, residents_measured, residents_within,
    residents_share, residents_unknown. Sorted by the first four.
    """
    residents = lines["residents"].to_numpy(dtype=float)
    counted, measured = ~np.isnan(residents), lines["met"].notna().to_numpy()
    within = lines["met"].fillna(value=False).to_numpy(dtype=bool)
    people = np.where(counted, residents, 0.0)
    counts = {
        "estates": np.ones(len(lines)),
        "estates_measured": measured,
        "estates_within": within,
        "residents": people,
        "residents_measured": people * measured,
        "residents_within": people * within,
        "residents_unknown": measured & ~counted,
    }
    found = _summed(lines, members, counts)
    return _with_shares(found.astype(dict.fromkeys(_COUNTS, "int64")))


_COUNTS = ("estates", "estates_measured", "estates_within", "residents_unknown")


def _summed(
    lines: pd.DataFrame, members: pd.DataFrame, counts: Mapping[str, NDArray[np.generic]]
) -> pd.DataFrame:
    """Return the sums of `counts` over the estates of each area, line by line of the catalogue."""
    line = lines.groupby(_LINE).ngroup().to_numpy()
    estate, ids = pd.factorize(lines["estate_id"], sort=True)
    known = lines[[*_LINE, *_FIXED]].drop_duplicates(_LINE).sort_values(_LINE)
    of_estate = np.zeros((len(ids), len(known), len(counts)))
    of_estate[estate, line] = np.column_stack(list(counts.values()))
    placed = _placed(pd.DataFrame({"estate_id": ids}), members)
    area = placed.groupby(_AREA).ngroup().to_numpy()
    areas = placed[_AREA].drop_duplicates().sort_values(_AREA)
    of_area = np.zeros((len(areas), *of_estate.shape[1:]))
    np.add.at(of_area, area, of_estate[pd.Index(ids).get_indexer(pd.Index(placed["estate_id"]))])
    sums = of_area.reshape(-1, len(counts))
    table = areas.merge(known, how="cross")
    return table.assign(**{name: sums[:, at] for at, name in enumerate(counts)})


def coverage_summary(coverage: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Return a row an area: the mean coverage of its estates, and of its residents.

        coverage           = Σ c / n                coverage_residents      = Σ r·c / Σ r
        coverage_low, _high = Σ low / N, Σ high / N  coverage_residents_low … = Σ r·low / Σ r …

    c is an estate's coverage, r its residents. The first row is over estates that were measured
    (n), the range over all N: what nobody measured may be there or not. Residents are those that
    are known; `residents_unknown` counts the estates that lack them.

    `coverage` as made by `geo.coverage` (estate_id, coverage, coverage_low, coverage_high) with
    `residents`; `members` as for `line_summary`. Columns: level, area_id, estates,
    estates_measured, residents, residents_measured, residents_unknown, and the six means.
    """
    residents = coverage["residents"].to_numpy(dtype=float, na_value=np.nan)
    counted, measured = ~np.isnan(residents), coverage["coverage"].notna().to_numpy()
    people = np.where(counted, residents, 0.0)
    rows = pd.DataFrame({
        "estate_id": coverage["estate_id"].to_numpy(object),
        "estates": 1,
        "estates_measured": measured.astype(int),
        "residents": people,
        "residents_measured": people * measured,
        "residents_unknown": (~counted).astype(int),
        **{f"{name}·": coverage[name].fillna(0.0).to_numpy() for name in _ENDS},
        **{f"{name}·r": people * coverage[name].fillna(0.0).to_numpy() for name in _ENDS},
    })  # fmt: skip
    found = _placed(rows, members).drop(columns="estate_id").groupby(_AREA).sum().reset_index()
    for name, end in _ENDS.items():
        bottom = ("estates_measured", "residents_measured") if not end else ("estates", "residents")
        found[name] = _share(found[f"{name}·"], found[bottom[0]])
        found[f"coverage_residents{end}"] = _share(found[f"{name}·r"], found[bottom[1]])
    return found[[name for name in found if "·" not in str(name)]]


_ENDS = {"coverage": "", "coverage_low": "_low", "coverage_high": "_high"}


def _placed(rows: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Return the rows once for everywhere, and once for each area their estate belongs to."""
    everywhere = rows.assign(level=EVERYWHERE[0], area_id=EVERYWHERE[1])
    inside = rows.merge(members[["estate_id", *_AREA]], on="estate_id")
    return pd.concat([everywhere, inside], ignore_index=True)


def _with_shares(found: pd.DataFrame) -> pd.DataFrame:
    table = found.assign(
        estates_share=_share(found["estates_within"], found["estates_measured"]),
        residents_share=_share(found["residents_within"], found["residents_measured"]),
    )
    order = [*_AREA, *_LINE, *_FIXED]
    for what in ("estates", "residents"):
        order += [what, *(f"{what}_{part}" for part in ("measured", "within", "share"))]
    return table[[*order, "residents_unknown"]]


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return part / whole.where(whole > 0)
