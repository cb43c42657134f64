"""What both walking engines are given and give back."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUND_M_DECIMALS = 6  # a micrometre: below it two ways are equally long, on every machine


class Gates(NamedTuple):
    """Entrances on the network, grouped by origin: those of s are first[s]:first[s + 1]."""

    first: Ints
    edge: Ints
    offset_m: Floats
    snap_m: Floats


class Places(NamedTuple):
    """Facilities on the network: one row a door, and the category number of each facility.

    Door i leads into facility `facility[i]` and stands `offset_m` along `edge` (-1: off the
    network), `snap_m` beside it. `category` has a row for each facility, with or without doors.
    A facility is as near as its nearest door and counts once.
    """

    edge: Ints
    offset_m: Floats
    snap_m: Floats
    facility: Ints
    category: Ints


class Limits(NamedTuple):
    """How far to walk, the rings in which facilities are counted, and how many categories."""

    limit_m: float
    rings_m: Floats
    categories: int


class Reached(NamedTuple):
    """Per origin and category: nearest walk (inf if none), its facility (-1), counts per ring."""

    walk_m: Floats
    facility: Ints
    counts: Ints


class Pairs(NamedTuple):
    """Every facility within the limit of every origin: sorted by origin, then facility."""

    origin: Ints
    facility: Ints
    walk_m: Floats


class Nodes(NamedTuple):
    """Every node of the streets within the limit of one origin, sorted, and how far it is."""

    node: Ints
    node_m: Floats


def nothing_reached(origins: int, limits: Limits) -> Reached:
    """Return the answer in which no origin reaches anything, for an engine to fill."""
    shape = (origins, limits.categories)
    return Reached(
        walk_m=np.full(shape, np.inf),
        facility=np.full(shape, -1, dtype=np.int64),
        counts=np.zeros((*shape, len(limits.rings_m)), dtype=np.int64),
    )


def no_places() -> Places:
    """Return the places of no facility at all."""
    whole, real = np.zeros(0, dtype=np.int64), np.zeros(0)
    return Places(whole, real, real, whole, whole)
