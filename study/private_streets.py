"""What walking through other people's private streets does to the walks of a study."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from geo.walking.ground import Ground
from geo.walking.walk import nearest
from geo.walking.walker import Walker
from tables import Issue

_EQUAL_M = 1e-3
# To whom private streets are too long to walk: as stairs to somebody who cannot climb.
_SHUT_OUT = Walker("shut_out", 1.0, steps_factor=1e6)


def private_streets(ground: Ground, *, limit_m: float) -> tuple[Issue, ...]:
    """Return one issue: how many private streets are walked, and whose walks depend on them.

    `changed` estates would walk farther to the nearest facility of some category, or not reach it
    within `limit_m`, were every private street closed; of the `judged`, whose own gates all lead
    onto streets open to everybody. The others leave by streets that are theirs.
    """
    network = ground.network
    private = network.private
    if not private.any():
        return ()
    judged = _judged(ground)
    changed = (_longer(ground, limit_m) & judged).sum()
    detail = {
        "count": int(private.sum()),
        "km": f"{network.length_m[private].sum() / 1000:.1f}",
        "judged": int(judged.sum()),
        "changed": int(changed),
    }
    return (Issue("study.private_streets", "info", table="streets", detail=detail),)


def _judged(ground: Ground) -> NDArray[np.bool_]:
    """Return which origins have gates, all of them on streets open to everybody."""
    gates = ground.gates
    count = np.diff(gates.first)
    owner = np.repeat(np.arange(len(count)), count)
    own = np.bincount(owner[ground.network.private[gates.edge]], minlength=len(count))
    return np.asarray((count > 0) & (own == 0))


def _longer(ground: Ground, limit_m: float) -> NDArray[np.bool_]:
    """Return which origins walk farther to something where private streets are closed."""
    shut = replace(ground, network=replace(ground.network, steps=ground.network.private))
    today = nearest(ground, limit_m=limit_m).walk_m
    closed = nearest(shut, limit_m=limit_m, walker=_SHUT_OUT).walk_m
    farther = closed > today + _EQUAL_M  # what nobody reaches is infinitely far on both
    return np.asarray(farther.any(axis=1))
