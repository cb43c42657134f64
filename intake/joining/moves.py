"""How far shapes have moved, and how much larger they are: two versions of one layer."""

import geopandas as gpd
import pandas as pd
import shapely

from geo.coordinates.crs import metric_crs

_STILL_M = 0.05  # exports keep seven decimals of a degree, which is a centimetre
_SAME_AREA = 1e-4


def moves(before: gpd.GeoSeries, after: gpd.GeoSeries) -> pd.DataFrame:
    """Return what moved, index as given: `distance_m` between the middles, `area_change`, areas.

        area_change = area_after / area_before - 1

    A shape has moved when a corner has, by more than 0.05 m, whatever became of the middle; one
    that is there in only one version has moved by an unknown distance. Areas in m².

    >>> squares = gpd.GeoSeries([shapely.box(113, 22, 113.001, 22.001)], crs=4326)
    >>> moves(squares, squares.translate(0.001)).round(1)["distance_m"].tolist()
    [103.3]
    """
    there = before.notna() & after.notna()
    lost = before.notna() != after.notna()
    if not (there | lost).any():
        return pd.DataFrame(columns=["distance_m", "area_change", "before_m2", "after_m2"])
    crs = metric_crs(gpd.GeoDataFrame(geometry=before.where(before.notna(), after)[there | lost]))
    old, new = before.to_crs(crs), after.to_crs(crs)
    found = pd.DataFrame(
        {
            "distance_m": old.centroid.distance(new.centroid),
            "area_change": new.area / old.area.where(old.area > 0) - 1,
            "before_m2": old.area,
            "after_m2": new.area,
        },
        index=before.index,
    )
    apart = shapely.hausdorff_distance(old[there].to_numpy(), new[there].to_numpy()) > _STILL_M
    moved = lost.copy()
    moved[there] = apart
    return pd.DataFrame(found[moved])
