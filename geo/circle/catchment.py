"""How many places there are for those who share them: floating catchments, plain and in zones."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.walking.reach import Floats, Ints, Pairs
from tables import InputError


class Zones(NamedTuple):
    """How much a place counts by distance: `weight[r]` up to and with `upto_m[r]`, 0 beyond."""

    upto_m: tuple[float, ...]
    weight: tuple[float, ...]


class Shares(NamedTuple):
    """Facilities: `ratio` R (NaN: cannot be told), `asked` (weighted demand), `uncounted` origins.

    Origins: `ratio` A over the facilities that can be told, its range, the count of `facilities`
    in the catchment, of those without a known supply and of those with an uncounted origin.
    """

    facility_ratio: Floats
    asked: Floats
    uncounted: Ints
    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    facilities: Ints
    unknown_facilities: Ints
    unknown_demand: Ints


class Catchment(NamedTuple):
    """One row an estate, and one row a facility: see `catchments`."""

    estates: pd.DataFrame
    facilities: pd.DataFrame


def plain(catchment_m: float) -> Zones:
    """Return the one zone of a plain catchment (2SFCA): all within `catchment_m` count alike."""
    return Zones((catchment_m,), (1.0,))


def shares(pairs: Pairs, supply: Floats, demand: Floats, zones: Zones) -> Shares:
    """Return what every facility has for those in reach, and what every origin gets of it.

        R_j = S_j / Σ_i w(d_ij)·P_i          A_i = Σ_j w(d_ij)·R_j

    `supply` S per facility, `demand` P per origin, NaN unknown; w by `zones`. One zone of weight 1
    is the two-step floating catchment (2SFCA: Luo & Wang 2003, Environment and Planning B 30(6):
    865–884), several are the enhanced one (E2SFCA: Luo & Qi 2009, Health & Place 15(4):
    1100–1107). Σ A_i·P_i = Σ S_j over the facilities with any demand.

    Unknown is not zero. A_i is summed over the facilities whose supply and demand are known; it
    is NaN where there are facilities, but none such. `ratio_low` counts as nothing what cannot be
    told or is shared with an origin of unknown demand; `ratio_high` is NaN (no bound) where
    something cannot be told. Nothing in the catchment is a ratio of 0.

    >>> from geo.walking.reach import Pairs
    >>> pairs = Pairs(np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([200.0, 300, 450]))
    >>> found = shares(pairs, np.array([90.0, 30]), np.array([100.0, 200]), plain(500))
    >>> found.facility_ratio, found.ratio
    (array([0.3 , 0.15]), array([0.3 , 0.45]))
    """
    weight = weights(pairs.walk_m, zones)
    inside = weight > 0
    origin, facility, weight = pairs.origin[inside], pairs.facility[inside], weight[inside]
    nobody = np.isnan(demand)
    asked = _sum(facility, weight * np.where(nobody, 0.0, demand)[origin], len(supply))
    uncounted = _count(facility[nobody[origin]], len(supply))
    ratio = np.divide(supply, asked, out=np.full(len(supply), np.nan), where=asked > 0)
    told = ~np.isnan(ratio)
    sure = told & (uncounted == 0)
    size = len(demand)
    parts = weight * np.where(told, ratio, 0.0)[facility]
    known, all_ = _count(origin[told[facility]], size), _count(origin, size)
    total = _sum(origin, parts, size)
    return Shares(
        facility_ratio=ratio,
        asked=asked,
        uncounted=uncounted,
        ratio=np.where((known > 0) | (all_ == 0), total, np.nan),
        ratio_low=_sum(origin, parts * sure[facility], size),
        ratio_high=np.where(known == all_, total, np.nan),
        facilities=all_,
        unknown_facilities=_count(origin[np.isnan(supply)[facility]], size),
        unknown_demand=_count(origin[(uncounted > 0)[facility]], size),
    )


def weights(walk_m: Floats, zones: Zones) -> Floats:
    """Return the weight of each walk: that of the first zone it does not leave; NaN walks weigh 0.

    >>> weights(np.array([0.0, 300, 301, 501]), Zones((300, 500), (1.0, 0.5)))
    array([1. , 1. , 0.5, 0. ])
    """
    zone = np.searchsorted(np.asarray(zones.upto_m, dtype=float), walk_m, side="left")
    return np.append(np.asarray(zones.weight, dtype=float), 0.0)[zone]


def catchments(
    reach: pd.DataFrame,
    facilities: pd.DataFrame,
    estates: pd.DataFrame,
    *,
    zones: Sequence[Zones],
    per: float,
) -> list[Catchment]:
    """Return, for each of `zones`, the ratio of every estate and how asked for each facility is.

    `reach` as made by `geo.walking.walk.reachable`, of one category: estate_id, facility_id,
    walk_m. `facilities`: facility_id, supply (several rows of one facility are its doors).
    `estates`: estate_id, demand, on_network. The ratio is supply for `per` units of demand.

    Estates, sorted: estate_id, demand, facilities (in the catchment), ratio, ratio_low, ratio_high,
    unknown_facilities (no supply known), unknown_demand (facilities shared with an estate whose
    demand nobody knows). An estate off the network has no ratio, nor has any where no facility was
    given: both have the range 0 to NaN. Facilities, sorted: facility_id, supply, demand (of the
    estates in reach, weighted), unknown_estates, ratio.
    Raises InputError `geo.radius_beyond_limit` when the walks end before the last zone.
    """
    farthest_m, limit_m = max(max(one.upto_m) for one in zones), reach.attrs.get("limit_m", np.inf)
    if farthest_m > limit_m:
        raise InputError("geo.radius_beyond_limit", radius_m=farthest_m, limit_m=limit_m)
    people = estates.set_index("estate_id").sort_index()
    supply = facilities.groupby("facility_id")["supply"].max()  # NaN only where no door knows
    pairs = _pairs(reach[reach["walk_m"] <= farthest_m], people.index, supply.index)
    return [_catchment(pairs, people, supply, one, per) for one in zones]


def _catchment(
    pairs: Pairs, people: pd.DataFrame, supply: "pd.Series[float]", zones: Zones, per: float
) -> Catchment:
    demand, size = (
        np.asarray(values.to_numpy(dtype=float, na_value=np.nan), dtype=np.float64)
        for values in (people["demand"], supply)
    )
    known = people["on_network"].to_numpy(dtype=bool) & (len(supply) > 0)
    found = shares(pairs, size, demand, zones)
    return Catchment(_estates(people.index, demand, found, known, per), _asked(supply, found, per))


def _pairs(reach: pd.DataFrame, estates: pd.Index, facilities: pd.Index) -> Pairs:
    origin = _numbers(reach["estate_id"], estates)
    facility = _numbers(reach["facility_id"], facilities)
    both = (origin >= 0) & (facility >= 0)
    return Pairs(origin[both], facility[both], reach["walk_m"].to_numpy(dtype=float)[both])


def _numbers(ids: pd.Series, known: pd.Index) -> Ints:
    """Return the place of each id among the known ones, -1 for others; each name looked up once."""
    number, names = pd.factorize(ids)
    at = known.get_indexer(pd.Index(np.asarray(names, dtype=object)))
    return np.append(at, -1)[number].astype(np.int64)


def _estates(
    ids: pd.Index, demand: Floats, found: Shares, known: NDArray[np.bool_], per: float
) -> pd.DataFrame:
    count = {
        name: pd.Series(getattr(found, name), dtype="Int64").where(known)
        for name in ("facilities", "unknown_facilities", "unknown_demand")
    }
    return pd.DataFrame(
        {
            "estate_id": ids.astype("str"),
            "demand": demand,
            "facilities": count["facilities"],
            "ratio": np.where(known, per * found.ratio, np.nan),
            "ratio_low": np.where(known, per * found.ratio_low, 0.0),
            "ratio_high": np.where(known, per * found.ratio_high, np.nan),
            "unknown_facilities": count["unknown_facilities"],
            "unknown_demand": count["unknown_demand"],
        }
    )


def _asked(supply: "pd.Series[float]", found: Shares, per: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "facility_id": supply.index.astype("str"),
            "supply": supply.to_numpy(dtype=float, na_value=np.nan),
            "demand": found.asked,
            "unknown_estates": found.uncounted,
            "ratio": per * found.facility_ratio,
        }
    )


def _sum(group: Ints, values: Floats, size: int) -> Floats:
    return np.bincount(group, weights=values, minlength=size).astype(np.float64)


def _count(group: Ints, size: int) -> Ints:
    return np.bincount(group, minlength=size).astype(np.int64)
