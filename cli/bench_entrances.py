"""The entrance rows of `make bench`: seconds to find the likely gates of all estates of a city.

Outlines of twelve crooked corners, 60 to 110 m around a point, in the cities of the walking rows.
"""

import time
from collections.abc import Iterator, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from cli.bench_target import at_most
from cli.bench_walk_town import town
from geo.gates.entrances import entrances
from geo.streets.network import street_network

CASES = ((3_000, 200_000, 0.3), (20_000, 1_000_000, 2.0))  # estates, nodes, seconds at most
CORNERS, NEAR_M, FAR_M, SEED, REPEATS = 12, 60.0, 110.0, 1, 3
STATED: Mapping[str, Any] = {
    "reach_m": 30.0,
    "spacing_m": 60.0,
    "most": 4,
    "turn_deg": 45.0,
    "cap_m": 100.0,
}


def entrance_rows() -> Iterator[str]:
    """Yield one line a city: estates, nodes, entrances found, processor seconds (best of three)."""
    for estates, nodes, most_s in CASES:
        streets, gates, _ = town(nodes, estates, 1, SEED)
        network, drawn = street_network(streets), _outlines(gates)
        network.tree  # noqa: B018 - made once for all that look for streets, and not timed here
        best_s = float("inf")
        for _ in range(REPEATS):
            start = time.process_time()
            found = entrances(drawn, network, **STATED)
            best_s = min(best_s, time.process_time() - start)
        yield (
            f"{len(found)} entrances of {estates} estates × {len(network.node_xy)} nodes: "
            f"{at_most(best_s, most_s, 'processor seconds')}"
        )


def _outlines(gates: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return an outline around the first gate of every estate."""
    first = gates.drop_duplicates("estate_id")
    draw, angle = np.random.default_rng(SEED), np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    radius = draw.uniform(NEAR_M, FAR_M, (len(first), CORNERS, 1))
    middle = shapely.get_coordinates(first.geometry.to_numpy())[:, None]
    ring = middle + radius * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    return gpd.GeoDataFrame(
        {"estate_id": first["estate_id"].to_numpy()},
        geometry=gpd.GeoSeries(shapely.polygons(ring), crs=gates.crs),
    )


if __name__ == "__main__":
    for row in entrance_rows():
        print(row)  # noqa: T201
