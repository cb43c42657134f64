"""An answer that settles nothing, because what it is about is not there."""

from collections.abc import Iterable, Sequence

from intake.headings.headers import nearest
from tables import Issue


def unused(path: Sequence[str], there: Iterable[str]) -> Issue:
    """Return the warning of an answer at `path` under `answers:`; `there` is what it may be about.

    >>> found = unused(("units", "a.csv", "建筑面"), ["建筑面积"])
    >>> found.value, found.detail["nearest"]
    ('建筑面', '建筑面积')
    """
    detail = {"place": shown(path), "nearest": nearest(path[-1], there)}
    return Issue("answers.unused", "warning", value=path[-1], detail=detail)


def shown(path: Sequence[str]) -> str:
    """Return the place of an answer as a person reads it.

    >>> shown(("crs", "a.shp"))
    'answers → crs → a.shp'
    """
    return " → ".join(("answers", *path))
