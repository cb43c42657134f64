"""Coverage building by building, where buildings are drawn: who lives at the back walks farther."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.circle.coverage import coverage
from geo.circle.households_walk import building_ground, by_households
from geo.coordinates.crs import placed
from geo.walking.ground import Ground
from geo.walking.walk import walked
from study.off_network import judged
from study.told import told
from tables import Issue


@dataclass(frozen=True)
class HomesCoverage:
    """Estates with drawn buildings: their coverage over buildings (`by_households`), the buildings.

    `buildings`, a row a building of these estates: estate_id, building_id, households, coverage,
    coverage_low, coverage_high, gaps.
    """

    estates: pd.DataFrame
    buildings: pd.DataFrame
    issues: tuple[Issue, ...]


def homes_coverage(
    ground: Ground,
    buildings: gpd.GeoDataFrame,
    entrances: gpd.GeoDataFrame,
    known: pd.DataFrame,
    *,
    limit_m: float,
    cap_m: float,
) -> HomesCoverage:
    """Return the coverage of the estates at least one of whose buildings is drawn.

    `ground`, `entrances` and `cap_m` as for `building_ground`, `known` is the catalogue and
    `limit_m` how far walks are followed. A building without a drawing widens the range of its
    estate, it is in no mean.
    """
    drawn = pd.Series(placed(buildings.geometry.to_numpy()), index=buildings.index)
    mine = buildings["estate_id"].isin(buildings.loc[drawn, "estate_id"].unique())
    homes = building_ground(ground, buildings[mine], entrances, cap_m=cap_m)
    walks = judged(walked(homes.ground, limit_m=limit_m, rings_m=[]), ground)
    found = coverage(walks, known, pd.Series(np.nan, index=homes.buildings["origin_id"]))
    estates = by_households(found, homes.buildings)
    equal = estates.loc[estates["weights"].eq("equal"), "estate_id"]
    unplaced = buildings.loc[mine & ~drawn, "estate_id"]
    rows = homes.buildings.merge(
        found.rename(columns={"estate_id": "origin_id"})[["origin_id", *_KEPT]], on="origin_id"
    )
    return HomesCoverage(
        estates,
        rows.drop(columns="origin_id"),
        (
            *told("homes.equal_weights", "info", equal, table="buildings"),
            *told("homes.unplaced", "warning", unplaced.unique(), table="buildings",
                  buildings=len(unplaced)),
        ),
    )  # fmt: skip


_KEPT = ["coverage", "coverage_low", "coverage_high", "gaps"]
