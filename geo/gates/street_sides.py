"""Which pieces of the network are one street: those that continue one another."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.streets.curve import order
from geo.streets.network import Network

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Streets(NamedTuple):
    """The straight segments of all edges: `first[e]:first[e + 1]` are those of edge e, from u to v.

    `start` and `end` (S, 2) are their ends; segments with the same number `street` are one street.
    """

    first: Ints
    start: Floats
    end: Floats
    street: Ints


class _Ends(NamedTuple):
    """The ends of segments that meet others: where, of which segment, heading away from there."""

    place: Ints
    segment: Ints
    heading_deg: Floats


def streets_of(network: Network, *, turn_deg: float) -> Streets:
    """Return the segments of the network and which of them are one street.

    Two segments that meet at a vertex are one street when one walks from one into the other with a
    turn of less than `turn_deg`; a street goes on as long as there is such a segment. It does not
    matter at which vertices streets are split into edges, nor where a street carries a name.
    The numbers say only what belongs together.

    >>> import geopandas as gpd, shapely
    >>> from geo import street_network
    >>> lines = [[(0, 0), (50, 0), (99, 0)], [(99, 0), (150, 9)], [(99, 0), (99, 80)]]
    >>> lines = gpd.GeoSeries([shapely.LineString(line) for line in lines], crs="EPSG:4547")
    >>> network = street_network(gpd.GeoDataFrame(geometry=lines))
    >>> len(np.unique(streets_of(network, turn_deg=45).street))
    2
    """
    first = network.first_xy - np.arange(len(network.first_xy))  # one segment fewer than vertices
    at = np.delete(np.arange(len(network.xy)), network.first_xy[1:] - 1)
    start, end = network.xy[at], network.xy[at + 1]
    run = end - start
    heading_deg = np.degrees(np.arctan2(run[:, 1], run[:, 0]))
    one, other = _continued_inside(first, heading_deg, turn_deg)
    met, meeting = _continued_at_nodes(_ends(network, first, heading_deg), turn_deg)
    pairs = np.concatenate([one, met]), np.concatenate([other, meeting])
    return Streets(first, start, end, _joined(*pairs, len(at)))


def turns_deg(before_deg: Floats, after_deg: Floats) -> Floats:
    """Return by how much one turns from one heading into another, 0 to 180."""
    return np.asarray(np.abs((after_deg - before_deg + 180) % 360 - 180))


def _continued_inside(first: Ints, heading_deg: Floats, turn_deg: float) -> tuple[Ints, Ints]:
    """Return pairs of segments of one edge that follow each other with a small turn."""
    follows = np.ones(max(len(heading_deg) - 1, 0), dtype=bool)
    ends = first[1:-1] - 1
    follows[ends[(ends >= 0) & (ends < len(follows))]] = False
    follows &= turns_deg(heading_deg[:-1], heading_deg[1:]) < turn_deg
    before = np.flatnonzero(follows)
    return before, before + 1


def _ends(network: Network, first: Ints, heading_deg: Floats) -> _Ends:
    """Return both ends of every edge, sorted by node."""
    head, tail = first[:-1], first[1:] - 1
    place = np.concatenate([network.u, network.v])
    segment = np.concatenate([head, tail])
    away = np.concatenate([heading_deg[head], heading_deg[tail] + 180])
    by_place = order(place)
    return _Ends(place[by_place], segment[by_place], away[by_place])


def _continued_at_nodes(ends: _Ends, turn_deg: float) -> tuple[Ints, Ints]:
    """Return pairs of segments that meet at a node and continue one another."""
    one, other = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    at = np.arange(len(ends.place))
    step = 1
    while len(at := at[at + step < len(ends.place)]):
        at = at[ends.place[at] == ends.place[at + step]]
        coming_deg = ends.heading_deg[at] + 180
        on = at[turns_deg(coming_deg, ends.heading_deg[at + step]) < turn_deg]
        one.append(ends.segment[on])
        other.append(ends.segment[on + step])
        step += 1
    return np.concatenate(one), np.concatenate(other)


def _joined(one: Ints, other: Ints, segments: int) -> Ints:
    """Return a number for each segment, the same for all that hang together."""
    if not segments:
        return np.zeros(0, dtype=np.int64)
    # Imported here: reading files, which needs none of it, must not wait for scipy.
    from scipy.sparse import coo_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    links = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(segments, segments))
    _, street = connected_components(links, directed=False)
    return np.asarray(street, dtype=np.int64)
