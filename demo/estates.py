"""Outlines of old estates inside the blocks, set back from the streets, in groups of neighbours."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demo.blocks import split
from demo.ground import CRS, Ground, Shapes

STREET_HALF_M, WALL_M = 11.0, 5.0
SMALLEST_M2, LARGEST_M2 = 3_000, 60_000
L_SHAPED = 0.16
THIN, SQUARE = 0.035, 0.85  # area per squared perimeter; share of the box around
TWINS_M2 = 12_000
CLUSTERS = 60 / 306  # of the estates of the district
NEIGHBOUR_M = 70.0
QUARTER_M = 1_150.0  # every quarter of this size has old estates


def outlines(ground: Ground, blocks: Shapes, count: int, rng: np.random.Generator) -> Shapes:
    """Return `count` estate polygons: the far one, the one on the islet, a pair of twins, the rest.

    Blocks are taken in a random order, one in every quarter and then the central ones first; each
    plot of a taken block becomes an estate, so estates lie in groups as they were built.
    """
    order = _taken(ground, blocks, count, rng)
    plots = _plots(ground, blocks[order], rng)
    twins_at = _roomy(plots)
    rest = np.delete(plots, twins_at)[: count - 4]
    rest = _l_shaped(rest, rng)
    planted = [_far(ground), _on_islet(ground), *_twins(plots[twins_at])]
    return np.concatenate([np.array(planted, dtype=object), rest])


def clusters(estates: gpd.GeoDataFrame, rng: np.random.Generator) -> np.ndarray:
    """Return the cluster (片区) of each estate, "" for most of the single ones.

    Clusters hold 2–9 neighbours of one street office that lie within `NEIGHBOUR_M`.
    """
    links = _neighbours(estates)
    wanted = round(CLUSTERS * len(estates))
    cluster = np.full(len(estates), "", dtype=object)
    made = 0
    for start in rng.permutation(len(estates)):
        if made == wanted:
            break
        if cluster[start] or start not in links:
            continue
        members = _grow(int(start), links, cluster, size=2 + int(rng.binomial(7, 0.2)))
        if len(members) > 1:
            made += 1
            cluster[members] = f"P{made:0{len(str(wanted))}d}"
    return cluster


def _taken(ground: Ground, blocks: Shapes, count: int, rng: np.random.Generator) -> np.ndarray:
    middle = shapely.centroid(blocks)
    remote = ground.remoteness(shapely.get_x(middle), shapely.get_y(middle))
    likely = np.interp(remote, [0, 0.3, 0.6, 0.9, 1.05], [1.0, 1.0, 0.6, 0.34, 0.15])
    order = (rng.exponential(1, len(blocks)) / likely).argsort(kind="stable")
    quarter = (shapely.get_coordinates(middle)[order] // QUARTER_M).astype(np.int64)
    first = np.sort(np.unique(quarter, axis=0, return_index=True)[1])
    return np.concatenate([order[first], np.delete(order, first)])[:count]


def _plots(ground: Ground, blocks: Shapes, rng: np.random.Generator) -> Shapes:
    inner = _single(shapely.buffer(blocks, -STREET_HALF_M, join_style="mitre"))

    def target(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        place = ground.remoteness(x, y)
        return np.asarray(np.interp(place, [0, 0.3, 0.9], [8_000, 15_000, 30_000]))

    plots, _, _ = split(inner, target_m2=target, shake=lambda x, _: np.full(len(x), 0.5), rng=rng)
    block = shapely.STRtree(inner).query_nearest(shapely.point_on_surface(plots), all_matches=False)
    plots = plots[block[1].argsort(kind="stable")]
    plots = _single(shapely.buffer(plots, -WALL_M, join_style="mitre"))
    area = shapely.area(plots)
    round_enough = area / shapely.length(plots) ** 2 > THIN
    return plots[(area > SMALLEST_M2) & (area < LARGEST_M2) & round_enough]


def _single(polygons: Shapes) -> Shapes:
    whole = shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON
    return polygons[whole & ~shapely.is_empty(polygons)]


def _roomy(plots: Shapes) -> int:
    """Return the first four-cornered plot with room for two estates."""
    area = shapely.area(plots)
    solid = area / shapely.area(shapely.oriented_envelope(plots))
    return int(((area > TWINS_M2) & (solid > SQUARE)).argmax())


def _twins(plot: shapely.Polygon) -> list[shapely.Polygon]:
    """Return two halves of `plot` with a lane of 8 m between."""
    corner = shapely.get_coordinates(shapely.oriented_envelope(plot))[:4]
    first, second = corner[1] - corner[0], corner[2] - corner[1]
    longer, shorter = sorted((first, second), key=lambda side: -np.hypot(*side))
    middle = corner.mean(axis=0)
    lane = shapely.LineString([middle - shorter, middle + shorter]).buffer(4, cap_style="flat")
    parts = shapely.get_parts(plot.difference(lane))
    along = (shapely.get_coordinates(shapely.centroid(parts)) - middle) @ longer
    return [parts[along.argmin()], parts[along.argmax()]]


def _l_shaped(plots: Shapes, rng: np.random.Generator) -> Shapes:
    """Return the plots, some of them with a corner taken by a neighbour."""
    corner = shapely.get_coordinates(shapely.oriented_envelope(plots)).reshape(-1, 5, 2)[:, :4]
    row = np.arange(len(plots))
    at = rng.integers(0, 4, len(plots))
    here, after, before = (corner[row, (at + step) % 4] for step in (0, 1, 3))
    reach = rng.uniform(0.3, 0.5, (2, len(plots), 1))
    one, two = (after - here) * reach[0], (before - here) * reach[1]
    notch = shapely.polygons(
        np.stack([here - one - two, here + one - two, here + one + two, here - one + two], 1)
    )
    cut = shapely.difference(plots, notch)
    wanted = rng.random(len(plots)) < L_SHAPED
    good = (shapely.get_type_id(cut) == shapely.GeometryType.POLYGON) & (
        shapely.area(cut) > SMALLEST_M2
    )
    return np.where(wanted & good, cut, plots)


def _far(ground: Ground) -> shapely.Polygon:
    """Return the estate of the forest farm, at the end of its road."""
    end = np.array(ground.far_road.coords[-1])
    corners = np.array([[-130, 22], [-10, 20], [-4, 104], [-92, 112], [-126, 96]])
    return shapely.Polygon(end + corners + np.array([60, 0]))


def _on_islet(ground: Ground) -> shapely.Polygon:
    box = shapely.get_coordinates(shapely.oriented_envelope(ground.islet))[:4]
    length, width = box[1] - box[0], box[3] - box[0]
    if np.hypot(*length) < np.hypot(*width):
        length, width = width, length
    middle = box.mean(axis=0)
    corners = [(-0.24, 0.12), (0.24, 0.12), (0.2, -0.28), (-0.2, -0.28)]
    return shapely.Polygon([middle + a * length + b * width for a, b in corners])


def _neighbours(estates: gpd.GeoDataFrame) -> dict[int, list[int]]:
    geometry = estates.geometry.to_numpy()
    left, right = shapely.STRtree(geometry).query(
        geometry, predicate="dwithin", distance=NEIGHBOUR_M
    )
    office = estates["street"].to_numpy()
    keep = (left != right) & (office[left] == office[right])
    order = np.lexsort((right[keep], left[keep]))
    pairs = pd.DataFrame({"left": left[keep][order], "right": right[keep][order]})
    links: dict[int, list[int]] = {}
    for one, other in pairs.to_numpy().tolist():
        links.setdefault(one, []).append(other)
    return links


def _grow(start: int, links: dict[int, list[int]], cluster: np.ndarray, *, size: int) -> list[int]:
    members = [start]
    for member in members:
        for other in links[member]:
            if len(members) == size:
                return members
            if not cluster[other] and other not in members:
                members.append(other)
    return members


def empty(blocks: Shapes, estates: Shapes) -> Shapes:
    """Return the blocks without an estate."""
    block, _ = shapely.STRtree(estates).query(blocks, predicate="intersects")
    return np.delete(blocks, np.unique(block))


def frame(polygons: Shapes, offices: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return estates with the street office each lies in."""
    inside = shapely.point_on_surface(polygons)
    point, office = shapely.STRtree(offices.geometry.to_numpy()).query(inside, predicate="within")
    street = np.full(len(polygons), offices["name"].iloc[0], dtype=object)
    street[point] = offices["name"].to_numpy()[office]
    return gpd.GeoDataFrame({"street": street}, geometry=polygons, crs=CRS)
