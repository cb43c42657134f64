"""Streets as a graph a person can walk: joined where they share a vertex, nowhere else."""

from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from geo.crs import placed
from geo.pieces import split
from tables import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """A street graph: N nodes, E edges, 2·E arcs (each edge walked both ways).

    Edge e runs from node `u[e]` to `v[e]` (u ≤ v) along `lines[e]`, which is `length_m[e]` long.
    The arcs that leave node n are `first_arc[n]:first_arc[n + 1]`, each leading to `to_node`
    along edge `arc_edge`. Nodes follow a space-filling curve, edges follow their nodes, so the
    order of the rows that built it never shows. `component[n]` numbers connected parts by their
    lowest node.
    """

    node_xy: Floats
    u: Ints
    v: Ints
    length_m: Floats
    lines: NDArray[np.object_]
    component: Ints
    first_arc: Ints
    to_node: Ints
    arc_edge: Ints
    crs: pyproj.CRS
    tree: shapely.STRtree = field(repr=False)

    def __repr__(self) -> str:
        parts = len(np.unique(self.component))
        return (
            f"Network({len(self.node_xy)} nodes, {len(self.u)} edges, {parts} components, "
            f"{self.length_m.sum() / 1000:.1f} km, {self.crs.to_string()})"
        )


def street_network(streets: gpd.GeoDataFrame) -> Network:
    """Return the walking network of the streets, which must be in a metric CRS.

    Lines are split at every vertex that another line (or the same line again) also has, after
    rounding to 1 cm. Lines that cross on paper without a common vertex are bridges and stay
    apart. Rows whose `walkable` is False are left out, unknown counts as walkable. Missing
    geometries, pieces of no length and second copies of a piece are dropped.

    Raises InputError `geo.no_crs`, `geo.not_metric`, `geo.not_lines`.

    >>> cross = [shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(100, 0), (100, 50)])]
    >>> street_network(gpd.GeoDataFrame(geometry=cross, crs="EPSG:4547"))
    Network(3 nodes, 2 edges, 1 components, 0.1 km, EPSG:4547)
    """
    node_xy, u, v, lines = split(_walkable_lines(streets))
    lengths = shapely.length(lines)
    first_arc, to_node, arc_edge = _arcs(u, v, len(node_xy))
    return Network(
        node_xy=node_xy,
        u=u,
        v=v,
        length_m=lengths,
        lines=lines,
        component=_components(u, v, len(node_xy)),
        first_arc=first_arc,
        to_node=to_node,
        arc_edge=arc_edge,
        crs=streets.crs,
        tree=shapely.STRtree(lines),
    )


def _walkable_lines(streets: gpd.GeoDataFrame) -> NDArray[np.object_]:
    if streets.crs is None:
        raise InputError("geo.no_crs", table="streets")
    if not streets.crs.is_projected:
        raise InputError("geo.not_metric", table="streets", crs=streets.crs.to_string())
    shapes = streets.geometry.to_numpy()
    if "walkable" in streets:
        shapes = shapes[streets["walkable"].astype("boolean").fillna(value=True).to_numpy(bool)]
    parts = shapely.get_parts(shapes[placed(shapes)])
    kinds = shapely.get_type_id(parts)
    wrong = ~np.isin(kinds, [shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING])
    if wrong.any():
        raise InputError("geo.not_lines", table="streets", count=int(wrong.sum()))
    return np.asarray(shapely.force_2d(parts), dtype=object)


def _arcs(u: Ints, v: Ints, nodes: int) -> tuple[Ints, Ints, Ints]:
    start, end = np.concatenate([u, v]), np.concatenate([v, u])
    edge = np.tile(np.arange(len(u)), 2)
    order = np.lexsort((edge, end, start))
    first = np.searchsorted(start[order], np.arange(nodes + 1))
    return first.astype(np.int64), end[order], edge[order].astype(np.int64)


def _components(u: Ints, v: Ints, nodes: int) -> Ints:
    if not nodes:
        return np.zeros(0, dtype=np.int64)
    # Imported here: reading files, which needs none of it, must not wait for scipy.
    from scipy.sparse import coo_array  # noqa: PLC0415
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    links = coo_array((np.ones(len(u)), (u, v)), shape=(nodes, nodes))
    _, label = connected_components(links, directed=False)
    number, _ = pd.factorize(label)  # numbered by first, that is lowest, node
    return np.asarray(number, dtype=np.int64)
