"""How much a group agrees, as a word."""

from collections.abc import Mapping


def consensus_level(index: float, levels: Mapping[str, float]) -> str:
    """Return the highest level whose bound a consensus index reaches; "very_low" below all.

    >>> consensus_level(0.7, {"low": 0.5, "moderate": 0.625, "high": 0.75})
    'moderate'
    """
    reached = [name for name, least in levels.items() if index >= least]
    return max(reached, key=lambda name: levels[name], default="very_low")
