"""Weights drawn around the chosen ones, from all there are, or not at all."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from scoring.robust.cells import Floats
from tables import InputError

Spread = Literal["around", "simplex", "fixed"]
_LARGEST_SEED = 2**63 - 1
_BLOCK = 256
_LEAST_CONCENTRATION = 0.1  # nearer to 0 most weights are too small for a number to hold


@dataclass(frozen=True)
class Sampling:
    """How to sample: how many draws, from which seed, and how far the weights may wander.

    `spread` "around": Dirichlet with the mean at the chosen weights, the more concentrated the
    closer (`concentration` is the sum of its parameters: a share w varies with the variance
    w·(1-w) / (concentration+1)); a criterion of weight 0 stays 0. "simplex": every set of weights
    is as likely, the chosen ones count for nothing. "fixed": the chosen ones, only the data vary.
    `confidence_draws` is how many draws of the data each confidence factor rests on, None or 0 for
    none; `confidence_tops` finds them for every top k too, not for the first alone (seconds at
    3,000 estates, many minutes at 20,000). `threads` (None: one a core) changes the time, never
    the result.
    """

    draws: int
    seed: int
    spread: Spread
    concentration: float | None = None
    confidence_draws: int | None = None
    confidence_tops: bool = False
    threads: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be sampled, each with its own code."""
        if self.draws < 1:
            raise InputError("robust.draws", value=self.draws)
        if not 0 <= self.seed <= _LARGEST_SEED:
            raise InputError("robust.seed", value=self.seed)
        if self.spread not in get_args(Spread):
            raise InputError("robust.spread", value=self.spread, known=", ".join(get_args(Spread)))
        if self.spread == "around" and not _can_gather(self.concentration):
            raise InputError("robust.concentration", value=self.concentration)

    @property
    def standard_error(self) -> float:
        """Return the largest standard error a share of draws can have: √(¼ / draws)."""
        return float((1 / 4 / self.draws) ** (1 / 2))


def _can_gather(concentration: float | None) -> bool:
    """Return whether weights can be drawn: near 0 all weight falls to one criterion."""
    return concentration is not None and _LEAST_CONCENTRATION <= concentration < np.inf


def weight_draws(shares: Floats, sampling: Sampling, start: int, stop: int) -> Floats:
    """Return the weights of draws start to stop, a row a draw, each summing to 1.

    A draw has the same weights whichever range it is asked in: every 256 draws have a seed of
    their own.
    """
    if sampling.spread == "fixed":
        return np.tile(shares / shares.sum(), (stop - start, 1))
    blocks = range(start // _BLOCK, -(-stop // _BLOCK))
    drawn = np.concatenate([_block(shares, sampling, block) for block in blocks])
    return drawn[start - blocks.start * _BLOCK : stop - blocks.start * _BLOCK]


def _block(shares: Floats, sampling: Sampling, block: int) -> Floats:
    random = np.random.default_rng((sampling.seed, block))
    if sampling.spread == "simplex" or sampling.concentration is None:
        return random.dirichlet(np.ones(len(shares)), _BLOCK)
    found = np.zeros((_BLOCK, len(shares)))
    chosen = shares > 0
    around = sampling.concentration * shares[chosen] / shares.sum()
    found[:, chosen] = random.dirichlet(around, _BLOCK)
    return found
