"""闲置房屋: rooms that stand empty beside the streets, which a service could move into."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demo.ground import CRS

EVERY = 9  # one idle house to so many estates
# kind: (floor area m² from, to, who owns it)
KINDS: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "闲置锅炉房": (180, 520, ("区供热公司", "原厂矿单位")),
    "闲置办公用房": (240, 900, ("区机关事务中心", "街道办事处")),
    "空置门面": (60, 220, ("国有资产公司", "街道办事处")),
    "废弃车棚": (50, 160, ("业主共有",)),
    "停用托儿所": (260, 620, ("原厂矿单位",)),
    "老旧厂房": (600, 2200, ("国有资产公司", "原厂矿单位")),
}
OFF_M = (12.0, 30.0)  # from the street
UNMEASURED = 0.08
USES = (None, "养老", "养老、托育", "否")  # what the owner allows; nothing written: not asked yet


def idle_assets(
    estates: gpd.GeoDataFrame, streets: gpd.GeoDataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Return asset_id, name, kind, held_by, floor_area_m2, use_possible, geometry: beside streets.

    A few areas were never measured (missing).
    """
    count = max(3, len(estates) // EVERY)
    plain = estates[estates["part"] == ""]
    near = plain.iloc[rng.choice(len(plain), count, replace=count > len(plain))]
    line = streets.geometry.to_numpy()
    around = shapely.centroid(near.geometry.to_numpy())
    at = shapely.STRtree(line).query_nearest(around, all_matches=False)[1]
    share = rng.uniform(0.15, 0.85, count)
    here = shapely.line_interpolate_point(line[at], share, normalized=True)
    ahead = shapely.line_interpolate_point(line[at], share + 0.01, normalized=True)
    way = shapely.get_coordinates(ahead) - shapely.get_coordinates(here)
    beside = np.column_stack([-way[:, 1], way[:, 0]]) / np.hypot(*way.T)[:, None]
    off_m = rng.uniform(*OFF_M, count) * rng.choice([-1, 1], count)
    place = (shapely.get_coordinates(here) + beside * off_m[:, None]).round(2)
    kinds = rng.choice(list(KINDS), count)
    names = streets["name"].to_numpy(object)[at]
    rows = pd.DataFrame({
        "asset_id": [f"X{row:03d}" for row in range(1, count + 1)],
        "name": [f"{name}{kind}" for name, kind in zip(names, kinds, strict=True)],
        "kind": kinds,
        "held_by": [str(rng.choice(KINDS[kind][2])) for kind in kinds],
        "floor_area_m2": [float(rng.integers(*KINDS[kind][:2]) // 10 * 10) for kind in kinds],
    })  # fmt: skip
    rows["use_possible"] = rng.choice(np.array(USES, dtype=object), count, p=[0.6, 0.15, 0.15, 0.1])
    rows.loc[rng.random(count) < UNMEASURED, "floor_area_m2"] = np.nan
    return gpd.GeoDataFrame(rows, geometry=shapely.points(place), crs=CRS)
