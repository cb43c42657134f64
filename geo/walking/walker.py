"""Who walks: how fast, and how much longer steps are to them than a level street."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.walking.ground import Ground


class Walker(NamedTuple):
    """A way of walking: `steps_factor` 1 means that steps count as long as they are."""

    name: str
    speed_m_per_min: float
    steps_factor: float = 1.0


def minutes(walk_m: NDArray[np.float64], walker: Walker) -> NDArray[np.float64]:
    """Return how long the walks take: minutes = walk_m / speed_m_per_min; unknown stays unknown.

    `walk_m` is in metres of level street, as the walks of this walker are.

    >>> minutes(np.array([0.0, 450.0, np.nan]), Walker("adult", 60.0)).tolist()
    [0.0, 7.5, nan]
    """
    return np.asarray(walk_m / walker.speed_m_per_min, dtype=np.float64)


def as_walked(ground: Ground, walker: Walker | None) -> Ground:
    """Return the ground in metres of level street to the walker: steps are `steps_factor` as long.

    Both the streets of steps and the places of gates and doors along them are stretched. With no
    walker, or one to whom steps are as long as they are, it is the ground itself.
    """
    if walker is None or walker.steps_factor == 1.0:
        return ground
    network = ground.network
    factor = np.where(network.steps, walker.steps_factor, 1.0)
    length_m = network.length_m * factor
    gates, places = ground.gates, ground.places
    # a door off the network (edge -1) takes the last street's factor; nobody looks at its offset
    on = factor if len(factor) else np.ones(1)
    return replace(
        ground,
        network=replace(network, length_m=length_m, arc_m=length_m[network.arc_edge]),
        gates=gates._replace(offset_m=gates.offset_m * on[gates.edge]),
        places=places._replace(offset_m=places.offset_m * on[places.edge]),
    )
