"""What both walking engines are given and give back."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUND_M_DECIMALS = 6  # a micrometre: below it two ways are equally long, on every machine


class Gates(NamedTuple):
    """Entrances on the network, grouped: those of estate s are first[s]:first[s + 1]."""

    first: Ints
    edge: Ints
    offset_m: Floats
    snap_m: Floats


class Places(NamedTuple):
    """Facilities, sorted by id: edge (-1 off the network), place on it, category number."""

    edge: Ints
    offset_m: Floats
    snap_m: Floats
    category: Ints


class Limits(NamedTuple):
    """How far to walk, the rings in which facilities are counted, and how many categories."""

    limit_m: float
    rings_m: Floats
    categories: int


class Reached(NamedTuple):
    """Per estate and category: nearest walk (inf if none), its facility (-1), counts per ring."""

    walk_m: Floats
    place: Ints
    counts: Ints


def nothing_reached(estates: int, limits: Limits) -> Reached:
    """Return the answer in which no estate reaches anything, for an engine to fill."""
    shape = (estates, limits.categories)
    return Reached(
        walk_m=np.full(shape, np.inf),
        place=np.full(shape, -1, dtype=np.int64),
        counts=np.zeros((*shape, len(limits.rings_m)), dtype=np.int64),
    )
