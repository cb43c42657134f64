"""The isochrone rows of `make bench`: milliseconds an area, and how true the areas are.

Areas at 300, 500 and 1,000 m, 30 m around the streets walked, in a made-up city. The yardstick is
the exact shape: a round buffer a piece of street, joined by shapely.
"""

from collections.abc import Callable, Iterator
from functools import partial

import geopandas as gpd
import numpy as np
import shapely

from cli.bench_target import at_least, at_most
from cli.bench_walk_town import town
from cli.best_time import best_s
from geo.isochrones.cut import Polylines, cut
from geo.isochrones.isochrone import areas_around, isochrone, joined_buffers
from geo.isochrones.reached_pieces import Pieces, reached_pieces
from geo.streets.network import street_network
from geo.walking.ground import Ground, ground

NODES, ESTATES, SEED, CAP_M = 200_000, 200, 1, 150.0
LIMITS_M = (300.0, 500.0, 1000.0)
SHAPE = {"buffer_m": 30.0, "hole_m2": 400.0}
REPEATS, EACH_MS, SHARED = 3, 3.0, 0.95
EXACT = 20  # estates the exact shape is made for: it takes a hundred times longer


def isochrone_rows() -> Iterator[str]:
    """Yield what was drawn, its milliseconds (best of three, median estate) and how true it is."""
    on = _city()
    origins = range(len(on.origin_ids))
    isochrone(on, 0, limits_m=LIMITS_M, **SHAPE)  # compile
    whole = _median_ms(lambda origin: isochrone(on, origin, limits_m=LIMITS_M, **SHAPE), origins)
    streets = _median_ms(lambda origin: _reached(on, origin), origins)
    reached = [_reached(on, origin) for origin in origins]
    drawn = _median_ms(lambda origin: _areas(areas_around, *reached[origin]), origins)
    exact = _median_ms(lambda origin: _areas(joined_buffers, *reached[origin]), origins[:EXACT])
    levels = len(LIMITS_M)
    each = at_most(whole / levels, EACH_MS, "ms an area")
    yield f"isochrones, {NODES} nodes, {levels} areas an estate: {whole:.1f} ms, {each}"
    yield f"  of these streets reached: {streets:.1f} ms, drawing an area: {drawn / levels:.1f} ms"
    yield f"  shapely, an area: {exact / levels:.0f} ms, {exact / drawn:.0f} times"
    overlaps = [_overlaps(*reached[origin]) for origin in origins[:EXACT]]
    least, median = np.min(overlaps), np.median(overlaps)
    yield f"  intersection over union: {at_least(least, SHARED, 'at least')}, median {median:.3f}"


def _city() -> Ground:
    streets, gates, places = town(NODES, ESTATES, 1, SEED)
    none: gpd.GeoDataFrame = places.iloc[:0]
    return ground(gates, none, street_network(streets), cap_m=CAP_M)


def _reached(on: Ground, origin: int) -> tuple[Polylines, Pieces]:
    pieces = reached_pieces(on, origin, limits_m=LIMITS_M)
    return cut(on.network, pieces.edge, pieces.from_m, pieces.to_m), pieces


def _areas(
    engine: Callable[..., np.ndarray], lines: Polylines, pieces: Pieces, *, hole_m2: float = 400.0
) -> np.ndarray:
    return engine(lines, pieces.tier, levels=len(LIMITS_M), **(SHAPE | {"hole_m2": hole_m2}))


def _overlaps(lines: Polylines, pieces: Pieces) -> np.ndarray:
    """Return intersection over union of each area with the exact one, all its holes open."""
    drawn = _areas(areas_around, lines, pieces)
    exact = _areas(joined_buffers, lines, pieces, hole_m2=0.0)
    both = shapely.area(shapely.intersection(drawn, exact))
    return np.asarray(both / shapely.area(shapely.union(drawn, exact)))


def _median_ms(work: Callable[[int], object], origins: range) -> float:
    seconds = [best_s(partial(work, origin), REPEATS) for origin in origins]
    return float(np.median(seconds)) * 1000


if __name__ == "__main__":
    for row in isochrone_rows():
        print(row)  # noqa: T201
