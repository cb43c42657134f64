"""Land cut in two again and again until every piece is small enough: blocks, then plots."""

from collections.abc import Callable

import numpy as np
import shapely

from demo.ground import Shapes

Field = Callable[[np.ndarray, np.ndarray], np.ndarray]  # a number for every place (x, y)


def split(
    pieces: Shapes,
    *,
    target_m2: Field,
    shake: Field,
    rng: np.random.Generator,
) -> tuple[Shapes, Shapes, np.ndarray]:
    """Return the blocks, the lines that cut them, and the area each line cut in two.

    A piece above `target_m2` of its place is cut across its longer side; `shake` (0–1) moves and
    turns the cut, so that an old centre comes out crooked and a new quarter straight.
    """
    done: list[Shapes] = []
    lines: list[Shapes] = [np.empty(0, dtype=object)]
    sizes: list[np.ndarray] = [np.empty(0)]
    while len(pieces):
        area = shapely.area(pieces)
        x, y = _middles(pieces)
        wanted = target_m2(x, y) * rng.lognormal(0, 0.3, len(pieces))
        large = area > 1.5 * wanted
        done.append(pieces[~large])
        pieces, cut = _halve(pieces[large], shake(x, y)[large], rng)
        part, of = shapely.get_parts(cut, return_index=True)
        keep = shapely.length(part) > 1
        lines.append(part[keep])
        sizes.append(area[large][of[keep]])
    return np.concatenate(done), np.concatenate(lines), np.concatenate(sizes)


def _middles(pieces: Shapes) -> tuple[np.ndarray, np.ndarray]:
    middle = shapely.centroid(pieces)
    return shapely.get_x(middle), shapely.get_y(middle)


def _halve(pieces: Shapes, shake: np.ndarray, rng: np.random.Generator) -> tuple[Shapes, Shapes]:
    """Return the halves of `pieces` (a flat array of polygons) and the cut of each."""
    if not len(pieces):
        return pieces, pieces
    corner = shapely.get_coordinates(shapely.oriented_envelope(pieces)).reshape(-1, 5, 2)
    side, other = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 1]
    longer = (np.hypot(*side.T) >= np.hypot(*other.T))[:, None]
    length, width = np.where(longer, side, other), np.where(longer, other, side)
    at = corner[:, :4].mean(axis=1) + length * (shake * rng.uniform(-0.2, 0.2, len(shake)))[:, None]
    turn = shake * rng.uniform(-0.16, 0.16, len(shake))
    across = np.column_stack(
        [
            width[:, 0] * np.cos(turn) - width[:, 1] * np.sin(turn),
            width[:, 0] * np.sin(turn) + width[:, 1] * np.cos(turn),
        ]
    )
    start, end = at - across, at + across
    away = 2 * length
    box = np.stack([start, end, end + away, start + away, start], axis=1)
    half = shapely.polygons(box)
    halves = np.concatenate([shapely.intersection(pieces, half), shapely.difference(pieces, half)])
    cut = shapely.intersection(pieces, shapely.linestrings(np.stack([start, end], axis=1)))
    parts = shapely.get_parts(halves)
    solid = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) > 1)
    return parts[solid], cut
