"""How much of the living circle (生活圈) an estate has on foot, level by level."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tables import InputError


def coverage(
    walks: pd.DataFrame, catalogue: pd.DataFrame, residents: pd.Series | None = None
) -> pd.DataFrame:
    """Return the coverage of every estate per circle and over the circles, with its range.

        coverage_c      = covered / measured          (share of what can be judged)
        coverage_c_low  = covered / required          (everything unmeasured is absent)
        coverage_c_high = (covered + required - measured) / required      (… is there)
        coverage        = mean of coverage_c over circles with anything measured
        coverage_low, coverage_high = mean over all circles with anything required

    Over the rows of circle c that are `required`: *covered* when walk_m ≤ radius_m, *measured*
    when the category occurs in `walks` at all (a category nobody supplied is unknown, not a gap)
    and the row has a radius. Levels do not include one another: an upper-level facility does not
    stand in for a lower one (GB 50180-2018). An estate off the network has no coverage and the
    range 0 to 1; so has one that only `residents` names.

    `walks` as made by `geo.walks`, walked at least as far as the longest radius. `catalogue`:
    category, circle (minutes), radius_m, required, verified. `residents` by estate_id adds
    `residents` and `residents_short` = residents · (1 - coverage).

    One row per estate, sorted: estate_id; per circle coverage, low, high, measured, required;
    coverage, coverage_low, coverage_high; `unverified` (measured rows whose numbers nobody has
    checked); `gaps` (categories required, measured and not within radius in some circle, joined
    by ";"; missing off the network). Raises InputError `geo.radius_beyond_limit`.

    >>> walks = pd.DataFrame({"estate_id": "E1", "category": ["park", "shop"],
    ...                       "status": "reached", "walk_m": [250.0, 400.0]})
    >>> catalogue = pd.DataFrame({"category": ["park", "shop", "bank"], "circle": 5,
    ...                           "radius_m": 300.0, "required": True, "verified": True})
    >>> coverage(walks, catalogue)[["coverage", "coverage_low", "coverage_high", "gaps"]]
       coverage  coverage_low  coverage_high  gaps
    0       0.5      0.333333       0.666667  shop
    """
    rules = _rules(walks, catalogue)
    estates = estates_on_network(walks, residents)
    within = _within(walks, rules, estates)
    circles = [int(circle) for circle in sorted(catalogue["circle"].unique())]
    parts = [_circle(within, rules, rules["circle"] == circle) for circle in circles]
    table = pd.DataFrame({"estate_id": estates.index.astype("str")})
    for circle, part in zip(circles, parts, strict=True):
        table = table.assign(**{name.format(c=circle): part[name] for name in part})
    table = table.assign(**_combined(parts, len(estates)), **_remarks(within, rules, estates))
    if residents is None:
        return table
    people = residents.reindex(estates.index).to_numpy(dtype=float, na_value=np.nan)
    short = people * (1 - table["coverage"])
    return table.assign(residents=people, residents_short=short)


def _rules(walks: pd.DataFrame, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the required rows, sorted, each told whether it can be measured."""
    rules = catalogue[catalogue["required"].astype(bool)]
    rules = rules.sort_values(["circle", "category"], ignore_index=True)
    longest_m, limit_m = rules["radius_m"].max(), walks.attrs.get("limit_m", np.inf)
    if longest_m > limit_m:
        raise InputError("geo.radius_beyond_limit", radius_m=longest_m, limit_m=limit_m)
    supplied = rules["category"].isin(walks["category"].unique())
    return rules.assign(measured=supplied & rules["radius_m"].notna())


def estates_on_network(walks: pd.DataFrame, residents: pd.Series | None = None) -> pd.Series:
    """Return for every estate whether it is on the network, sorted by id."""
    known = (walks["status"] != "off_network").groupby(walks["estate_id"]).all()
    named = known.index if residents is None else known.index.union(residents.index)
    on = known.reindex(named, fill_value=False).sort_index()
    return on.astype(bool)


def _within(walks: pd.DataFrame, rules: pd.DataFrame, estates: pd.Series) -> NDArray[np.float64]:
    """Return estates × rules: 1 within the radius, 0 not, NaN unknown."""
    pairs = walks.set_index(["estate_id", "category"])["walk_m"]
    walk_m = pairs.unstack()  # noqa: PD010 - nothing to average
    walk_m = walk_m.reindex(index=estates.index, columns=rules["category"])
    within = (walk_m.to_numpy() <= rules["radius_m"].to_numpy()).astype(float)
    within[:, ~rules["measured"].to_numpy()] = np.nan
    within[~estates.to_numpy()] = np.nan
    return within


def _circle(
    within: NDArray[np.float64], rules: pd.DataFrame, chosen: pd.Series
) -> dict[str, NDArray[np.float64] | int]:
    mine = within[:, chosen.to_numpy()]
    measured, required = int(rules.loc[chosen, "measured"].sum()), int(chosen.sum())
    unknown = np.isnan(mine)
    covered, open_ = np.nansum(mine, axis=1), unknown.sum(axis=1)
    off = unknown.all(axis=1)
    return {
        "coverage_{c}": np.where(off, np.nan, _share(covered, measured)),
        "coverage_{c}_low": _share(covered, required),
        "coverage_{c}_high": _share(covered + open_, required),
        "measured_{c}": measured,
        "required_{c}": required,
    }


def _share(part: NDArray[np.float64], whole: int) -> NDArray[np.float64]:
    return part / whole if whole else np.full(len(part), np.nan)


def _combined(
    parts: list[dict[str, NDArray[np.float64] | int]], estates: int
) -> dict[str, NDArray[np.float64]]:
    return {
        name.replace("_{c}", ""): _mean([np.asarray(part[name]) for part in parts], estates)
        for name in ("coverage_{c}", "coverage_{c}_low", "coverage_{c}_high")
    }


def _mean(columns: list[NDArray[np.float64]], estates: int) -> NDArray[np.float64]:
    values = np.column_stack([*columns, np.full(estates, np.nan)])
    count = (~np.isnan(values)).sum(axis=1)
    return np.where(count > 0, np.nansum(values, axis=1) / np.maximum(count, 1), np.nan)


def _remarks(
    within: NDArray[np.float64], rules: pd.DataFrame, estates: pd.Series
) -> dict[str, pd.Series | int]:
    names = rules["category"].to_numpy(object)
    gaps = [";".join(sorted(set(names[row == 0]))) for row in within]
    unverified = int((rules["measured"] & ~rules["verified"].astype(bool)).sum())
    on = estates.to_numpy()
    return {"unverified": unverified, "gaps": pd.Series(gaps, dtype="str").where(on)}
