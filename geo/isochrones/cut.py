"""Parts of streets as lines: cut out between two places along an edge, thousands at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.streets.network import Network

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Polylines(NamedTuple):
    """Lines one after another: line i runs through xy[first[i]:first[i + 1]]."""

    xy: Floats
    first: Ints


class _Vertices(NamedTuple):
    """The vertices of edges, edge after edge: those of the i-th are first[i]:first[i + 1]."""

    xy: Floats
    along_m: Floats
    first: Ints
    owner: Ints


def cut(network: Network, edge: Ints, from_m: Floats, to_m: Floats) -> Polylines:
    """Return the part of each `edge` between two offsets along it, from the lower one on.

    Offsets count from node u in the network's metres (`length_m`) and may come in either order;
    the line always runs from u towards v. An edge may be named many times.
    """
    of = _vertices(network, edge)
    low, high = np.minimum(from_m, to_m), np.maximum(from_m, to_m)
    inner = np.flatnonzero((of.along_m > low[of.owner]) & (of.along_m < high[of.owner]))
    owner = of.owner[inner]
    count = np.bincount(owner, minlength=len(edge)) + 2
    first = np.concatenate([[0], np.cumsum(count)])
    xy = np.empty((first[-1], 2))
    xy[np.arange(len(inner)) + 2 * owner + 1] = of.xy[inner]
    xy[first[:-1]], xy[first[1:] - 1] = _place(of, low), _place(of, high)
    return Polylines(xy, first)


def _vertices(network: Network, edge: Ints) -> _Vertices:
    start = network.first_xy[edge]
    count = network.first_xy[edge + 1] - start
    first = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    owner = np.repeat(np.arange(len(edge)), count)
    xy = network.xy[np.arange(first[-1]) + (start - first[:-1])[owner]]
    leg = np.zeros(len(xy))
    leg[1:] = np.hypot(xy[1:, 0] - xy[:-1, 0], xy[1:, 1] - xy[:-1, 1])
    leg[first[:-1]] = 0.0
    along = np.cumsum(leg)
    along -= along[first[:-1]][owner]
    drawn_m = along[first[1:] - 1]
    # what a walker takes for longer (steps) is drawn as long as it is
    scale = np.divide(network.length_m[edge], drawn_m, out=np.ones(len(edge)), where=drawn_m > 0)
    along *= scale[owner]
    return _Vertices(xy, along, first, owner)


def _place(of: _Vertices, offset_m: Floats) -> Floats:
    """Return the point at each offset: a vertex itself where the offset is the vertex's."""
    start, last = of.first[:-1], of.first[1:] - 1
    passed = np.bincount(of.owner[of.along_m <= offset_m[of.owner]], minlength=len(start))
    here = np.clip(start + passed - 1, start, last)
    there = np.minimum(here + 1, last)
    leg = of.along_m[there] - of.along_m[here]
    gone = np.clip(offset_m - of.along_m[here], 0.0, leg)
    share = np.divide(gone, leg, out=np.zeros(len(start)), where=leg > 0)[:, None]
    return np.asarray(of.xy[here] * (1 - share) + of.xy[there] * share)
