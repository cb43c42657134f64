"""How far it is from each building: across the estate to one of its gates, then by the streets."""

from dataclasses import replace
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.coordinates.crs import need_same_crs, placed
from geo.streets.snap import as_points, snap
from geo.walking.ground import Ground
from geo.walking.reach import Gates


class Homes(NamedTuple):
    """The ground with buildings for origins, and which building each origin is.

    `buildings`, a row an origin in the order of `ground.origin_ids`: origin_id, estate_id,
    building_id, households.
    """

    ground: Ground
    buildings: pd.DataFrame


def building_ground(
    ground: Ground, buildings: gpd.GeoDataFrame, entrances: gpd.GeoDataFrame, *, cap_m: float
) -> Homes:
    """Return the ground on which each building is an origin that leaves by its estate's gates.

        walk_m = building to gate, as the crow flies + gate to facility, along the streets

    The shortest over the gates of the estate: who lives at the back gate does not go round by the
    front one. Inside the estate nothing is known of paths, so the first part is at its least; from
    a building drawn as an area it starts in the middle. `entrances` (estate_id, geometry) and
    `cap_m` are those `ground` was made with; `buildings` has estate_id, building_id, households,
    geometry. A building without a place, or of an estate without a gate, is off the network.

    Walk on it with `geo.walking.walk.walked`: in the tables `estate_id` is then the building's
    origin_id. Raises InputError `geo.crs_mismatch`.
    """
    need_same_crs(buildings, ground.network.crs, table="buildings")
    need_same_crs(entrances, ground.network.crs, table="entrances")
    homes = buildings.sort_values(["estate_id", "building_id"], ignore_index=True)
    ids = np.array([f"{number:07}" for number in range(len(homes))], dtype=object)
    ways = _ways(homes, _gates_of(entrances, ground, cap_m))
    first = np.searchsorted(ways["origin"].to_numpy(), np.arange(len(homes) + 1)).astype(np.int64)
    gates = Gates(first, *(ways[name].to_numpy() for name in ("edge", "offset_m", "snap_m")))
    table = pd.DataFrame({
        "origin_id": ids,
        "estate_id": homes["estate_id"].to_numpy(object),
        "building_id": homes["building_id"].to_numpy(object),
        "households": homes["households"].to_numpy(dtype=float, na_value=np.nan),
    })  # fmt: skip
    return Homes(replace(ground, origin_ids=ids, gates=gates), table)


def by_households(coverage: pd.DataFrame, buildings: pd.DataFrame) -> pd.DataFrame:
    """Return the coverage of every estate over its buildings, each weighing as its households.

        coverage = Σ h·c / Σ h over the buildings that were measured
        coverage_low, coverage_high = Σ h·low / Σ h, Σ h·high / Σ h over all

    for every column of `coverage` named so (of each circle too). Where the households of any
    building of an estate are unknown, or none lives in any, its buildings weigh alike and
    `weights` is `equal` instead of `households`.

    `coverage` as made by `geo.coverage` of walks from buildings, `buildings` as in `Homes`.
    One row an estate, sorted: estate_id, buildings, buildings_measured, weights, then the means,
    and coverage_least and coverage_most, of the building that has least and of the one with most.
    """
    rows = buildings.merge(coverage, left_on="origin_id", right_on="estate_id", how="left",
                           suffixes=("", "_origin"))  # fmt: skip
    ids, at = np.unique(rows["estate_id"].to_numpy(object), return_inverse=True)
    weight, by = _weights(rows["households"].to_numpy(dtype=float), at, len(ids))
    values = {
        str(name): rows[name].to_numpy(dtype=float)
        for name in coverage
        if str(name).startswith("coverage")
    }
    measured = ~np.isnan(values["coverage"])
    ends = rows.groupby("estate_id")["coverage"].agg(["min", "max"]).reindex(ids)
    return pd.DataFrame(
        {
            "estate_id": pd.Series(ids, dtype="str"),
            "buildings": np.bincount(at, minlength=len(ids)),
            "buildings_measured": np.bincount(at[measured], minlength=len(ids)),
            "weights": pd.Series(np.where(by, "households", "equal"), dtype="str"),
            **{name: _mean(value, weight, at, len(ids)) for name, value in values.items()},
            "coverage_least": ends["min"].to_numpy(dtype=float),
            "coverage_most": ends["max"].to_numpy(dtype=float),
        }
    )


def _gates_of(entrances: gpd.GeoDataFrame, ground: Ground, cap_m: float) -> pd.DataFrame:
    """Return the gates within the cap of a street: where they are, and where on the streets."""
    points = as_points(entrances.geometry.to_numpy())
    at = snap(points, ground.network, cap_m=cap_m)
    frame = pd.DataFrame(
        {
            "estate_id": entrances["estate_id"].to_numpy(object),
            "edge": at.edge,
            "offset_m": at.offset_m,
            "snap_m": at.snap_m,
            "gate_x": shapely.get_x(points),
            "gate_y": shapely.get_y(points),
        }
    )
    return frame[at.ok]


def _ways(homes: gpd.GeoDataFrame, gates: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each building and gate of its estate, in the order gates are kept in."""
    shapes = homes.geometry.to_numpy()
    middle = shapely.centroid(shapes)
    where = pd.DataFrame(
        {
            "estate_id": homes["estate_id"].to_numpy(object),
            "origin": np.arange(len(homes), dtype=np.int64),
            "home_x": shapely.get_x(middle),
            "home_y": shapely.get_y(middle),
        }
    )[placed(shapes)]
    ways = where.merge(gates, on="estate_id")
    inner_m = np.hypot(ways["home_x"] - ways["gate_x"], ways["home_y"] - ways["gate_y"])
    ways = ways.assign(snap_m=ways["snap_m"] + inner_m)
    return ways.sort_values(["origin", "edge", "offset_m", "snap_m"], ignore_index=True)


def _weights(
    households: NDArray[np.float64], at: NDArray[np.int64], estates: int
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the weight of each building, and for each estate whether households are the weight."""
    unknown = np.bincount(at[np.isnan(households)], minlength=estates)
    known = np.where(np.isnan(households), 0.0, households)
    by = (unknown == 0) & (np.bincount(at, weights=known, minlength=estates) > 0)
    return np.where(by[at], known, 1.0), by


def _mean(
    values: NDArray[np.float64],
    weight: NDArray[np.float64],
    at: NDArray[np.int64],
    estates: int,
) -> NDArray[np.float64]:
    told = ~np.isnan(values)
    top = np.bincount(at[told], weights=(weight * values)[told], minlength=estates)
    bottom = np.bincount(at[told], weights=weight[told], minlength=estates)
    unknown = np.full(estates, np.nan)
    return np.asarray(np.divide(top, bottom, out=unknown, where=bottom > 0), dtype=np.float64)
