"""GeoJSON as RFC 7946 asks: WGS 84, seven decimals, right-hand rule, bounding box, ids."""

import json
import math
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

_COMPACT: dict[str, Any] = {
    "ensure_ascii": False,
    "allow_nan": False,
    "separators": (",", ":"),
}
_DECIMALS = 7  # about a centimetre on the ground; RFC 7946 §11.2 warns against more


def geojson(table: gpd.GeoDataFrame, *, key: str) -> str:
    r"""Return a FeatureCollection with one feature a row; column `key` becomes the feature's id.

    Rings wind by the right-hand rule, coordinates have at most seven decimals, there is no `crs`
    member, and a row without geometry is written with `"geometry": null`. Missing values become
    null. The same table gives the same text.
    Source: RFC 7946 §3.1.6, §3.2, §4, §5, §11.2.

    >>> place = gpd.GeoDataFrame({"id": ["a"]}, geometry=[shapely.Point(1, 2)], crs=4326)
    >>> geojson(place, key="id")
    '{"type":"FeatureCollection","bbox":[1.0,2.0,1.0,2.0],"features":[...]}\n'
    """
    return json.dumps(collection(table, key=key), **_COMPACT) + "\n"


def collection(table: gpd.GeoDataFrame, *, key: str) -> dict[str, Any]:
    """Return the FeatureCollection of `geojson` as Python values, for a script to embed."""
    shapes = wgs84(table)
    rows = _properties(pd.DataFrame(table.drop(columns=table.geometry.name)))
    features = [
        _feature(row, shape, key) for row, shape in zip(rows, shapes.to_numpy(), strict=True)
    ]
    whole = {"type": "FeatureCollection"}
    box = _bbox(shapes.to_numpy())
    return {**whole, **({"bbox": box} if box else {}), "features": features}


def wgs84(table: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return the geometries in EPSG:4326, rounded to seven decimals, rings right-handed."""
    shapes = table.geometry if table.crs is None else table.geometry.to_crs(4326)
    rounded = shapely.set_precision(shapes.to_numpy(), 10**-_DECIMALS, mode="pointwise")
    return gpd.GeoSeries(shapely.orient_polygons(rounded), index=table.index, crs=4326)


def plain(value: Any) -> Any:  # noqa: ANN401 - a cell of any table
    """Return a cell as JSON can hold it: missing → None, numpy → Python, dates → ISO text.

    >>> plain(float("nan")), plain(np.int64(3)), plain(pd.Timestamp("2026-11-21"))
    (None, 3, '2026-11-21')
    """
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat().removesuffix("T00:00:00")
    return value


def _feature(row: Mapping[str, Any], shape: shapely.Geometry | None, key: str) -> dict[str, Any]:
    geometry = None if shape is None or shape.is_empty else _geometry(shape)
    box = _bbox(np.array([shape])) if geometry else None
    return {
        "type": "Feature",
        "id": row[key],
        **({"bbox": box} if box else {}),
        "geometry": geometry,
        "properties": row,
    }


def _geometry(shape: shapely.Geometry) -> dict[str, Any]:
    return _short(shapely.geometry.mapping(shape))  # type: ignore[no-any-return]


def _short(value: Any) -> Any:  # noqa: ANN401 - nested coordinates
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, list | tuple):
        return [_short(item) for item in value]
    if isinstance(value, dict):
        return {name: _short(item) for name, item in value.items()}
    return value


def _bbox(shapes: np.ndarray) -> list[float] | None:
    if not len(shapes):
        return None
    box = shapely.total_bounds(shapes)
    return None if np.isnan(box).any() else [round(float(x), _DECIMALS) for x in box]


def _properties(table: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {str(name): [plain(v) for v in table[name].tolist()] for name in table.columns}
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
