"""Rows that nobody can be told apart by: an id or a category that is missing."""

import geopandas as gpd
import numpy as np

from tables import InputError


def need_ids(frame: gpd.GeoDataFrame, *columns: str, table: str) -> None:
    """Refuse a `frame` whose `columns` miss a value: such a row would pass for another's.

    Raises InputError `geo.id_missing` with the first such row, counted from 1, and how many.

    >>> need_ids(gpd.GeoDataFrame({"estate_id": ["E1", None]}), "estate_id", table="estates")
    Traceback (most recent call last):
    tables.errors.InputError: geo.id_missing (table='estates', column='estate_id', row=2, count=1)
    """
    for column in columns:
        missing = np.flatnonzero(frame[column].isna().to_numpy(bool))
        if len(missing):
            raise InputError(
                "geo.id_missing",
                table=table,
                column=column,
                row=int(missing[0]) + 1,
                count=len(missing),
            )
