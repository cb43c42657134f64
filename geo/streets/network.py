"""Streets as a graph a person can walk: joined where they share a vertex, nowhere else."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import placed
from geo.streets.arcs import arcs
from geo.streets.attributes import Attributes, attributes, of_pieces, with_gaps
from geo.streets.crossings import Noded, noded
from geo.streets.gaps import Gaps, bridged, gaps, some
from geo.streets.islands import components, islands
from geo.streets.pieces import CM_PER_M, Drawn, Pieces, drawn, split
from tables import InputError

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Notes:
    """What was found when the streets were joined: tables with x and y, sorted by them.

    `crossings` says how lines that cross without a common vertex were decided: `none` (there are
    none), `levels` (by the levels given), `joined` or `apart`; `guessed` when neither a level nor
    a person said so. `joined` and `apart` are these crossings. `gaps` were bridged, `near` are
    near misses that were not (x, y of the dead end, gap_m). `islands` are the connected parts but
    the longest: component, length_m, share of the whole, x and y of a node; longest first.
    """

    crossings: str
    guessed: bool
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


def street_network(
    streets: gpd.GeoDataFrame, *, crossings: str = "auto", gap_m: float = 0
) -> Network:
    """Return the walking network of the streets, which must be in a metric CRS.

    Lines meet at every vertex they share, to 1 cm, whatever their levels. An end on the inside of
    another line joins it unless their levels are known and differ. Lines that cross without a
    common vertex are decided by `crossings`: `auto`, `join` or `apart` (see
    `geo.streets.crossings`). A dead end that stops within `gap_m` of another street is bridged, its
    edge of kind `gap`.

    Columns that count, all optional: `walkable` (False is left out, unknown stays), `level`
    (number, missing unknown), `steps`, `private` (unknown: False), `kind`. Of several copies of a
    piece the easier one counts. Missing geometries and pieces of no length are dropped.

    Raises InputError `geo.no_crs`, `geo.not_metric`, `geo.not_lines`.

    >>> cross = [shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(50, 0), (50, 50)])]
    >>> street_network(gpd.GeoDataFrame(geometry=cross, crs="EPSG:4547"))
    Network(4 nodes, 3 edges, 1 components, 0.1 km, EPSG:4547)
    """
    lines, row = _lines(streets)
    known = attributes(streets, row)
    joined = noded(lines, known.level, crossings=crossings)
    pieces = split(joined.lines)
    known = of_pieces(known, pieces)
    short = gaps(pieces, known.level, gap_m=gap_m)
    small = short.gap_m <= gap_m
    if small.any():
        over = some(short, small)
        known = with_gaps(known, len(over.gap_m))
        pieces = split(bridged(pieces, over))
        known = of_pieces(known, pieces)
    return _network(pieces, known, streets.crs, _Found(joined, short, small))


class _Found(NamedTuple):
    crossings: Noded
    gaps: Gaps
    small: Bools


def _network(pieces: Pieces, known: Attributes, crs: pyproj.CRS, found: _Found) -> Network:
    first_arc, to_node, arc_edge = arcs(pieces.u, pieces.v, len(pieces.node_xy))
    component = components(first_arc, to_node)
    return Network(
        node_xy=pieces.node_xy,
        u=pieces.u,
        v=pieces.v,
        length_m=pieces.length_m,
        xy=pieces.xy,
        first_xy=pieces.first_xy,
        steps=known.steps,
        private=known.private,
        kind=known.kinds[known.kind],
        component=component,
        first_arc=first_arc,
        to_node=to_node,
        arc_edge=arc_edge,
        arc_m=pieces.length_m[arc_edge],
        crs=crs,
        notes=Notes(
            crossings=found.crossings.crossings,
            guessed=found.crossings.guessed,
            joined=_places(found.crossings.joined),
            apart=_places(found.crossings.apart),
            gaps=_gaps(found.gaps, found.small),
            near=_gaps(found.gaps, ~found.small),
            islands=islands(component, pieces.node_xy, pieces.u, pieces.length_m),
        ),
    )


def _places(cm: Ints) -> pd.DataFrame:
    return pd.DataFrame(cm / CM_PER_M, columns=["x", "y"])


def _gaps(found: Gaps, which: Bools) -> pd.DataFrame:
    return _places(found.end[which]).assign(gap_m=found.gap_m[which])


def _lines(streets: gpd.GeoDataFrame) -> tuple[Drawn, Ints]:
    """Return the lines to be walked, and the row each comes from."""
    if streets.crs is None:
        raise InputError("geo.no_crs", table="streets")
    if not streets.crs.is_projected:
        raise InputError("geo.not_metric", table="streets", crs=streets.crs.to_string())
    shapes = streets.geometry.to_numpy()
    row = np.arange(len(shapes))
    if "walkable" in streets:
        row = row[streets["walkable"].astype("boolean").fillna(value=True).to_numpy(bool)]
        shapes = shapes[row]
    kinds = shapely.get_type_id(shapes)
    if (kinds != shapely.GeometryType.LINESTRING).any():
        shapes, part = shapely.get_parts(shapes[placed(shapes)], return_index=True)
        row = row[placed(streets.geometry.to_numpy()[row])][part]
        kinds = shapely.get_type_id(shapes)
    wrong = ~np.isin(kinds, [shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING])
    if wrong.any():
        raise InputError("geo.not_lines", table="streets", count=int(wrong.sum()))
    xy, line = shapely.get_coordinates(shapes, return_index=True)
    lost = ~(np.isfinite(xy[:, 0]) & np.isfinite(xy[:, 1]))
    if lost.any():
        usable = ~np.isin(line, line[lost])
        xy, line = xy[usable], line[usable]
    return drawn(xy, line), row
