"""How a study ranks: by heads or by estates, how much need weighs: `ranking` in study.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, cast, get_args

from scoring.robust import Spread
from study.keys import number, one_of, only, switch
from tables import InputError

SPREADS: tuple[Spread, ...] = get_args(Spread)


@dataclass(frozen=True)
class Ranking:
    """How scores become ranks, and how firmly a rank is tried.

    `by_population`: an estate's score counts once a resident instead of once. `need_share`: what
    the criteria of need weigh together, those of readiness the rest; None takes the weights as
    they are. Within each side the proportions of the weights stay.

    A rank is tried by `draws` samples from `seed`: weights `around` the chosen ones (the closer the
    larger the `concentration`; None takes the standard), from the whole `simplex`, or `fixed`; and,
    with `data`, every survey rate within its interval and every missing value within its range.
    `top_k` is the k of "among the first k"; None takes as many as the first proposal places.
    """

    by_population: bool = False
    need_share: float | None = None
    top_k: int | None = None
    draws: int = 10_000
    seed: int = 1
    spread: Spread = "around"
    concentration: float | None = None
    data: bool = True


def parse(given: Mapping[str, Any]) -> Ranking:
    """Return the `ranking` section of study.yaml."""
    only(given, {item.name for item in fields(Ranking)}, where="ranking")
    base = Ranking()
    spread = one_of(given.get("spread", base.spread), SPREADS, key="ranking.spread")
    share = number(given.get("need_share"), key="ranking.need_share")
    if share is not None and not 0 <= share <= 1:
        raise InputError("study.not_a_share", key="ranking.need_share", value=share)
    return Ranking(
        by_population=switch(given.get("by_population", False), key="ranking.by_population"),
        need_share=share,
        top_k=_whole(given.get("top_k"), "top_k", above=0),
        draws=_whole(given.get("draws"), "draws", above=0) or base.draws,
        seed=_whole(given.get("seed", base.seed), "seed", above=-1) or 0,
        spread=cast("Spread", spread),
        concentration=number(given.get("concentration"), key="ranking.concentration", above=0),
        data=switch(given.get("data", base.data), key="ranking.data"),
    )


def _whole(value: object, name: str, *, above: float) -> int | None:
    """Return `value` as a whole number, None as None."""
    found = number(value, key=f"ranking.{name}", above=above)
    if found is not None and not found.is_integer():
        raise InputError("study.not_whole", key=f"ranking.{name}", value=value)
    return None if found is None else int(found)
