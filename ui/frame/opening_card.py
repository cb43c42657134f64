"""A study being opened, as a card: which, the four steps, what is done now, how close a search is.

Below it the quiet outline of the page to come, so that nothing jumps when it is there.
"""

import time
from collections.abc import Sequence
from typing import NamedTuple

from ui.plan.solving_shown import SIZE, chart, which, words
from ui.session.words import number, t
from ui.session.work import Told
from ui.templates import html

STEPS = ("read", "measure", "rank", "propose")
SEARCH = STEPS[-1]
_OF_STAGE = {"compile": "measure"}  # the first use of a machine: walking made ready
_FIRST_SEARCH = 3 / 4  # of all the steps: what comes before the search
_THICK = 1.4  # half a line of the chart, per cent of its height


class Step(NamedTuple):
    """A step of opening: its code, and whether it is "done", done "now", or comes "next"."""

    code: str
    state: str


def opening_card(told: Told, name: str, began: float) -> str:
    """Return the card as HTML; `began` is the moment opening began (seconds, monotonic)."""
    search = told.stage == SEARCH
    seconds = time.monotonic() - told.since
    return html(
        "opening",
        name=name,
        steps=steps(told.stage),
        now=_now(told),
        search=search,
        words=words(told) if search else "",
        elapsed=t("plan_page.solve.seconds", seconds=number(time.monotonic() - began)),
        width=f"{100 * share(told):.1f}",
        lines=lines(told, seconds) if search else {},
    )


def steps(stage: str) -> list[Step]:
    """Return the four steps as a job at `stage` has come to them.

    >>> [step.state for step in steps("compile")]
    ['done', 'now', 'next', 'next']
    """
    at = STEPS.index(_OF_STAGE.get(stage, stage))
    states = ("next", "now", "done")
    return [Step(code, states[(i <= at) + (i < at)]) for i, code in enumerate(STEPS)]


def share(told: Told) -> float:
    """Return how much of the opening is behind (0–1): files in turn, then proposals in turn.

    >>> share(Told(stage="propose", turn=3, turns=4))
    0.875
    """
    if told.stage != SEARCH:
        return told.share
    behind = (told.turn - 1) / told.turns if told.turn and told.turns else 0.0
    return _FIRST_SEARCH + (1 - _FIRST_SEARCH) * max(0.0, min(behind, 1.0))


def lines(told: Told, seconds: float) -> dict[str, str]:
    """Return the chart of a search as clip paths: `band`, `bound` and `value`; {} before one.

    A page's own HTML may hold no SVG, but a box cut to a shape.
    """
    drawn = chart(told.moments, seconds)
    if not drawn["value"]:
        return {}
    cut = {name: _percent(str(drawn[name])) for name in ("band", "bound", "value")}
    return {
        "band": _path(cut["band"]),
        **{name: _path(_thickened(cut[name])) for name in ("bound", "value")},
    }


def _percent(points: str) -> list[tuple[float, float]]:
    pairs = (point.split(",") for point in points.split())
    return [(100 * float(x) / SIZE[0], 100 * float(y) / SIZE[1]) for x, y in pairs]


def _thickened(line: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    above = [(x, y - _THICK) for x, y in line]
    return [*above, *((x, y + _THICK) for x, y in reversed(line))]


def _path(points: Sequence[tuple[float, float]]) -> str:
    return ", ".join(f"{x:.2f}% {y:.2f}%" for x, y in points)


def _now(told: Told) -> str:
    if told.stage == SEARCH:
        return which(told)
    if told.stage == "read":
        return t("opening.reading", file=told.file) if told.file else t("opening.looking")
    return t("stage.compile" if told.stage == "compile" else "opening.measuring")
