"""How many each kindergarten, station or home takes, and how much room it has."""

import geopandas as gpd
import numpy as np

# category: (places from, to, m² a place, share of rows in which nobody wrote the places down)
ROOM: dict[str, tuple[int, int, float, float]] = {
    "edu_kinder": (120, 360, 8.0, 0.1),
    "care_nursery": (30, 90, 6.0, 0.15),
    "eld_daycare": (15, 40, 14.0, 0.1),
    "eld_home": (60, 180, 30.0, 0.0),
}
FLOOR_M2: dict[str, tuple[int, int]] = {"med_station": (100, 260), "adm_station": (200, 900)}


def with_capacities(places: gpd.GeoDataFrame, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Return the facilities with `capacity` (places, beds) and `floor_area_m2`, some unknown."""
    capacity = np.full(len(places), np.nan)
    floor_m2 = np.full(len(places), np.nan)
    for category, (low, high, m2_each, unwritten) in ROOM.items():
        rows = np.flatnonzero(places["category"] == category)
        taken = rng.integers(low, high + 1, len(rows)) // 5 * 5
        floor_m2[rows] = (taken * m2_each * rng.uniform(0.8, 1.3, len(rows))).round(-1)
        capacity[rows] = np.where(rng.random(len(rows)) < unwritten, np.nan, taken)
    for category, (low, high) in FLOOR_M2.items():
        rows = np.flatnonzero(places["category"] == category)
        floor_m2[rows] = rng.integers(low, high + 1, len(rows)).round(-1)
    table = places.assign(capacity=capacity, floor_area_m2=floor_m2)
    return table[["facility_id", "category", "name", "capacity", "floor_area_m2", "geometry"]]
