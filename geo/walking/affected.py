"""Whose walks a change can touch: only those are walked again."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from geo.walking.ground import Ground
from geo.walking.reach import Floats, Gates, Ints, Places
from geo.walking.walk import reach_pairs

SLACK_M = 1e-3  # a walk back adds up in another order than the walk there


class Spots(NamedTuple):
    """Places on the streets where something changes: edge, offset along it, way to the street."""

    edge: Ints
    offset_m: Floats
    snap_m: Floats


def origins_near(ground: Ground, spots: Spots, *, limit_m: float) -> Ints:
    """Return the numbers of the origins within the limit of any of the spots, sorted.

    One walk from the spots outwards to the gates: ways are as long there as back.
    """
    if not len(spots.edge):
        return np.zeros(0, dtype=np.int64)
    gates, origins = ground.gates, len(ground.origin_ids)
    owner = np.repeat(np.arange(origins), np.diff(gates.first))
    none = np.zeros(origins, dtype=np.int64)
    outwards = replace(
        ground,
        origin_ids=np.array(["spots"], dtype=object),
        gates=Gates(np.array([0, len(spots.edge)]), *spots),
        facility_ids=ground.origin_ids,
        categories=np.array(["origin"], dtype=object),
        places=Places(gates.edge, gates.offset_m, gates.snap_m, owner, none),
    )
    return np.unique(reach_pairs(outwards, limit_m=limit_m + SLACK_M).facility)


def with_origins(ground: Ground, origins: Ints) -> Ground:
    """Return the ground with these origins (sorted numbers) alone."""
    gates = ground.gates
    count = np.diff(gates.first)[origins]
    first = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    row = np.arange(first[-1]) + np.repeat(gates.first[origins] - first[:-1], count)
    mine = Gates(first, gates.edge[row], gates.offset_m[row], gates.snap_m[row])
    return replace(ground, origin_ids=ground.origin_ids[origins], gates=mine)


def doors(ground: Ground, facility_id: str) -> Spots:
    """Return where the doors of a facility meet the streets; none for one off the network."""
    places = ground.places
    mine = (ground.facility_ids[places.facility] == facility_id) & (places.edge >= 0)
    return Spots(places.edge[mine], places.offset_m[mine], places.snap_m[mine])
