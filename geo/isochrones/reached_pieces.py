"""The pieces of street a person reaches from an estate's gates, cut where the walk ends."""

from collections.abc import Sequence
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.isochrones.cut import cut
from geo.streets.network import Network
from geo.walking.ground import Ground
from geo.walking.walk import nodes_within

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHORTEST_M = 1e-6  # walks are rounded to a micrometre: what is shorter is no piece


class Pieces(NamedTuple):
    """Parts of edges, each walked one way: from `from_m` to `to_m` along edge `edge`.

    Offsets are metres from the edge's node u; where `from_m` > `to_m` the way leads towards u.
    `walk_from_m` and `walk_to_m` are the metres walked from the gate at both ends, `tier` the
    number of the lowest limit that holds the piece. Sorted by edge and place along it.
    """

    edge: Ints
    from_m: Floats
    to_m: Floats
    walk_from_m: Floats
    walk_to_m: Floats
    tier: Ints


class _Spans(NamedTuple):
    """Stretches of edges between two places whose walks are known (inf: not reached)."""

    edge: Ints
    start_m: Floats
    end_m: Floats
    walk_start_m: Floats
    walk_end_m: Floats


def reached_pieces(ground: Ground, origin: int, *, limits_m: Sequence[float]) -> Pieces:
    """Return every piece of street within the last limit, split among the limits.

        walk(s) = min(walk(u) + s, walk(v) + length - s, snap + |s - offset| of a gate on the edge)

    An edge entered from both ends is cut where the two walks meet; a piece of tier k begins where
    tier k - 1 ends. No piece lies in another. `limits_m` ascend; a gate farther from its street
    than the limit reaches nothing. `origin` is a number of `ground.origin_ids`.
    """
    nodes, node_m = nodes_within(ground, origin, limit_m=max(limits_m, default=0.0))
    mine = slice(*ground.gates.first[origin : origin + 2])
    gates = (ground.gates.edge[mine], ground.gates.offset_m[mine], ground.gates.snap_m[mine])
    spans = _spans(ground.network, np.asarray(nodes), np.asarray(node_m), gates)
    return _tiers(_met(spans), np.asarray(limits_m, dtype=np.float64))


def pieces_table(pieces: Pieces, network: Network) -> gpd.GeoDataFrame:
    """Return the pieces as lines in the network's CRS: edge, walk_from_m, walk_to_m, tier.

    The lines run from node u towards v, whichever way they were walked.
    """
    lines = cut(network, pieces.edge, pieces.from_m, pieces.to_m)
    owner = np.repeat(np.arange(len(pieces.edge)), np.diff(lines.first))
    columns = {name: getattr(pieces, name) for name in ("edge", "walk_from_m", "walk_to_m", "tier")}
    shapes = shapely.linestrings(lines.xy, indices=owner) if len(owner) else []
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(shapes, crs=network.crs))


def _spans(
    network: Network, nodes: Ints, node_m: Floats, gates: tuple[Ints, Floats, Floats]
) -> _Spans:
    """Return the stretches between nodes and gates on every edge that is touched."""
    order = np.argsort(nodes)
    nodes, node_m = nodes[order], node_m[order]
    edges = np.unique(np.concatenate([_edges_of(network, nodes), gates[0]]))
    length_m = network.length_m[edges]
    walk_u, walk_v = (_walk(nodes, node_m, ends[edges]) for ends in (network.u, network.v))
    row = np.searchsorted(edges, gates[0])
    gate_m = _at_gates(gates, walk_u[row], walk_v[row], length_m[row])
    edge = np.concatenate([edges, gates[0], edges])
    at = np.concatenate([np.zeros(len(edges)), gates[1], length_m])
    walk = np.concatenate([walk_u, gate_m, walk_v])
    order = np.lexsort((np.arange(len(edge)), at, edge))
    edge, at, walk = edge[order], at[order], walk[order]
    same = edge[:-1] == edge[1:]
    return _Spans(edge[:-1][same], at[:-1][same], at[1:][same], walk[:-1][same], walk[1:][same])


def _edges_of(network: Network, nodes: Ints) -> Ints:
    first = network.first_arc[nodes]
    count = network.first_arc[nodes + 1] - first
    start = np.cumsum(count) - count
    arcs = np.arange(count.sum()) + np.repeat(first - start, count)
    return np.asarray(network.arc_edge[arcs])


def _walk(nodes: Ints, node_m: Floats, asked: Ints) -> Floats:
    if not len(nodes):
        return np.full(len(asked), np.inf)
    at = np.minimum(np.searchsorted(nodes, asked), len(nodes) - 1)
    return np.where(nodes[at] == asked, node_m[at], np.inf)


def _at_gates(
    gates: tuple[Ints, Floats, Floats], walk_u: Floats, walk_v: Floats, length_m: Floats
) -> Floats:
    """Return how far it is to each gate's place on the street: another gate may be nearer."""
    edge, offset_m, snap_m = gates
    across = np.abs(offset_m[:, None] - offset_m) + snap_m
    across[edge[:, None] != edge] = np.inf
    nearest = across.min(axis=1, initial=np.inf)
    ends = np.minimum(walk_u + offset_m, walk_v + length_m - offset_m)
    return np.asarray(np.minimum(nearest, ends))


def _met(spans: _Spans) -> Pieces:
    """Return both ways into each stretch, up to where they meet; what nobody enters is left out."""
    edge, start, end, walk_start, walk_end = spans
    length = end - start
    with np.errstate(invalid="ignore"):  # neither end reached: inf - inf, left out below
        ahead = np.clip((walk_end - walk_start + length) / 2, 0.0, length)
    meet = start + ahead
    forth = np.isfinite(walk_start) & (ahead > SHORTEST_M)
    back = np.isfinite(walk_end) & (length - ahead > SHORTEST_M)
    both = [(forth, start, walk_start, ahead), (back, end, walk_end, length - ahead)]
    parts = [
        Pieces(edge[way], begin[way], meet[way], walk[way], walk[way] + gone[way], edge[way] * 0)
        for way, begin, walk, gone in both
    ]
    return Pieces(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _tiers(pieces: Pieces, limits_m: Floats) -> Pieces:
    """Return the pieces cut at the limits; what lies past the last is left out."""
    bounds = np.concatenate([[-np.inf], limits_m])
    begin = np.maximum(pieces.walk_from_m[:, None], bounds[:-1])
    end = np.minimum(pieces.walk_to_m[:, None], bounds[1:])
    piece, tier = np.nonzero(end - begin > SHORTEST_M)
    begin, end = begin[piece, tier], end[piece, tier]
    edge, offset, walk = pieces.edge[piece], pieces.from_m[piece], pieces.walk_from_m[piece]
    way = np.where(pieces.to_m[piece] >= offset, 1.0, -1.0)
    from_m, to_m = offset + way * (begin - walk), offset + way * (end - walk)
    order = np.lexsort((np.minimum(from_m, to_m), edge))
    edge, from_m, to_m = edge[order], from_m[order], to_m[order]
    return Pieces(edge, from_m, to_m, begin[order], end[order], tier[order].astype(np.int64))
