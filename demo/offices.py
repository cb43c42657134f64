"""Street offices (街道): areas of several quarters, bounded by main streets, river and railway."""

import geopandas as gpd
import numpy as np
import shapely

from demo.ground import CRS, ORIGIN, Ground, Shapes
from demo.names import office_names

OFFICES = 13  # for 306 estates, as in the district of Xiangtan
DISTRICT, CODE = "乐河区", "439901"  # a code no real district has


def offices(ground: Ground, main: Shapes, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Return one row a street office: area_id, level, name, parent_id, geometry."""
    quarters = _quarters(ground, main)
    count = min(max(2, round(OFFICES * ground.scale)), len(quarters))
    geometry = _smoothed(quarters, _grouped(quarters, count, ground))
    middle = shapely.get_coordinates(shapely.centroid(geometry))
    geometry = geometry[np.hypot(*(middle - np.array(ORIGIN)).T).argsort(kind="stable")]
    rows = {
        "area_id": [f"{CODE}{number:03d}" for number in range(1, len(geometry) + 1)],
        "level": "street",
        "name": office_names(len(geometry), rng),
        "parent_id": CODE,
    }
    return gpd.GeoDataFrame(rows, geometry=geometry, crs=CRS)


def with_district(streets: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the district, whose residents are the sum of its street offices, and then those."""
    whole = streets.dissolve().assign(area_id=CODE, level="district", name=DISTRICT, parent_id="")
    for column in ("residents", "elders"):
        whole[column] = int(streets[column].sum())
    joined = gpd.pd.concat([whole[streets.columns], streets], ignore_index=True)
    return gpd.GeoDataFrame(joined, crs=CRS)


def _quarters(ground: Ground, main: Shapes) -> Shapes:
    lines = shapely.unary_union(
        [*main, ground.middle_of_river, ground.railway, ground.district.exterior]
    )
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = shapely.contains(ground.district, shapely.point_on_surface(cells))
    return cells[inside]


def _grouped(quarters: Shapes, count: int, ground: Ground) -> np.ndarray:
    """Return a group number for each quarter: k-means with smaller groups in the middle."""
    xy = shapely.get_coordinates(shapely.centroid(quarters))
    weight = shapely.area(quarters) / (0.35 + ground.remoteness(*xy.T)) ** 1.6
    seed = _far_apart(xy, weight, count)
    for _ in range(20):
        group = _nearest(xy, seed)
        total = np.bincount(group, weight, count)
        seed = np.column_stack(
            [np.bincount(group, weight * xy[:, axis], count) / total for axis in (0, 1)]
        )
    return group


def _nearest(xy: np.ndarray, seed: np.ndarray) -> np.ndarray:
    return np.asarray(((xy[:, None] - seed[None]) ** 2).sum(axis=2).argmin(axis=1))


def _far_apart(xy: np.ndarray, weight: np.ndarray, count: int) -> np.ndarray:
    chosen = [int(weight.argmax())]
    nearest = ((xy - xy[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < count:
        chosen.append(int((nearest * weight).argmax()))
        nearest = np.minimum(nearest, ((xy - xy[chosen[-1]]) ** 2).sum(axis=1))
    return xy[chosen]


def _smoothed(quarters: Shapes, group: np.ndarray) -> Shapes:
    """Return one polygon a group: parts cut off go to the neighbour they share most border with."""
    for _ in range(5):
        areas = [shapely.union_all(quarters[group == number]) for number in np.unique(group)]
        group = np.unique(group, return_inverse=True)[1]
        loose = _loose(quarters, group, areas)
        if not len(loose):
            break
        for row in loose:
            group[row] = _neighbour(quarters, group, row)
    return np.array(areas, dtype=object)


def _loose(quarters: Shapes, group: np.ndarray, areas: list[shapely.Geometry]) -> np.ndarray:
    main_part = [max(shapely.get_parts(area), key=shapely.area) for area in areas]
    inside = shapely.point_on_surface(quarters)
    return np.flatnonzero(~shapely.contains(np.array(main_part)[group], inside))


def _neighbour(quarters: Shapes, group: np.ndarray, row: int) -> int:
    border = shapely.length(shapely.intersection(quarters[row], quarters))
    border[group == group[row]] = 0
    return int(np.bincount(group, border).argmax())
