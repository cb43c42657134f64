"""One point put on the streets: only those around it are looked at."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import shapely

from geo.streets.network import Ints, Network
from geo.streets.snap import Positions, snap
from tables import InputError

PAD_M = 1e-3  # no street exactly at the cap is lost to the last digit


class Spot(NamedTuple):
    """Where a point meets the streets: so far along an edge, so far beside it."""

    edge: int
    offset_m: float
    snap_m: float


def spot(network: Network, point: shapely.Point, *, cap_m: float) -> Spot:
    """Return where a point meets the network, just as `geo.streets.snap` tells it for many.

    Raises InputError `geo.far_from_streets` when that is farther than `cap_m` (snap_m NaN: there
    are no streets at all).
    """
    edges = _around(network, point, cap_m + PAD_M)
    at = _snapped(_only(network, edges), point, cap_m)
    if not at.ok[0]:
        away_m = float(_snapped(network, point, cap_m).snap_m[0])
        raise InputError("geo.far_from_streets", snap_m=away_m, cap_m=cap_m)
    return Spot(int(edges[at.edge[0]]), float(at.offset_m[0]), float(at.snap_m[0]))


def _snapped(network: Network, point: shapely.Point, cap_m: float) -> Positions:
    return snap(np.array([point], dtype=object), network, cap_m=cap_m)


def _around(network: Network, point: shapely.Point, reach_m: float) -> Ints:
    """Return the edges with a piece whose box meets the square within `reach_m` of the point."""
    near = np.ones(max(0, len(network.xy) - 1), dtype=bool)
    for axis, middle in enumerate((point.x, point.y)):
        along = network.xy[:, axis]
        low, high = along >= middle - reach_m, along <= middle + reach_m
        near &= (low[:-1] | low[1:]) & (high[:-1] | high[1:])
    edge = np.searchsorted(network.first_xy, np.flatnonzero(near), side="right") - 1
    return np.unique(edge).astype(np.int64)


def _only(network: Network, edges: Ints) -> Network:
    """Return the network with the shapes of these edges alone, numbered anew: to snap, not walk."""
    first, count = network.first_xy[edges], np.diff(network.first_xy)[edges]
    first_xy = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    row = np.arange(first_xy[-1]) + np.repeat(first - first_xy[:-1], count)
    return replace(
        network,
        u=network.u[edges],
        v=network.v[edges],
        length_m=network.length_m[edges],
        xy=network.xy[row],
        first_xy=first_xy,
    )
