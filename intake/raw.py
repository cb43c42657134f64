"""A file as it was found, before any value is understood."""

from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from tables import Issue


@dataclass(frozen=True)
class Raw:
    """The cells of one sheet or layer.

    `cells` has the columns 0, 1, … in the order of `headers` (which may repeat), and the row a
    person sees as index: Excel counts from 1, headers included; features count from 1.
    `cut` holds headers that may have lost their end.
    """

    headers: tuple[str, ...]
    cells: pd.DataFrame
    geometry: gpd.GeoSeries | None = None
    layer: str = ""
    encoding: str = ""
    issues: tuple[Issue, ...] = field(default=())
    cut: frozenset[str] = frozenset()
