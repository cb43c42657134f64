"""Facilities along the streets: dense in the old centre, thin on the fringe."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demo.ground import CRS, Ground

# category of the catalogue: (name, one per so many km² in the middle, thinning towards the fringe)
KINDS: dict[str, tuple[str, float, float]] = {
    "edu_junior": ("中学", 1.5, 0.5),
    "edu_primary": ("小学", 0.5, 0.55),
    "edu_kinder": ("幼儿园", 0.2, 0.75),
    "care_nursery": ("托育园", 0.4, 0.9),
    "med_center": ("社区卫生服务中心", 1.6, 0.5),
    "med_station": ("社区卫生服务站", 0.25, 0.75),
    "med_outpatient": ("门诊部", 0.9, 0.7),
    "eld_home": ("养老院", 1.9, 0.4),
    "eld_daycare": ("日间照料中心", 0.28, 0.9),
    "cul_center": ("文化活动中心", 1.6, 0.6),
    "cul_station": ("文化活动站", 0.35, 0.75),
    "spt_large": ("体育场", 2.0, 0.4),
    "spt_medium": ("运动场", 0.6, 0.65),
    "spt_small": ("篮球场", 0.22, 0.8),
    "spt_fitness": ("健身广场", 0.14, 0.75),
    "adm_street_svc": ("便民服务中心", 1.7, 0.5),
    "adm_station": ("社区居委会", 0.2, 0.75),
    "shp_market": ("菜市场", 0.35, 0.75),
    "shp_mall": ("商场", 1.1, 0.85),
    "shp_com": ("便民商店", 0.06, 0.85),
    "shp_food": ("饭店", 0.05, 0.85),
    "fin_bank": ("储蓄所", 0.28, 0.85),
    "env_toilet": ("公共厕所", 0.16, 0.7),
    "trn_bus": ("公交站", 0.1, 0.6),
}  # and grn_park, in blocks of their own: 25 in all
CANTEEN = ("eld_canteen", ("社区食堂", 0.5, 0.9))
CENTRE = 0.45  # how far the dense part reaches, as remoteness
LOTS = 8  # candidates drawn for every place wanted


def facilities(
    ground: Ground, net: gpd.GeoDataFrame, gates: pd.DataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Return facility_id, category, name: points along the streets, and the `gates` of parks."""
    on_land = shapely.within(
        net.geometry.to_numpy(), ground.edge.buffer(20).difference(ground.islet)
    )
    town = net[on_land]
    kinds = [_kind(category, town, ground, rng) for category in KINDS]
    table = pd.concat([*kinds, gates], ignore_index=True)
    table.insert(
        0, "facility_id", [f"F{row:0{len(str(len(table)))}d}" for row in range(1, len(table) + 1)]
    )
    return gpd.GeoDataFrame(table, geometry="geometry", crs=CRS)


def with_canteens(
    places: gpd.GeoDataFrame, ground: Ground, net: gpd.GeoDataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Return the facilities and, with ids after theirs, the canteens of communities."""
    town = net[shapely.within(net.geometry.to_numpy(), ground.edge.buffer(20))]
    category, kind = CANTEEN
    more = _kind(category, town, ground, rng, kind=kind)
    width = len(places["facility_id"].iloc[0]) - 1
    more.insert(0, "facility_id", [f"F{len(places) + row:0{width}d}" for row in more.index + 1])
    points = gpd.GeoDataFrame(more, geometry="geometry", crs=CRS)
    return gpd.GeoDataFrame(pd.concat([places, points], ignore_index=True))


def _kind(
    category: str,
    streets: gpd.GeoDataFrame,
    ground: Ground,
    rng: np.random.Generator,
    *,
    kind: tuple[str, float, float] | None = None,
) -> pd.DataFrame:
    name, km2_each, thinning = kind or KINDS[category]
    wanted = max(1, round(ground.edge.area / 1e6 / km2_each * _mean_density(thinning)))
    row, place = _candidates(streets, ground, thinning, wanted * LOTS, rng)
    chosen = _spaced(place, wanted, apart_m=620 * np.sqrt(km2_each))
    title = streets["name"].to_numpy(dtype=object)[row[chosen]] + name
    return pd.DataFrame(
        {"category": category, "name": title, "geometry": shapely.points(place[chosen])}
    )


def _mean_density(thinning: float) -> float:
    return 1 - 0.72 * thinning


def _candidates(
    streets: gpd.GeoDataFrame,
    ground: Ground,
    thinning: float,
    count: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Return `count` places beside streets and the street of each, likelier near the centre."""
    line = streets.geometry.to_numpy()
    middle = shapely.line_interpolate_point(line, 0.5, normalized=True)
    remote = ground.remoteness(shapely.get_x(middle), shapely.get_y(middle))
    density = (1 - thinning) + thinning * np.exp(-((remote / CENTRE) ** 2))
    chance = shapely.length(line) * np.where(remote < CENTRE, 0.75, 1.0) * density
    row = rng.choice(len(line), count, p=chance / chance.sum())
    share = rng.uniform(0.06, 0.94, count)
    here = shapely.get_coordinates(
        shapely.line_interpolate_point(line[row], share, normalized=True)
    )
    ahead = shapely.get_coordinates(
        shapely.line_interpolate_point(line[row], share + 0.01, normalized=True)
    )
    way = ahead - here
    beside = np.column_stack([-way[:, 1], way[:, 0]]) / np.hypot(*way.T)[:, None]
    off = rng.uniform(9, 15, count) * rng.choice([-1, 1], count)
    return row, (here + beside * off[:, None]).round(2)


def _spaced(place: np.ndarray, wanted: int, *, apart_m: float) -> np.ndarray:
    """Return the first `wanted` places of which no two share a cell of `apart_m`, then others."""
    _, first = np.unique((place // apart_m).astype(np.int64), axis=0, return_index=True)
    others = np.setdiff1d(np.arange(len(place)), first)
    return np.sort(np.concatenate([np.sort(first), others])[:wanted])
