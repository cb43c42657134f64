"""New ways between places of a street graph: a footbridge, put in without building it again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.streets.network import Network
from geo.streets.splice_arcs import Ends, arcs_with

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUND_M_DECIMALS = 6  # as walks are rounded: places nearer to one another are one
LINK_KIND = "footway"


class Place(NamedTuple):
    """A place on the streets: so far along an edge from its node u."""

    edge: int
    offset_m: float


class Link(NamedTuple):
    """A new way from one place on the streets to another, straight from vertex to vertex.

    `via_xy` (K, 2) are the vertices between the two places; `steps`: it is climbed on stairs.
    """

    start: Place
    end: Place
    via_xy: Floats
    steps: bool = False


class Cuts(NamedTuple):
    """Where edges were cut: cut i lies `offset_m[i]` along `edge[i]`, at `node[i]`; sorted.

    The first piece of a cut edge keeps its number; the piece behind cut i is the edge `behind[i]`,
    `length_m[i]` long. The last piece of an edge (`last[i]`) runs backwards, from the old end.
    """

    edge: Ints
    offset_m: Floats
    node: Ints
    behind: Ints
    length_m: Floats
    last: Bools


class _Edges(NamedTuple):
    """Edges to append: their nodes, lengths and vertices, and the edge each is a piece of."""

    u: Ints
    v: Ints
    length_m: Floats
    shapes: list[Floats]
    steps: Bools
    private: Bools
    kind: NDArray[np.object_]


def spliced(network: Network, links: Sequence[Link]) -> tuple[Network, Cuts]:
    """Return the network with the links added, and where its edges were cut for them.

        a link's length = Σ straight lines from its start over `via_xy` to its end

    Each end is a place along an edge: the edge is cut there by a new node (an end of the edge
    keeps its node). No other way is touched: a link over a street is a bridge. Nodes and edges
    keep their numbers; new edges follow, first the pieces behind the cuts, then the links in their
    order. Edges still run from the lower node to the higher, parts stay numbered by their lowest
    node. `notes` stay those of the streets. `moved` puts positions onto the new network.
    """
    places = [place for link in links for place in (link.start, link.end)]
    if not places:
        return network, cuts_at(network, np.zeros(0, dtype=np.int64), np.zeros(0))
    edge = np.array([place.edge for place in places], dtype=np.int64)
    offset_m = np.round([place.offset_m for place in places], ROUND_M_DECIMALS)
    cuts = cuts_at(network, edge, offset_m)
    ends = _nodes(network, cuts, edge, offset_m).reshape(-1, 2)
    new = [_pieces(network, cuts), _bridges(network, links, ends)]
    return _extended(network, cuts, new, ends), cuts


def moved(cuts: Cuts, edge: Ints, offset_m: Floats) -> tuple[Ints, Floats]:
    """Return positions of the network before the cuts as edges and offsets of the one after."""
    edge, offset_m = edge.copy(), offset_m.copy()
    for at in np.flatnonzero(np.isin(edge, cuts.edge)):
        first, stop = np.searchsorted(cuts.edge, [edge[at], edge[at] + 1])
        cut = first - 1 + np.searchsorted(cuts.offset_m[first:stop], offset_m[at], side="right")
        if cut >= first:
            edge[at], beyond_m = cuts.behind[cut], offset_m[at] - cuts.offset_m[cut]
            offset_m[at] = cuts.length_m[cut] - beyond_m if cuts.last[cut] else beyond_m
    return edge, offset_m


def place_xy(network: Network, place: Place) -> Floats:
    """Return x and y of a place, along the vertices of its edge."""
    xy = network.xy[network.first_xy[place.edge] : network.first_xy[place.edge + 1]]
    x, y = _points(xy, [place.offset_m])[0]
    return np.array([x, y])


def cuts_at(network: Network, edge: Ints, offset_m: Floats) -> Cuts:
    """Return the cuts of edges at places strictly inside them, each once."""
    inside = (offset_m > 0) & (offset_m < np.round(network.length_m[edge], ROUND_M_DECIMALS))
    pairs = sorted(set(zip(edge[inside].tolist(), offset_m[inside].tolist(), strict=True)))
    edge = np.array([pair[0] for pair in pairs], dtype=np.int64)
    offset_m = np.array([pair[1] for pair in pairs], dtype=np.float64)
    last = np.append(edge[1:] != edge[:-1], [True] * (len(edge) > 0))
    end_m = np.where(last, network.length_m[edge], np.append(offset_m[1:], [0.0] * (len(edge) > 0)))
    node = len(network.node_xy) + np.arange(len(edge))
    behind = len(network.u) + np.arange(len(edge))
    return Cuts(edge, offset_m, node, behind, end_m - offset_m, last.astype(bool))


def _nodes(network: Network, cuts: Cuts, edge: Ints, offset_m: Floats) -> Ints:
    """Return the node at each place."""
    cut = dict(zip(zip(cuts.edge, cuts.offset_m, strict=True), cuts.node, strict=True))
    end = np.where(offset_m <= 0, network.u[edge], network.v[edge])
    pairs = zip(edge, offset_m, end, strict=True)
    return np.array([cut.get((at, along_m), node) for at, along_m, node in pairs], dtype=np.int64)


def _pieces(network: Network, cuts: Cuts) -> _Edges:
    """Return the piece behind each cut."""
    shapes = [
        _part(network, edge, start_m, start_m + length_m)
        for edge, start_m, length_m in zip(cuts.edge, cuts.offset_m, cuts.length_m, strict=True)
    ]
    return _Edges(
        u=np.where(cuts.last, network.v[cuts.edge], cuts.node),
        v=np.where(cuts.last, cuts.node, cuts.node + 1),
        length_m=cuts.length_m,
        shapes=[xy[::-1] if last else xy for xy, last in zip(shapes, cuts.last, strict=True)],
        steps=network.steps[cuts.edge],
        private=network.private[cuts.edge],
        kind=network.kind[cuts.edge],
    )


def _bridges(network: Network, links: Sequence[Link], ends: Ints) -> _Edges:
    """Return the links as edges, each from its lower node to its higher."""
    shapes = [
        np.vstack([place_xy(network, link.start), link.via_xy, place_xy(network, link.end)])
        for link in links
    ]
    turned = ends[:, 0] > ends[:, 1]
    return _Edges(
        u=ends.min(axis=1),
        v=ends.max(axis=1),
        length_m=np.array([_along(xy)[-1] for xy in shapes]),
        shapes=[xy[::-1] if back else xy for xy, back in zip(shapes, turned, strict=True)],
        steps=np.array([link.steps for link in links], dtype=bool),
        private=np.zeros(len(links), dtype=bool),
        kind=np.full(len(links), LINK_KIND, dtype=object),
    )


def _extended(network: Network, cuts: Cuts, new: list[_Edges], ends: Ints) -> Network:
    first = _first(cuts)
    u = np.concatenate([network.u, *(edges.u for edges in new)])
    v = np.concatenate([network.v, *(edges.v for edges in new)])
    length_m = np.concatenate([network.length_m, *(edges.length_m for edges in new)])
    v[cuts.edge[first]], length_m[cuts.edge[first]] = cuts.node[first], cuts.offset_m[first]
    changed = np.concatenate([cuts.edge[first], np.arange(len(network.u), len(u))])
    arcs_of = Ends(changed, u[changed], v[changed], length_m[changed])
    node_xy = [place_xy(network, Place(*cut)) for cut in zip(cuts.edge, cuts.offset_m, strict=True)]
    xy, first_xy = _vertices(network, cuts, [xy for edges in new for xy in edges.shapes])
    return replace(
        network,
        node_xy=np.concatenate([network.node_xy, np.reshape(node_xy, (-1, 2))]),
        u=u,
        v=v,
        length_m=length_m,
        xy=xy,
        first_xy=first_xy,
        steps=np.concatenate([network.steps, *(edges.steps for edges in new)]),
        private=np.concatenate([network.private, *(edges.private for edges in new)]),
        kind=np.concatenate([network.kind, *(edges.kind for edges in new)]),
        component=_parts(network, cuts, ends),
        **arcs_with(network, arcs_of, nodes=len(network.node_xy) + len(node_xy))._asdict(),
    )


def _first(cuts: Cuts) -> Bools:
    """Return which cuts are the first of their edge."""
    return np.append([True] * (len(cuts.edge) > 0), cuts.last[:-1]).astype(bool)


def _parts(network: Network, cuts: Cuts, ends: Ints) -> Ints:
    """Return the connected part of every node once the links join them, lowest node first."""
    component = np.concatenate([network.component, network.component[network.u[cuts.edge]]])
    label = np.arange(component.max(initial=-1) + 1)
    for start, end in component[ends]:
        low, high = sorted((label[start], label[end]))
        label[label == high] = low
    _, number = np.unique(label, return_inverse=True)
    return np.asarray(number.astype(np.int64)[component])


def _vertices(network: Network, cuts: Cuts, new: list[Floats]) -> tuple[Floats, Ints]:
    """Return the vertices of all edges: cut edges end at their first cut, new ones follow."""
    count = np.diff(network.first_xy)
    chunks, done = [], 0
    for edge, end_m in zip(cuts.edge[_first(cuts)], cuts.offset_m[_first(cuts)], strict=True):
        piece = _part(network, edge, 0.0, end_m)
        chunks += [network.xy[done : network.first_xy[edge]], piece]
        done, count[edge] = network.first_xy[edge + 1], len(piece)
    xy = np.concatenate([*chunks, network.xy[done:], *new])
    counts = np.concatenate([count, [len(shape) for shape in new]])
    first_xy = np.concatenate([[0], np.cumsum(counts)])
    return xy, first_xy.astype(network.first_xy.dtype)


def _part(network: Network, edge: int, start_m: float, end_m: float) -> Floats:
    """Return the vertices of an edge from one place on it to another."""
    xy = network.xy[network.first_xy[edge] : network.first_xy[edge + 1]]
    along_m = _along(xy)
    between = xy[(along_m > start_m) & (along_m < end_m)]
    start, end = _points(xy, [start_m, end_m])
    return np.vstack([start, between, end])


def _points(xy: Floats, offset_m: Sequence[float]) -> Floats:
    along_m = _along(xy)
    return np.column_stack([np.interp(offset_m, along_m, xy[:, axis]) for axis in (0, 1)])


def _along(xy: Floats) -> Floats:
    """Return how far along a line each of its vertices lies."""
    return np.append(0.0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T)))
