"""The same walks by scipy and by pandana, on streets cut at every gate and door.

pandana is AGPL and no dependency: it is asked in a Python of its own, the one JIUGAI_PEERS names.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.walking.ground import Ground
from geo.walking.reach import Gates
from geo.walking.sweep_scipy import shortest_links, split_graph

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PANDANA_OFF_M = 0.1  # it keeps the lengths of links in whole millimetres, cut off


class Cut(NamedTuple):
    """Cut streets, every link there and back; nodes of gates, their estates; nodes of facilities.

    Gates and facilities hang on the streets by one link each: nobody walks through them.
    """

    links: csr_array
    gate: Ints
    first: Ints
    facility: Ints
    category: Ints
    categories: int
    limit_m: float


def cut(on: Ground, limit_m: float) -> Cut:
    """Return the streets of the ground, cut."""
    count = len(on.gates.edge)
    alone = Gates(np.arange(count + 1), *on.gates[1:])  # each gate an origin
    links, first_gate, first_facility = split_graph(alone, on.places, on.network)
    there = links.tocoo()
    start, end = there.coords
    ends = np.concatenate([start, end]), np.concatenate([end, start])
    both = shortest_links(*ends, np.tile(there.data, 2), links.shape[0])
    return Cut(
        links=both,
        gate=first_gate + np.arange(count),
        first=on.gates.first,
        facility=first_facility + np.arange(len(on.places.category)),
        category=on.places.category,
        categories=len(on.categories),
        limit_m=limit_m,
    )


def by_scipy(cut: Cut) -> Floats:
    """Return how far each estate is from the nearest facility of each category; inf: too far.

    From all facilities of a category at once, towards the gates: the quickest way scipy has.
    """
    walk_m = [
        dijkstra(
            cut.links,
            indices=cut.facility[cut.category == category],
            min_only=True,
            limit=cut.limit_m,
        )[cut.gate]
        for category in range(cut.categories)
    ]
    return _of_estates(np.stack(walk_m, axis=1), cut)


def by_pandana(cut: Cut, walk_m: Floats) -> float | None:
    """Return the seconds pandana needs, or None without it; its answers must be these."""
    python = os.environ.get("JIUGAI_PEERS")
    if not python:
        return None
    with tempfile.TemporaryDirectory() as folder:
        given, got = Path(folder, "given.npz"), Path(folder, "got.npy")
        links = cut.links.tocoo()
        np.savez(given, *links.coords, links.data, cut.gate, cut.facility, cut.category)
        script = Path(__file__).with_name("bench_walk_pandana.py")
        command = [python, str(script), str(given), str(got), str(cut.limit_m)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
        theirs = _of_estates(np.load(got), cut)
    both = np.isfinite(walk_m) & np.isfinite(theirs)
    np.testing.assert_allclose(theirs[both], walk_m[both], rtol=0, atol=PANDANA_OFF_M)
    # at the limit itself a centimetre decides
    lone = np.where(np.isfinite(walk_m), walk_m, theirs)[np.isfinite(walk_m) ^ np.isfinite(theirs)]
    np.testing.assert_allclose(lone, cut.limit_m, rtol=0, atol=PANDANA_OFF_M)
    return float(json.loads(done.stdout.splitlines()[-1]))


def _of_estates(gate_m: Floats, cut: Cut) -> Floats:
    """Return the least of the gates of each estate; inf without any."""
    estate_m = np.full((len(cut.first) - 1, gate_m.shape[1]), np.inf)
    some = np.diff(cut.first) > 0
    estate_m[some] = np.minimum.reduceat(gate_m, cut.first[:-1][some], axis=0)
    return estate_m
