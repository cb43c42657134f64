"""The living circle line by line: every facility of the catalogue, at every estate, met or not."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.circle.coverage import estates_on_network


class Pace(NamedTuple):
    """Someone's walks (metres of level street, as made by `geo.walks`) and metres a minute."""

    walks: pd.DataFrame
    speed_m_per_min: float


def tiers(
    walks: pd.DataFrame,
    catalogue: pd.DataFrame,
    residents: pd.Series | None = None,
    *,
    paces: Mapping[str, Pace],
) -> pd.DataFrame:
    """Return one row an estate and row of the catalogue: how far, how long, whether within.

        met = walk_m ≤ radius_m               minutes_<name> = walk_m of <name> / speed of <name>

    Every level is told by itself; none stands in for another. `met` is missing where nobody can
    say: the category was not supplied at all, the row has no radius, the estate is off the network
    or the walks end before the radius. Distances are those of `walks`; each of `paces` has walks
    of its own, for one who finds steps longer than they are. Minutes of what is not reached are
    missing.

    `walks` and `catalogue` as for `geo.coverage`, whose coverage_c is the share of the rows of
    circle c, required and not missing, that are met. `residents` by estate_id adds `residents`, and
    rows for estates only it names. Columns: estate_id, circle, category, required, radius_m,
    status, walk_m, minutes_<name> …, met, count_<ring> … (facilities within the ring), verified.
    Sorted by estate_id, circle, category.

    >>> walks = pd.DataFrame({"estate_id": ["E1"], "category": ["shop"], "status": ["reached"],
    ...                       "walk_m": [240.0], "count_300": [2]})
    >>> catalogue = pd.DataFrame({"category": ["shop", "bank"], "circle": [5, 15],
    ...                           "radius_m": [300.0, 1000.0], "required": True, "verified": True})
    >>> found = tiers(walks, catalogue, paces={"elder": Pace(walks, 48.0)})
    >>> found[["circle", "category", "walk_m", "minutes_elder", "met"]]
       circle category  walk_m  minutes_elder   met
    0       5     shop   240.0            5.0  True
    1      15     bank     NaN            NaN  <NA>
    """
    rules = catalogue.sort_values(["circle", "category"], ignore_index=True)
    on = estates_on_network(walks, residents)
    at = _rows(walks, on.index, rules["category"])
    table = _lines(rules, on.index).assign(
        status=pd.Series(walks["status"].to_numpy(object)).reindex(at).to_numpy(),
        walk_m=_picked(walks["walk_m"], at),
        **{f"minutes_{name}": _minutes(pace, on.index, rules) for name, pace in paces.items()},
    )
    supplied = table["category"].isin(walks["category"].unique()).to_numpy()
    known = np.repeat(on.to_numpy(), len(rules)) & supplied
    table = table.assign(met=_met(table, known, walks.attrs.get("limit_m", np.inf)))
    verified = np.tile(rules["verified"].to_numpy(dtype=bool), len(on))
    table = table.assign(**_counts(walks, at), verified=verified)
    if residents is None:
        return table
    people = residents.reindex(on.index).to_numpy(dtype=float, na_value=np.nan)
    return table.assign(residents=np.repeat(people, len(rules)))


def _lines(rules: pd.DataFrame, estates: pd.Index) -> pd.DataFrame:
    line = np.tile(np.arange(len(rules)), len(estates))
    names = ["circle", "category", "required", "radius_m"]
    table = rules[names].iloc[line].reset_index(drop=True)
    table.insert(0, "estate_id", np.repeat(estates.to_numpy(object), len(rules)))
    return table


def _rows(walks: pd.DataFrame, estates: pd.Index, categories: pd.Series) -> NDArray[np.int64]:
    """Return the row of `walks` for every estate × rule, -1 where there is none."""
    names = pd.Index(walks["category"].unique())
    row = np.full((len(estates) + 1, len(names) + 1), -1, dtype=np.int64)
    places = tuple(
        index.get_indexer(pd.Index(walks[name]))
        for index, name in ((estates, "estate_id"), (names, "category"))
    )
    row[places] = np.arange(len(walks))
    row[-1], row[:, -1] = -1, -1  # where get_indexer found nothing
    return row[:-1][:, names.get_indexer(pd.Index(categories))].ravel()


def _picked(values: pd.Series, at: NDArray[np.int64]) -> NDArray[np.float64]:
    found = np.append(values.to_numpy(dtype=float, na_value=np.nan), np.nan)
    return np.asarray(found[at], dtype=np.float64)


def _minutes(pace: Pace, estates: pd.Index, rules: pd.DataFrame) -> NDArray[np.float64]:
    at = _rows(pace.walks, estates, rules["category"])
    return _picked(pace.walks["walk_m"], at) / pace.speed_m_per_min


def _met(table: pd.DataFrame, known: NDArray[np.bool_], limit_m: float) -> pd.Series:
    walk_m, radius_m = (table[name].to_numpy(dtype=float) for name in ("walk_m", "radius_m"))
    told = known & ~np.isnan(radius_m) & (~np.isnan(walk_m) | (radius_m <= limit_m))
    return pd.Series(walk_m <= radius_m, dtype="boolean").where(told)


def _counts(walks: pd.DataFrame, at: NDArray[np.int64]) -> dict[str, pd.Series]:
    names = [str(name) for name in walks if str(name).startswith("count_")]
    return {name: pd.Series(_picked(walks[name], at)).astype("Int64") for name in names}
