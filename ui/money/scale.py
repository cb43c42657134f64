"""The frame of a drawing and the round numbers at its side."""

import math
from dataclasses import dataclass

_STEPS = (1, 2, 2.5, 5, 10)
_WANTED = 4


@dataclass(frozen=True)
class Frame:
    """A drawing of `width` by `height` with room left for words on all four sides, in pixels."""

    width: int
    height: int
    left: int
    right: int
    top: int
    foot: int

    @property
    def across(self) -> int:
        """Return how wide the plot is."""
        return self.width - self.left - self.right

    @property
    def floor(self) -> int:
        """Return how far down the plot ends."""
        return self.height - self.foot

    def up(self, value: float, top: float) -> float:
        """Return how far down `value` stands where `top` is the highest."""
        share = value / top if top else 0.0
        return round(self.floor - (self.floor - self.top) * share, 2)

    def along(self, place: float, last: float) -> float:
        """Return how far right step `place` of `last` stands."""
        return round(self.left + self.across * (place / last if last else 0.0), 2)


def ticks(top: float) -> list[float]:
    """Return round numbers from 0 to one that is not below `top`.

    >>> ticks(4300), ticks(0)
    ([0.0, 2000.0, 4000.0, 6000.0], [0.0, 1.0])
    """
    if top <= 0:
        return [0.0, 1.0]
    rough = top / _WANTED
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * one for one in _STEPS if power * one >= rough)
    return [step * place for place in range(math.ceil(top / step - 1e-9) + 1)]
