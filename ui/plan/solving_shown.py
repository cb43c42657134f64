"""A search under way: bound and value closing in on each other as a small chart, and in words."""

import time
from collections.abc import Sequence

from study.negotiation.outward import down, up
from ui.session.words import number, percent, proposal, t
from ui.session.work import Moment, Told
from ui.templates import html

SIZE = (420.0, 64.0)  # of the chart, width and height
_WIDE, _HIGH, _EDGE = *SIZE, 4.0
_DIGITS = 3  # of a share: a tenth of a per cent


def card(told: Told) -> str:
    """Return the card of a search as HTML: which proposal, how long, how close, and the chart."""
    seconds = time.monotonic() - told.since
    return html(
        "progress",
        which=which(told),
        words=words(told),
        facts=[
            t("plan_page.solve.seconds", seconds=number(seconds)),
            t("plan_page.solve.nodes", count=number(told.nodes)),
        ],
        **chart(told.moments, seconds),
    )


def chart(moments: Sequence[Moment], seconds: float) -> dict[str, object]:
    """Return the lines of the chart as SVG writes points: `value`, `bound`, `band` between them.

    Both run to the right edge, which is now: what was known last still holds. Empty without
    moments.

    >>> chart([Moment(0, 10, 5)], 2)["value"]
    '0.0,60.0 420.0,60.0'
    """
    if not moments:
        return {"value": "", "bound": "", "band": "", "size": SIZE}
    least = min(moment.value for moment in moments)
    most = max(moment.bound for moment in moments)
    first, last = moments[0].seconds, max(seconds, moments[-1].seconds)

    def points(values: Sequence[float]) -> list[str]:
        steps: list[str] = []
        for moment, value in zip((*moments, Moment(last, 0, 0)), values, strict=True):
            x = _WIDE * (moment.seconds - first) / (last - first) if last > first else 0.0
            share = (value - least) / (most - least) if most > least else 1.0
            steps.append(f"{x:.1f},{_HIGH - _EDGE - (_HIGH - 2 * _EDGE) * share:.1f}")
        return steps

    value = points([*(moment.value for moment in moments), moments[-1].value])
    bound = points([*(moment.bound for moment in moments), moments[-1].bound])
    band = [*value, *reversed(bound)]
    lines = {"value": value, "bound": bound, "band": band}
    return {**{name: " ".join(line) for name, line in lines.items()}, "size": SIZE}


def which(told: Told) -> str:
    """Return which proposal of how many is searched for, in words."""
    if not told.aim:
        return t("plan_page.solve.begins")
    shown = {"name": proposal(told.aim), "turn": told.turn, "turns": max(told.turn, told.turns)}
    return t("plan_page.solve.which", **shown)


def words(told: Told) -> str:
    """Return how close a search has come: never better than proven."""
    if told.gap is None or told.gap >= 1:
        return t("plan_page.solve.no_bound")
    reached, more = down(1 - told.gap, _DIGITS), up(told.gap, _DIGITS)
    return t("plan_page.solve.reached", reached=percent(reached, 1), more=percent(more, 1))
