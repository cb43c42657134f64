"""What is known of streets besides their course, carried from rows to edges."""

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.streets.pieces import Pieces

Floats = NDArray[np.float64]
GAP = "gap"


class Attributes(NamedTuple):
    """Per line or edge: stairs, behind a gate, class (its number in `kinds`), level (NaN)."""

    steps: NDArray[np.bool_]
    private: NDArray[np.bool_]
    kind: NDArray[np.int64]
    level: Floats
    kinds: NDArray[np.object_]


def attributes(streets: gpd.GeoDataFrame, row: NDArray[np.int64]) -> Attributes:
    """Return the attributes of lines that come from these rows; unknown: no, "" or NaN."""
    kinds, kind = np.array([""], dtype=object), np.zeros(len(row), dtype=np.int64)
    if "kind" in streets:
        code, names = pd.factorize(streets["kind"].fillna("").to_numpy(object))
        order = np.argsort(names)  # the names sorted, so that numbers compare as names do
        kinds, kind = names[order], np.argsort(order)[code][row]
    level = np.full(len(row), np.nan)
    if "level" in streets:
        level = streets["level"].astype("Float64").to_numpy(float, na_value=np.nan)[row]
    return Attributes(
        steps=_marked(streets, "steps", row),
        private=_marked(streets, "private", row),
        kind=np.asarray(kind, dtype=np.int64),
        level=level,
        kinds=np.asarray(kinds, dtype=object),
    )


def of_pieces(known: Attributes, pieces: Pieces) -> Attributes:
    """Return the attributes of edges from those of the lines that draw them.

    Of several copies the easier way counts: stairs, or behind a gate, only if all of them are.
    The class is the last by name (a known one before none), the level the lowest known.
    """
    line, first = pieces.copies, pieces.first_copy[:-1]
    if len(line) == len(first):
        return known._replace(
            steps=known.steps[line],
            private=known.private[line],
            kind=known.kind[line],
            level=known.level[line],
        )
    return known._replace(
        steps=np.logical_and.reduceat(known.steps[line], first),
        private=np.logical_and.reduceat(known.private[line], first),
        kind=np.maximum.reduceat(known.kind[line], first),
        level=np.fmin.reduceat(known.level[line], first),
    )


def with_gaps(known: Attributes, count: int) -> Attributes:
    """Return the attributes with those of `count` bridged gaps after them."""
    return Attributes(
        np.concatenate([known.steps, np.zeros(count, dtype=bool)]),
        np.concatenate([known.private, np.zeros(count, dtype=bool)]),
        np.concatenate([known.kind, np.full(count, len(known.kinds))]),
        np.concatenate([known.level, np.full(count, np.nan)]),
        np.append(known.kinds, GAP),
    )


def _marked(streets: gpd.GeoDataFrame, name: str, row: NDArray[np.int64]) -> NDArray[np.bool_]:
    if name not in streets:
        return np.zeros(len(row), dtype=bool)
    marked = streets[name].astype("boolean").fillna(value=False).to_numpy(bool)
    return np.asarray(marked[row])
