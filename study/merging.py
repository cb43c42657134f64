"""Two changes of one study.yaml: what each changed, and the one put on top of the other."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from study.editing import Path, edited
from study.plain_yaml import values


class Changed(NamedTuple):
    """One place that says something else: what it said and says; None where it says nothing."""

    path: Path
    before: Any
    after: Any


def changed(before: str, after: str) -> list[Changed]:
    """Return the places in which two texts of a study.yaml say something else, in order.

    A list is one place, whatever of it changed.

    >>> changed("weights: {age: 1}", "weights: {age: 0.5, circle: 0.5}")
    [Changed(path=('weights', 'age'), before=1, after=0.5), \
Changed(path=('weights', 'circle'), before=None, after=0.5)]
    """
    return between(values(before), values(after))


def between(before: Any, after: Any) -> list[Changed]:  # noqa: ANN401 - what two texts say
    """Return what `changed` does, of two texts that are read already.

    >>> [one.path for one in between({"weights": {"age": 1}}, {"weights": {"age": 2}})]
    [('weights', 'age')]
    """
    return _changed((), before or {}, after or {})


def merged(base: str, mine: str, theirs: str) -> str:
    """Return `theirs` with what `mine` changed of `base` on top; all else of theirs stays.

    Where both changed one place, mine stands. Of a list my entries are added and taken away, those
    that they added stay. Raises InputError where the text is of a kind only a person can edit.
    """
    said = values(theirs) or {}
    laid = {
        one.path: _laid(one.before, one.after, _at(said, one.path)) for one in changed(base, mine)
    }
    return edited(theirs, laid)


def _changed(path: Path, before: Any, after: Any) -> list[Changed]:  # noqa: ANN401 - any value
    if before == after:
        return []
    if not all(value is None or isinstance(value, Mapping) for value in (before, after)):
        return [Changed(path, before, after)]
    before, after = before or {}, after or {}
    if not before and not after:  # an empty section and none say the same
        return []
    keys = [*before, *(key for key in after if key not in before)]
    return [
        one for key in keys for one in _changed((*path, str(key)), before.get(key), after.get(key))
    ]


def _laid(before: Any, after: Any, theirs: Any) -> Any:  # noqa: ANN401 - any value
    """Return what is to stand there; days are written as text, as which a study reads them too."""
    if not (isinstance(after, list) and isinstance(theirs, list)):
        return json.loads(json.dumps(after, default=str))
    own = before if isinstance(before, list) else []
    gone = [item for item in own if item not in after]
    new = [item for item in after if item not in own and item not in theirs]
    return _laid(None, (*(item for item in theirs if item not in gone), *new), None)


def _at(said: Any, path: Path) -> Any:  # noqa: ANN401 - any value
    for key in path:
        named = (
            {str(own): value for own, value in said.items()} if isinstance(said, Mapping) else {}
        )
        said = named.get(key)  # 12: without quotes is a number
    return said
