"""How far it is on foot from every estate to the nearest facility of every category."""

from collections.abc import Callable, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.crs import need_same_crs
from geo.network import Network
from geo.reach import Gates, Limits, Places, Reached
from geo.snap import snap

Engine = Callable[[Gates, Places, Network, Limits], Reached]


def walks(
    entrances: gpd.GeoDataFrame,
    facilities: gpd.GeoDataFrame,
    network: Network,
    *,
    limit_m: float,
    rings_m: Sequence[float],
    cap_m: float,
) -> pd.DataFrame:
    """Return one row per estate and category: how far the nearest facility is on foot.

        walk_m = gate to street + along the streets + street to facility

    taken over all gates of the estate and all facilities of the category, each put on the street
    nearest to it if that is at most `cap_m` away. Columns: estate_id, category, status, walk_m
    (NaN unless reached), facility_id (of equally near ones the smallest), and one `count_<ring>`
    per ring: facilities with walk_m ≤ ring, where ring ≤ limit_m.

    Status: `reached`; `beyond_limit` (there is one, farther than `limit_m`); `unreachable` (none
    in any connected part of the streets the estate touches); `off_network` (no gate of the estate
    lies within `cap_m` of a street: nothing is known, counts are missing).

    `entrances` has estate_id and geometry (missing for an estate without one), `facilities` has
    facility_id, category and geometry. Lengths are rounded to a micrometre, so equal ways are
    equal. Sorted by estate_id and category. `attrs["limit_m"]` keeps the limit.

    >>> from geo import street_network
    >>> from shapely import LineString, Point
    >>> crs = "EPSG:4547"
    >>> street = gpd.GeoDataFrame(geometry=[LineString([(0, 0), (500, 0)])], crs=crs)
    >>> gate = gpd.GeoDataFrame({"estate_id": ["E1"]}, geometry=[Point(100, 10)], crs=crs)
    >>> shop = gpd.GeoDataFrame(
    ...     {"facility_id": ["F1"], "category": ["shop"]}, geometry=[Point(300, 5)], crs=crs
    ... )
    >>> found = walks(gate, shop, street_network(street), limit_m=900, rings_m=[300], cap_m=50)
    >>> found[["estate_id", "category", "status", "walk_m", "count_300"]]
      estate_id category   status  walk_m  count_300
    0        E1     shop  reached   215.0          1
    """
    need_same_crs(entrances, network.crs, table="entrances")
    need_same_crs(facilities, network.crs, table="facilities")
    estate_ids, gates = _gates(entrances, network, cap_m)
    facilities = facilities.sort_values(["facility_id", "category"], ignore_index=True)
    categories, places = _places(facilities, network, cap_m)
    limits = Limits(float(limit_m), np.asarray(rings_m, dtype=np.float64), len(categories))
    reached = engine()(gates, places, network, limits)
    status = _status(gates, places, network, reached)
    table = pd.DataFrame(
        {
            "estate_id": np.repeat(estate_ids, len(categories)),
            "category": np.tile(categories, len(estate_ids)),
            "status": status.ravel(),
            "walk_m": np.where(np.isfinite(reached.walk_m), reached.walk_m, np.nan).ravel(),
            "facility_id": _names(facilities["facility_id"], reached.place.ravel()),
            **_counts(reached, limits, known=status != "off_network"),
        }
    )
    table.attrs["limit_m"] = limits.limit_m
    return table


def engine() -> Engine:
    """Return the fast engine, or scipy's where numba is missing or cannot compile here."""
    try:
        from geo.sweep import sweep  # noqa: PLC0415 - numba loads slowly: only when walking
    except (ImportError, RuntimeError):  # RuntimeError: numba finds no folder for its cache
        from geo.sweep_scipy import sweep  # noqa: PLC0415
    return sweep


def _gates(
    entrances: gpd.GeoDataFrame, network: Network, cap_m: float
) -> tuple[NDArray[np.object_], Gates]:
    estate_ids, owner = np.unique(entrances["estate_id"].to_numpy(object), return_inverse=True)
    at = snap(entrances.geometry.to_numpy(), network, cap_m=cap_m)
    usable = np.flatnonzero(at.ok)
    order = usable[np.argsort(owner[usable], kind="stable")]
    first = np.searchsorted(owner[order], np.arange(len(estate_ids) + 1)).astype(np.int64)
    return estate_ids, Gates(first, at.edge[order], at.offset_m[order], at.snap_m[order])


def _places(
    facilities: gpd.GeoDataFrame, network: Network, cap_m: float
) -> tuple[NDArray[np.object_], Places]:
    categories, number = np.unique(facilities["category"].to_numpy(object), return_inverse=True)
    at = snap(facilities.geometry.to_numpy(), network, cap_m=cap_m)
    edge = np.where(at.ok, at.edge, -1)
    return categories, Places(edge, at.offset_m, at.snap_m, number.astype(np.int64))


def _status(
    gates: Gates, places: Places, network: Network, reached: Reached
) -> NDArray[np.object_]:
    estates, categories = reached.walk_m.shape
    parts = int(network.component.max(initial=-1)) + 1
    placed = places.edge >= 0
    holds = np.zeros((parts, categories), dtype=bool)
    holds[network.component[network.u[places.edge[placed]]], places.category[placed]] = True
    owner = np.repeat(np.arange(estates), np.diff(gates.first))
    connected = np.zeros((estates, categories), dtype=bool)
    np.logical_or.at(connected, owner, holds[network.component[network.u[gates.edge]]])
    status = np.where(connected, "beyond_limit", "unreachable").astype(object)
    status[np.isfinite(reached.walk_m)] = "reached"
    status[np.diff(gates.first) == 0] = "off_network"
    return status


def _names(ids: pd.Series, index: NDArray[np.int64]) -> NDArray[np.object_]:
    names = np.full(len(index), None, dtype=object)
    names[index >= 0] = ids.to_numpy(object)[index[index >= 0]]
    return names


def _counts(reached: Reached, limits: Limits, *, known: NDArray[np.bool_]) -> dict[str, pd.Series]:
    return {
        f"count_{ring_m:g}": pd.Series(reached.counts[:, :, ring].ravel(), dtype="Int64").where(
            known.ravel()
        )
        for ring, ring_m in enumerate(limits.rings_m)
    }
