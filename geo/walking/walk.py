"""How far it is on foot from every estate to the nearest facility of every category."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from importlib import import_module
from types import ModuleType

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.streets.curve import order
from geo.streets.network import Network
from geo.walking.ground import Ground, ground
from geo.walking.reach import ROUND_M_DECIMALS, Limits, Nodes, Pairs, Reached
from geo.walking.walker import Walker, as_walked

STATUS = np.array(["reached", "beyond_limit", "unreachable", "off_network"], dtype=object)
REACHED, BEYOND, UNREACHABLE, OFF = range(4)


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

    taken over all gates of the estate and all doors of all facilities of the category, each put on
    the street nearest to it if that is at most `cap_m` away. `entrances` and `facilities` as in
    `geo.walking.ground`, the table as in `walked`.

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
    placed = ground(entrances, facilities, network, cap_m=cap_m)
    return walked(placed, limit_m=limit_m, rings_m=rings_m)


def walked(
    ground: Ground, *, limit_m: float, rings_m: Sequence[float], walker: Walker | None = None
) -> pd.DataFrame:
    """Return one row per estate and category: how far the nearest facility is on foot.

    Columns: estate_id, category, status, walk_m (NaN unless reached), facility_id (of equally near
    ones the smallest), and one `count_<ring>` per ring: facilities with walk_m ≤ ring; missing
    where ring > limit_m, for nobody walked that far. With a `walker` all lengths are metres of
    level street to him.

    Status: `reached`; `beyond_limit` (there is one, farther than `limit_m`); `unreachable` (none
    in any connected part of the streets the estate touches); `off_network` (no gate of the estate
    is near a street: nothing is known, counts are missing).

    Lengths are rounded to a micrometre, so equal ways are equal. Sorted by estate_id and category.
    `attrs["limit_m"]` keeps the limit.
    """
    reached = nearest(ground, limit_m=limit_m, rings_m=rings_m, walker=walker)
    estates, categories = reached.walk_m.shape
    status = _status(ground, reached)
    table = pd.DataFrame(
        {
            "estate_id": _taken(ground.origin_ids, np.repeat(np.arange(estates), categories)),
            "category": _taken(ground.categories, np.tile(np.arange(categories), estates)),
            "status": _taken(STATUS, status),
            "walk_m": np.where(np.isfinite(reached.walk_m), reached.walk_m, np.nan).ravel(),
            "facility_id": _taken(ground.facility_ids, reached.facility.ravel()),
            **_counts(reached, rings_m, limit_m, known=status != OFF),
        }
    )
    table.attrs["limit_m"] = float(limit_m)
    return table


def reachable(
    ground: Ground,
    *,
    limit_m: float,
    walker: Walker | None = None,
    categories: Collection[str] | None = None,
) -> pd.DataFrame:
    """Return every facility within the limit of every estate: a table to print.

    Columns: estate_id, category, facility_id, walk_m; sorted by estate_id, category, walk_m and
    facility_id. An estate that reaches nothing has no row. Only of these `categories`, if given.
    `attrs["limit_m"]` keeps the limit.
    """
    if categories is not None:
        ground = _serving(ground, categories)
    found = reach_pairs(ground, limit_m=limit_m, walker=walker)
    category = ground.places.category[found.facility]
    near = order(np.rint(found.walk_m * 10**ROUND_M_DECIMALS).astype(np.int64))
    place = found.origin * max(1, len(ground.categories)) + category
    rows = near[order(place[near])]  # equally near ones stay sorted by id
    table = pd.DataFrame(
        {
            "estate_id": _taken(ground.origin_ids, found.origin[rows]),
            "category": _taken(ground.categories, category[rows]),
            "facility_id": _taken(ground.facility_ids, found.facility[rows]),
            "walk_m": found.walk_m[rows],
        }
    )
    table.attrs["limit_m"] = float(limit_m)
    return table


def _serving(ground: Ground, categories: Collection[str]) -> Ground:
    """Return the ground with the doors of these categories alone: others need no walk."""
    places = ground.places
    asked = np.isin(ground.categories, list(categories))[places.category[places.facility]]
    own = places._replace(
        edge=places.edge[asked],
        offset_m=places.offset_m[asked],
        snap_m=places.snap_m[asked],
        facility=places.facility[asked],
    )
    return replace(ground, places=own)


def nearest(
    ground: Ground, *, limit_m: float, rings_m: Sequence[float] = (), walker: Walker | None = None
) -> Reached:
    """Return, per origin and category, the nearest facility, how far it is, counts per ring.

    Arrays of S origins × C categories (× rings), numbered as in the ground: `walk_m` is inf and
    `facility` -1 where none is within the limit.
    """
    on = as_walked(ground, walker)
    rings = np.asarray(rings_m, dtype=np.float64)
    limits = Limits(float(limit_m), rings, len(ground.categories))
    reached: Reached = engine().sweep(on.gates, on.places, on.network, limits)
    return reached


def reach_pairs(ground: Ground, *, limit_m: float, walker: Walker | None = None) -> Pairs:
    """Return every facility within the limit of every origin as numbers of both, and walk_m.

    Sorted by origin, then facility.
    """
    on = as_walked(ground, walker)
    found: Pairs = engine().pairs(on.gates, on.places, on.network, float(limit_m))
    return found


def nodes_within(
    ground: Ground, origin: int, *, limit_m: float, walker: Walker | None = None
) -> Nodes:
    """Return the nodes of the streets within the limit of one origin, and how far each is.

    Sorted by node. The streets between them are reached from both ends; see
    `geo.isochrones.isochrone`.
    """
    on = as_walked(ground, walker)
    found: Nodes = engine().nodes(on.gates, on.network, origin, float(limit_m))
    return found


def engine() -> ModuleType:
    """Return the fast engine, or scipy's where numba is missing: both have the same functions."""
    try:
        return import_module("geo.walking.sweep")  # here: numba loads slowly, so only when walking
    except ImportError:
        return import_module("geo.walking.sweep_scipy")


def compiles() -> bool:
    """Say whether the next walk has to wait for machine code: some seconds, once on a computer."""
    try:
        from geo.compiled import kept  # noqa: PLC0415 - numba loads slowly
        from geo.walking.outward import nearest as outward  # noqa: PLC0415
    except ImportError:
        return False
    return not kept(outward)


def _status(ground: Ground, reached: Reached) -> NDArray[np.int64]:
    """Return the place of each origin's status in STATUS, one category after the other."""
    network, gates, places = ground.network, ground.gates, ground.places
    origins, categories = reached.walk_m.shape
    parts = int(network.component.max(initial=-1)) + 1
    placed = places.edge >= 0
    holds = np.zeros((parts, categories), dtype=bool)
    part = network.component[network.u[places.edge[placed]]]
    holds[part, places.category[places.facility[placed]]] = True
    connected = np.zeros((origins, categories), dtype=bool)
    owner = np.repeat(np.arange(origins), np.diff(gates.first))
    pairs = np.unique(owner * max(1, parts) + network.component[network.u[gates.edge]])
    np.logical_or.at(connected, pairs // max(1, parts), holds[pairs % max(1, parts)])
    status = np.where(connected, BEYOND, UNREACHABLE)
    status[np.isfinite(reached.walk_m)] = REACHED
    status[np.diff(gates.first) == 0] = OFF
    return status.ravel()


def _taken(ids: NDArray[np.object_], number: NDArray[np.int64]) -> pd.Series:
    """Return the ids of the numbers, missing for -1."""
    names = pd.Series(ids).array.take(number, allow_fill=True)
    return pd.Series(names)


def _counts(
    reached: Reached, rings_m: Sequence[float], limit_m: float, *, known: NDArray[np.bool_]
) -> dict[str, pd.Series]:
    return {
        f"count_{ring_m:g}": pd.Series(
            pd.arrays.IntegerArray(
                reached.counts[:, :, ring].ravel(), ~(known & (ring_m <= limit_m))
            )
        )
        for ring, ring_m in enumerate(rings_m)
    }
