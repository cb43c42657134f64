"""Cut lines into the pieces of a graph, in an order that depends on the ground alone."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

CM_PER_M = 100


class Vertices(NamedTuple):
    """The vertices of all lines, one after another: line number, place number, coordinates."""

    line: NDArray[np.int64]
    place: NDArray[np.int64]
    xy: NDArray[np.float64]


def split(
    lines: NDArray[np.object_],
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64], NDArray[np.object_]]:
    """Return node_xy (N, 2), u, v and the pieces of `lines` between nodes (each E long).

    A node is the end of a line or a vertex that occurs more than once; coordinates are compared,
    and kept, to the centimetre. Nodes are sorted along a Hilbert curve, then by x and y; pieces
    run from the lower node to the higher and are sorted by their nodes, length and middle.
    """
    vertices, place_xy = _vertices(lines)
    is_node = _node_places(vertices, len(place_xy))
    node_xy, node_of_place = _number_nodes(place_xy, is_node)
    start, end = _cuts(vertices, is_node)
    u = node_of_place[vertices.place[start]]
    v = node_of_place[vertices.place[end]]
    pieces = _draw(vertices.xy, start, end, backwards=u > v)
    low, high = np.minimum(u, v), np.maximum(u, v)
    kept = _sorted_once(low, high, pieces)
    return node_xy, low[kept], high[kept], pieces[kept]


def _vertices(lines: NDArray[np.object_]) -> tuple[Vertices, NDArray[np.float64]]:
    raw, line = shapely.get_coordinates(lines, return_index=True)
    cm = np.rint(raw * CM_PER_M).astype(np.int64)
    repeated = np.zeros(len(cm), dtype=bool)
    repeated[1:] = (cm[1:] == cm[:-1]).all(axis=1) & (line[1:] == line[:-1])
    cm, line = cm[~repeated], line[~repeated]
    long_enough = np.bincount(line, minlength=len(lines))[line] > 1
    cm, line = cm[long_enough], line[long_enough].astype(np.int64)
    origin = cm.min(axis=0, initial=0) if len(cm) else np.zeros(2, dtype=np.int64)
    key = ((cm[:, 0] - origin[0]) << np.int64(32)) | (cm[:, 1] - origin[1])
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    xy = cm / CM_PER_M
    return Vertices(line, place.astype(np.int64), xy), xy[first]


def _line_ends(line: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    change = line[1:] != line[:-1]
    edge = np.ones(min(len(line), 1), dtype=bool)
    return np.concatenate([edge, change]), np.concatenate([change, edge])


def _node_places(vertices: Vertices, places: int) -> NDArray[np.bool_]:
    first, last = _line_ends(vertices.line)
    shared = np.bincount(vertices.place, minlength=places) > 1
    shared[vertices.place[first | last]] = True
    return np.asarray(shared)


def _number_nodes(
    place_xy: NDArray[np.float64], is_node: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    xy = place_xy[is_node]
    points = gpd.GeoSeries(shapely.points(xy))
    curve = points.hilbert_distance().to_numpy() if len(xy) else np.zeros(0)
    order = np.lexsort((xy[:, 1], xy[:, 0], curve))
    number = np.full(len(place_xy), -1, dtype=np.int64)
    number[np.flatnonzero(is_node)[order]] = np.arange(len(xy))
    return xy[order], number


def _cuts(
    vertices: Vertices, is_node: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    at = np.flatnonzero(is_node[vertices.place])
    same = vertices.line[at[1:]] == vertices.line[at[:-1]]
    return at[:-1][same], at[1:][same]


def _draw(
    xy: NDArray[np.float64],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    *,
    backwards: NDArray[np.bool_],
) -> NDArray[np.object_]:
    count = end - start + 1
    piece = np.repeat(np.arange(len(start)), count)
    step = np.arange(len(piece)) - np.repeat(np.cumsum(count) - count, count)
    index = np.where(backwards[piece], end[piece] - step, start[piece] + step)
    if not len(start):
        return np.zeros(0, dtype=object)
    return np.asarray(shapely.linestrings(xy[index], indices=piece), dtype=object)


def _sorted_once(
    u: NDArray[np.int64], v: NDArray[np.int64], pieces: NDArray[np.object_]
) -> NDArray[np.int64]:
    length = shapely.length(pieces)
    middle = shapely.get_coordinates(shapely.line_interpolate_point(pieces, length / 2))
    key = np.column_stack([u, v, length, middle])
    order = np.lexsort(key.T[::-1])
    again = np.zeros(len(order), dtype=bool)
    again[1:] = (key[order][1:] == key[order][:-1]).all(axis=1)
    return order[~again].astype(np.int64)
