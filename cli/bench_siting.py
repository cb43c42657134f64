"""The siting rows of `make bench`: seconds to the proven gap for ten sites among 300 rooms."""

import time
from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd

from cli.bench_walk_town import town
from geo.streets.network import street_network
from geo.walking.ground import ground
from geo.walking.walk import reachable
from support import Aim, Allowed, Settings, problem, site

NODES, ESTATES, ROOMS, SITES, SEED, CAP_M = 30_000, 3_000, 300, 10, 1, 150.0
AIMS = (Aim("coverage", 1_000.0), Aim("mean_walk", 3_000.0))
SETTINGS = Settings(gap=0.01, node_limit=300, seed=1)


def siting_rows(*, nodes: int = NODES, estates: int = ESTATES, rooms: int = ROOMS) -> Iterator[str]:
    """Yield one line an aim: seconds and gap; the walks are given."""
    demand, sites, walks = _asked(nodes, estates, rooms)
    for aim in AIMS:
        start = time.perf_counter()
        given = problem(demand, sites, walks[walks["walk_m"] <= aim.reach_m])
        found = site(given, aim, Allowed(sites=SITES), settings=SETTINGS)
        yield (
            f"siting, {aim.kind} {aim.reach_m:.0f} m, {SITES} of {rooms} rooms, {estates} estates, "
            f"{len(given.walk_m)} pairs: {time.perf_counter() - start:.2f} s, "
            f"gap {100 * found.gap:.2f} % ({found.status}; asked {100 * SETTINGS.gap:g} %)"
        )


def _asked(nodes: int, estates: int, rooms: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    streets, gates, facilities = town(nodes, estates, 2, SEED)
    idle: gpd.GeoDataFrame = facilities.iloc[-rooms:]  # of the commonest category
    on = ground(gates, idle, street_network(streets), cap_m=CAP_M)
    walks = reachable(on, limit_m=max(aim.reach_m for aim in AIMS))
    people = np.random.default_rng(SEED).integers(100, 3_000, len(on.origin_ids)).astype(float)
    return (
        pd.DataFrame({"demand_id": on.origin_ids, "people": people}),
        pd.DataFrame({"site_id": on.facility_ids, "existing": False}),
        walks.rename(columns={"estate_id": "demand_id", "facility_id": "site_id"}),
    )


if __name__ == "__main__":
    for row in siting_rows():
        print(row)  # noqa: T201
