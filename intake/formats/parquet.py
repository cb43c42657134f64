"""GeoParquet and plain Parquet → cells and geometry."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from intake.formats.vector import Found, features
from intake.raw import Raw
from intake.source import Source
from tables import Column, InputError, Table

MOST_CELLS = 100_000_000  # a few bytes can repeat a value a million times

_BROKEN = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, RuntimeError)


def read_parquet(source: Source, table: Table, _columns: Sequence[Column] = ()) -> Raw:
    """Return the rows of a Parquet file, counted from 1; geometry where it is GeoParquet.

    Errors: broken; more cells than memory should hold.
    """
    try:
        with source.path.open("rb") as file:
            known = pq.ParquetFile(file)
            _check_size(known, source)
            frame = _frame(source, is_geo=b"geo" in (known.schema_arrow.metadata or {}))
    except InputError:
        raise
    except _BROKEN as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        reason = reason.replace(str(source.path), source.label)
        raise InputError("intake.unreadable", file=source.label, reason=reason) from error
    return features(Found(frame, ()), table, source.label, source.path.stem)


def _check_size(known: pq.ParquetFile, source: Source) -> None:
    rows, width = known.metadata.num_rows, known.metadata.num_columns
    if rows * width > MOST_CELLS:
        raise InputError("intake.sheet_far", file=source.label, rows=rows, columns=width)


def _frame(source: Source, *, is_geo: bool) -> pd.DataFrame:
    if not is_geo:
        return pd.read_parquet(source.path).reset_index(drop=True)
    frame: gpd.GeoDataFrame = gpd.read_parquet(source.path)
    others = [n for n in frame.columns if n != frame.geometry.name]
    more = [name for name in others if isinstance(frame[name], gpd.GeoSeries)]
    kept: pd.DataFrame = frame.drop(columns=more).reset_index(drop=True)
    return kept
