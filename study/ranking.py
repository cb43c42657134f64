"""How a study ranks: by heads or by estates, how much need weighs: `ranking` in study.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from study.keys import number, only, switch
from tables import InputError


@dataclass(frozen=True)
class Ranking:
    """How scores become ranks.

    `by_population`: an estate's score counts once a resident instead of once. `need_share`: what
    the criteria of need weigh together, those of readiness the rest; None takes the weights as
    they are. Within each side the proportions of the weights stay.
    """

    by_population: bool = False
    need_share: float | None = None


def parse(given: Mapping[str, Any]) -> Ranking:
    """Return the `ranking` section of study.yaml."""
    only(given, {item.name for item in fields(Ranking)}, where="ranking")
    share = number(given.get("need_share"), key="ranking.need_share")
    if share is not None and not 0 <= share <= 1:
        raise InputError("study.not_a_share", key="ranking.need_share", value=share)
    heads = switch(given.get("by_population", False), key="ranking.by_population")
    return Ranking(heads, share)
