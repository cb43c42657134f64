"""What a search for plans tells while it runs: which aim, how far value and bound have come."""

import time
from collections.abc import Mapping
from typing import TypeVar

from phasing.solve import Hooks
from ui.session.work import Job, Moment, Told

Value = TypeVar("Value")

MOST = 160  # moments kept of one aim: more than a small chart can show
_LEAST_S = 0.1  # between two moments: what comes sooner takes the place of the one before


def hooks(job: Job[Value], aims: int) -> Hooks:
    """Return what writes into `job.told` what a search for `aims` plans says, and can stop it.

    An aim that is searched for again, or in several turns, begins anew and keeps its number.
    """
    told, names = job.told, list[str]()
    told.turns = aims

    def on_aim(name: str) -> None:
        if name not in names:
            names.append(name)
        told.aim, told.turn, told.nodes = name, names.index(name) + 1, 0
        told.gap, told.moments = None, ()

    def on_progress(bound: float, value: float, gap: float) -> None:
        told.gap = gap
        told.moments = told_after(told.moments, _now(told, bound, value))

    def on_nodes(nodes: int) -> None:
        told.nodes = nodes

    def on_plan(name: str, plan: Mapping[str, int]) -> None:
        told.plans = {**told.plans, name: plan}

    return Hooks(on_progress, job.readers.done, on_aim, on_nodes, on_plan)


def told_after(moments: tuple[Moment, ...], new: Moment) -> tuple[Moment, ...]:
    """Return the moments with a new one; of too many every second goes, the last one never.

    A search that begins anew may know less than the one before: the best known stays known.

    >>> told_after((Moment(0, 9, 5),), Moment(1, 10, 4))[-1]
    Moment(seconds=1, bound=9, value=5)
    """
    if moments:
        last = moments[-1]
        new = Moment(new.seconds, min(new.bound, last.bound), max(new.value, last.value))
        if len(moments) > 1 and new.seconds - moments[-2].seconds < _LEAST_S:
            moments = moments[:-1]
    if len(moments) >= MOST:
        moments = (*moments[:-1:2], moments[-1])
    return (*moments, new)


def _now(told: Told, bound: float, value: float) -> Moment:
    return Moment(time.monotonic() - told.since, bound, value)
