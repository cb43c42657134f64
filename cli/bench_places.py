"""The capacity row of `make bench`: floating catchments of every kind of facility that has one."""

import datetime as dt
import time
from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd

from cli.bench_target import at_most
from cli.bench_walk_town import town
from geo.streets.network import street_network
from geo.walking.ground import ground
from geo.walking.walk import reachable
from standards import Standards, in_force
from study.capacity import capacity, reach_m

NODES, ESTATES, CATEGORIES, SEED, CAP_M, REPEATS = 200_000, 3_000, 25, 1, 150.0, 5
MOST_S = 0.2


def places_rows(*, nodes: int = NODES, estates: int = ESTATES) -> Iterator[str]:
    """Yield the seconds (best of five) on walks that are given, and those of the walks."""
    rules = in_force(dt.date(2026, 1, 1))
    streets, gates, facilities = town(nodes, estates, CATEGORIES, SEED)
    shared = _shared(facilities, rules)
    on = ground(gates, shared, street_network(streets), cap_m=CAP_M)
    people = _people(on.origin_ids)
    here = pd.Series(data=True, index=on.origin_ids)
    best_s = walk_s = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        reach = reachable(on, limit_m=reach_m(rules))
        walked = time.perf_counter()
        found = capacity(reach, pd.DataFrame(shared.drop(columns="geometry")), people, here, rules)
        best_s, walk_s = min(best_s, time.perf_counter() - walked), min(walk_s, walked - start)
    kinds = found.estates["category"].nunique()
    yield (
        f"2SFCA and E2SFCA, {kinds} kinds, {estates} estates, {len(reach)} pairs: "
        f"{at_most(best_s, MOST_S)}, the table of walks {walk_s:.2f} s"
    )


def _shared(facilities: gpd.GeoDataFrame, rules: Standards) -> gpd.GeoDataFrame:
    """Return the facilities as ones that are shared: each kind in turn, with places and floors."""
    kinds = np.array(sorted({row["category"] for row in rules["catchments"]}), dtype=object)
    draw, count = np.random.default_rng(SEED), len(facilities)
    return facilities.assign(
        category=kinds[np.arange(count) % len(kinds)],
        capacity=draw.integers(20, 400, count).astype(float),
        floor_area_m2=draw.uniform(100, 3_000, count),
    )


def _people(estate_ids: np.ndarray) -> pd.DataFrame:
    households = np.random.default_rng(SEED).integers(50, 900, len(estate_ids)).astype(float)
    return pd.DataFrame(
        {
            "estate_id": estate_ids,
            "name": estate_ids,
            "households": households,
            "residents": households * 3,
            "elders": households / 2,
        }
    )


if __name__ == "__main__":
    for row in places_rows():
        print(row)  # noqa: T201
