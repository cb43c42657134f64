"""Street offices (街道): areas of several quarters, bounded by main streets, river and railway."""

import geopandas as gpd
import numpy as np
import shapely

from demo.ground import CRS, ORIGIN, Ground, Shapes
from demo.names import office_names

EMPTY, ROUNDS, SLIVER_M2 = 0.35, 60, 80_000
OFFICES = 13  # for 306 estates, as in the district of Xiangtan
DISTRICT, CODE = "乐河区", "439901"  # a code no real district has


def offices(
    ground: Ground, main: Shapes, estates: Shapes, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Return one row a street office: area_id, level, name, parent_id, geometry.

    Each has about as many of the `estates` as the others: small offices in the old centre, large
    ones outside.
    """
    quarters = _quarters(ground, main)
    count = min(max(2, round(OFFICES * ground.scale)), len(quarters))
    group = _grouped(quarters, count, _weight(quarters, estates))
    geometry = _smoothed(quarters, _without_slivers(quarters, group))
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


def _weight(quarters: Shapes, estates: Shapes) -> np.ndarray:
    """Return how much of an office each quarter makes: its estates, and a little for its size."""
    _, quarter = shapely.STRtree(quarters).query(shapely.point_on_surface(estates), "within")
    area = shapely.area(quarters)
    size = EMPTY * len(estates) * area / area.sum()
    return np.asarray(np.bincount(quarter, minlength=len(quarters)) + size)


def _grouped(quarters: Shapes, count: int, weight: np.ndarray) -> np.ndarray:
    """Return a group number for each quarter: k-means in which heavy groups reach less far."""
    xy = shapely.get_coordinates(shapely.centroid(quarters))
    seed = _far_apart(xy, weight, count)
    reach = np.ones(count)
    best, least = np.empty(0, dtype=int), np.inf
    for _ in range(ROUNDS):
        group = (((xy[:, None] - seed[None]) ** 2).sum(axis=2) / reach).argmin(axis=1)
        total = np.bincount(group, weight, count)
        if total.min() <= 0:
            break
        if total.max() - total.min() < least:
            best, least = group, total.max() - total.min()
        reach *= (total.mean() / total) ** 0.2
        seed = np.column_stack(
            [np.bincount(group, weight * xy[:, axis], count) / total for axis in (0, 1)]
        )
    return best


def _far_apart(xy: np.ndarray, weight: np.ndarray, count: int) -> np.ndarray:
    chosen = [int(weight.argmax())]
    nearest = ((xy - xy[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < count:
        chosen.append(int((nearest * weight).argmax()))
        nearest = np.minimum(nearest, ((xy - xy[chosen[-1]]) ** 2).sum(axis=1))
    return xy[chosen]


def _without_slivers(quarters: Shapes, group: np.ndarray) -> np.ndarray:
    """Return the groups with small quarters given to the neighbour they share most border with."""
    joined = group.copy()
    for row in np.flatnonzero(shapely.area(quarters) < SLIVER_M2):
        border = shapely.length(shapely.intersection(quarters[row], quarters))
        border[row] = 0
        joined[row] = np.bincount(joined, border).argmax()
    return joined


def _smoothed(quarters: Shapes, group: np.ndarray) -> Shapes:
    """Return one polygon a group: parts cut off go to the neighbour they share most border with."""
    for _ in range(20):
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
