"""Streets, split wherever they meet, with the few bridges and underpasses a town has."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demo.blocks import Field, split
from demo.ground import CRS, ORIGIN, Ground, Shapes
from demo.names import street_names

ARTERIAL_M = 940.0  # between main streets, on average
BRIDGES, UNDERPASSES = 4, 2
GRID_M = 0.05  # streets closer than this meet
BLOCK_M2 = (13_000, 17_000, 32_000, 52_000, 110_000)  # from the old centre to the fringe
LARGE_BLOCK_M2, SLIVER_M2 = 300_000, 200
CLASSES = ("primary", "secondary", "tertiary", "residential")


@dataclass(frozen=True)
class Net:
    """Streets split at junctions, and the blocks they enclose."""

    streets: gpd.GeoDataFrame
    blocks: Shapes
    main: Shapes


def net(ground: Ground, rng: np.random.Generator) -> Net:
    """Return the street network of `ground` and its blocks."""
    upright, level = _main_streets(ground, rng)
    main = np.concatenate([upright, level])
    water, rail = ground.river_zone, ground.rail_zone
    land = ground.edge.difference(water).difference(rail)
    pieces = _pieces(main, land)
    blocks, cuts, sizes = split(
        pieces, target_m2=_block_m2(ground), shake=_crookedness(ground), rng=rng
    )
    sources = pd.concat(
        [
            _main_sources(main, ground, land),
            _crossings(upright, level, ground),
            _rim(ground, land),
            _lines(cuts, np.where(sizes > LARGE_BLOCK_M2, "tertiary", "residential")),
        ],
        ignore_index=True,
    )
    named = _named(sources, rng)
    streets = pd.concat([_joined(_noded(named)), _apart(ground)], ignore_index=True)
    return Net(streets=streets, blocks=blocks, main=main)


def with_levels(streets: gpd.GeoDataFrame, ground: Ground) -> gpd.GeoDataFrame:
    """Return the streets with `bridge` (over the river) and `tunnel` (under the railway)."""
    line = streets.geometry.to_numpy()
    over, under = (shapely.intersects(line, zone) for zone in (ground.river, ground.railway))
    marks = {"bridge": over, "tunnel": under & ~over}
    table = streets.assign(
        **{name: ["yes" if here else None for here in found] for name, found in marks.items()}
    )
    return table[["name", "highway", "walkable", "bridge", "tunnel", "geometry"]]


def _main_streets(ground: Ground, rng: np.random.Generator) -> tuple[Shapes, Shapes]:
    half_width, half_height = ground.half
    along = np.linspace(-1.35, 1.35, 90)
    upright = [_warped(np.full(90, at), along * half_height) for at in _spread(half_width, rng)]
    level = [_warped(along * half_width, np.full(90, at)) for at in _spread(half_height, rng)]
    return np.array(upright), np.array(level)


def _spread(half: float, rng: np.random.Generator) -> np.ndarray:
    """Return positions from one side to the other, closer together in the middle."""
    count = max(2, round(2 * half / ARTERIAL_M))
    even = (np.arange(count) + 0.5) / count * 2 - 1 + rng.uniform(-0.12, 0.12, count) / count
    return half * np.sign(even) * np.abs(even) ** 1.15


def _warped(x: np.ndarray, y: np.ndarray) -> shapely.LineString:
    east = 130 * np.sin(y / 760 + x / 5_000 + 0.7) + 0.05 * y
    north = 120 * np.sin(x / 880 + y / 4_000) - 0.04 * x
    return shapely.LineString(np.column_stack([x + east + ORIGIN[0], y + north + ORIGIN[1]]))


def _pieces(main: Shapes, land: shapely.Polygon) -> Shapes:
    lines = shapely.unary_union([*main, *shapely.get_parts(shapely.boundary(land))])
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = shapely.contains(land, shapely.point_on_surface(cells))
    return cells[inside & (shapely.area(cells) > SLIVER_M2)]


def _block_m2(ground: Ground) -> Field:
    def target(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        place = ground.remoteness(x, y)
        return np.asarray(np.interp(place, [0, 0.22, 0.35, 0.7, 1.0], BLOCK_M2))

    return target


def _crookedness(ground: Ground) -> Field:
    def shake(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.asarray(np.interp(ground.remoteness(x, y), [0.2, 0.4], [1.0, 0.18]))

    return shake


def _lines(geometry: Shapes, highway: object, *, walkable: bool = True) -> pd.DataFrame:
    geometry = np.asarray(geometry, dtype=object)
    return pd.DataFrame({"geometry": geometry, "highway": highway, "walkable": walkable})


def _main_sources(main: Shapes, ground: Ground, land: shapely.Polygon) -> pd.DataFrame:
    """Return main streets on land; every third runs on to the edge of the district."""
    kinds = np.array(["primary", "secondary"])[np.arange(len(main)) % 2]
    barred = ground.river_zone.union(ground.rail_zone).union(ground.far_road.buffer(700))
    beyond = land.union(ground.district.difference(ground.edge).difference(barred))
    runs_on = np.arange(len(main)) % 3 == 1
    area = np.where(runs_on, beyond, land)
    return _lines(shapely.intersection(main, area), kinds)


def _crossings(upright: Shapes, level: Shapes, ground: Ground) -> pd.DataFrame:
    """Return bridges of a few upright streets and underpasses of a few level ones."""
    bridges = shapely.intersection(
        upright[_evenly(len(upright), BRIDGES * ground.scale)],
        ground.river_zone.difference(ground.rail_zone),
    )
    passes = shapely.intersection(
        level[_evenly(len(level), UNDERPASSES * ground.scale)],
        ground.rail_zone.difference(ground.river_zone),
    )
    bridge, underpass = _lines(bridges, "primary"), _lines(passes, "secondary")
    bridge["walkable"] = np.arange(len(bridge)) != 1  # the second bridge is for motors only
    return pd.concat([bridge, underpass])


def _evenly(count: int, wanted: float) -> np.ndarray:
    number = min(count, max(2, round(wanted)))
    return ((np.arange(number) + 0.5) / number * count).astype(int)


def _rim(ground: Ground, land: shapely.Polygon) -> pd.DataFrame:
    """Return the ring road and the roads along river and railway."""
    outline = shapely.boundary(land)
    ring = shapely.intersection(outline, ground.edge.exterior.buffer(1))
    banks = shapely.difference(outline, ground.edge.exterior.buffer(1))
    far = ground.far_road.difference(ground.edge)
    rows = _lines([ring, banks, far], ["secondary", "tertiary", "tertiary"])
    rows["name"] = ["环城路", "滨河路", "林场公路"]
    return rows


def _named(sources: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    whole: pd.DataFrame = sources[~shapely.is_empty(sources["geometry"].to_numpy(dtype=object))]
    whole = whole.reset_index(drop=True)
    drawn = pd.Series(street_names(whole["highway"].to_numpy(), rng), index=whole.index)
    whole["name"] = whole["name"].fillna(drawn)
    return whole


def _noded(sources: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the sources cut where they meet; where two lie on each other the greater one stays."""
    geometry = sources["geometry"].to_numpy(dtype=object)
    edges = shapely.get_parts(shapely.line_merge(shapely.unary_union(geometry, grid_size=GRID_M)))
    edges = edges[shapely.length(edges) > 1]
    middle = shapely.line_interpolate_point(edges, 0.5, normalized=True)
    tree = shapely.STRtree(geometry)
    edge, source = tree.query(middle, predicate="dwithin", distance=0.5)
    rank = sources["highway"].map(CLASSES.index).to_numpy()[source]
    order = np.lexsort((source, rank, edge))
    first = pd.Series(source[order]).groupby(edge[order]).first()
    rows = sources.iloc[first.to_numpy()][["name", "highway", "walkable"]].reset_index(drop=True)
    return gpd.GeoDataFrame(rows, geometry=edges[first.index.to_numpy()], crs=CRS)


def _joined(streets: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the streets of the largest connected part: no stub is cut off by accident."""
    ends = shapely.get_coordinates(shapely.boundary(streets.geometry.to_numpy()).ravel())
    closed = shapely.is_closed(streets.geometry.to_numpy())
    open_streets = streets[~closed].reset_index(drop=True)
    _, node = np.unique(ends.round(2), axis=0, return_inverse=True)
    part = components(node.reshape(-1, 2))
    size = np.bincount(part)
    return open_streets[part == size.argmax()].reset_index(drop=True)


def components(ends: np.ndarray) -> np.ndarray:
    """Return for each edge (two node numbers) the number of its connected part.

    >>> components(np.array([[0, 1], [2, 3], [1, 4]])).tolist()
    [0, 2, 0]
    """
    label = np.arange(ends.max() + 1)
    while True:
        low = label[ends].min(axis=1)
        lower = label.copy()
        np.minimum.at(lower, ends[:, 0], low)
        np.minimum.at(lower, ends[:, 1], low)
        np.minimum.at(lower, label, lower)
        lower = lower[lower]
        if np.array_equal(lower, label):
            return np.asarray(label[ends[:, 0]])
        label = lower


def _apart(ground: Ground) -> gpd.GeoDataFrame:
    """Return the street of the islet, which no bridge joins to the rest."""
    box = shapely.get_coordinates(shapely.oriented_envelope(ground.islet))[:4]
    side = box[1] - box[0], box[3] - box[0]
    length = max(side, key=lambda edge: float(np.hypot(*edge)))
    width = min(side, key=lambda edge: float(np.hypot(*edge)))
    middle = box.mean(axis=0) + 0.22 * width
    street = shapely.LineString([middle - 0.36 * length, middle, middle + 0.36 * length])
    rows = {"name": ["沙洲路"], "highway": ["residential"], "walkable": [True]}
    return gpd.GeoDataFrame(rows, geometry=[street], crs=CRS)
