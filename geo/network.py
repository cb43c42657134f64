"""Streets as a graph a person can walk: joined where they share a vertex, nowhere else."""

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from geo.crs import placed
from geo.pieces import drawn, split
from tables import InputError

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Notes:
    """What was found when the streets were joined. All tables are sorted by x and y.

    `crossings` says how lines that cross without a common vertex were decided: `none` (there are
    none), `levels` (by the levels given), `apart` or `joined` (by what the drawing does elsewhere,
    or by a person). `joined` and `apart` hold these crossings (x, y). `gaps` were bridged, `near`
    are near misses that were not (x, y, gap_m). `islands` are the connected parts but the largest:
    component, length_m, share of the whole, x and y of a node in it; longest first.
    """

    crossings: str
    joined: pd.DataFrame
    apart: pd.DataFrame
    gaps: pd.DataFrame
    near: pd.DataFrame
    islands: pd.DataFrame


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """A street graph: N nodes, E edges, 2·E arcs (each edge walked both ways).

    Edge e runs from node `u[e]` to `v[e]` (u ≤ v) through the vertices
    `xy[first_xy[e]:first_xy[e + 1]]` and is `length_m[e]` long; `steps` and `private` mark stairs
    and streets behind a gate, `kind` is the street class ("" unknown). The arcs that leave node n
    are `first_arc[n]:first_arc[n + 1]`, each leading `arc_m` far to `to_node` along `arc_edge`.
    Nodes follow a space-filling curve, edges follow their nodes, so the order of the rows that
    built it never shows. `component[n]` numbers connected parts by their lowest node.
    """

    node_xy: Floats
    u: Ints
    v: Ints
    length_m: Floats
    xy: Floats
    first_xy: Ints
    steps: Bools
    private: Bools
    kind: NDArray[np.object_]
    component: Ints
    first_arc: Ints
    to_node: Ints
    arc_edge: Ints
    arc_m: Floats
    crs: pyproj.CRS
    notes: Notes

    @cached_property
    def lines(self) -> NDArray[np.object_]:
        """The edges as shapely lines, made when first asked for."""
        if not len(self.u):
            return np.zeros(0, dtype=object)
        edge = np.repeat(np.arange(len(self.u)), np.diff(self.first_xy))
        return np.asarray(shapely.linestrings(self.xy, indices=edge), dtype=object)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The lines in a tree that finds them by place, made when first asked for."""
        return shapely.STRtree(self.lines)

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

    `steps` and `private` (unknown: False) and `kind` are kept with the edges; of several copies
    of a piece the easier one counts.

    Raises InputError `geo.no_crs`, `geo.not_metric`, `geo.not_lines`.

    >>> cross = [shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(100, 0), (100, 50)])]
    >>> street_network(gpd.GeoDataFrame(geometry=cross, crs="EPSG:4547"))
    Network(3 nodes, 2 edges, 1 components, 0.1 km, EPSG:4547)
    """
    rows, row = _walkable_lines(streets)
    xy, line = shapely.get_coordinates(rows, return_index=True)
    pieces = split(drawn(xy, line))
    copies, first_copy = row[pieces.copies], pieces.first_copy[:-1]
    first_arc, to_node, arc_edge = _arcs(pieces.u, pieces.v, len(pieces.node_xy))
    return Network(
        node_xy=pieces.node_xy,
        u=pieces.u,
        v=pieces.v,
        length_m=pieces.length_m,
        xy=pieces.xy,
        first_xy=pieces.first_xy,
        steps=_marked(streets, "steps", copies, first_copy),
        private=_marked(streets, "private", copies, first_copy),
        kind=_kinds(streets, copies, first_copy),
        component=_components(pieces.u, pieces.v, len(pieces.node_xy)),
        first_arc=first_arc,
        to_node=to_node,
        arc_edge=arc_edge,
        arc_m=pieces.length_m[arc_edge],
        crs=streets.crs,
        notes=_no_notes(),
    )


def _no_notes() -> Notes:
    nothing = pd.DataFrame({"x": [], "y": []}, dtype=float)
    gaps = nothing.assign(gap_m=[])
    return Notes("none", nothing, nothing, gaps, gaps, nothing)


def _marked(streets: gpd.GeoDataFrame, name: str, row: Ints, first: Ints) -> Bools:
    """Return which edges are marked in every row that draws them: those from `first` on."""
    if name not in streets or not len(first):
        return np.zeros(len(first), dtype=bool)
    marked = streets[name].astype("boolean").fillna(value=False).to_numpy(bool)
    return np.asarray(np.logical_and.reduceat(marked[row], first))


def _kinds(streets: gpd.GeoDataFrame, row: Ints, first: Ints) -> NDArray[np.object_]:
    if "kind" not in streets or not len(first):
        return np.full(len(first), "", dtype=object)
    names, code = np.unique(streets["kind"].fillna("").to_numpy(object), return_inverse=True)
    return np.asarray(names[np.maximum.reduceat(code[row], first)])


def _walkable_lines(streets: gpd.GeoDataFrame) -> tuple[NDArray[np.object_], Ints]:
    """Return the lines to be walked, and the row of each."""
    if streets.crs is None:
        raise InputError("geo.no_crs", table="streets")
    if not streets.crs.is_projected:
        raise InputError("geo.not_metric", table="streets", crs=streets.crs.to_string())
    shapes = streets.geometry.to_numpy()
    usable = placed(shapes)
    if "walkable" in streets:
        usable &= streets["walkable"].astype("boolean").fillna(value=True).to_numpy(bool)
    parts, part = shapely.get_parts(shapes[usable], return_index=True)
    kinds = shapely.get_type_id(parts)
    wrong = ~np.isin(kinds, [shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING])
    if wrong.any():
        raise InputError("geo.not_lines", table="streets", count=int(wrong.sum()))
    return parts, np.flatnonzero(usable)[part]


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
