"""A draft in the address of a page: what a link says is taken only where every edit can be read."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from study.plan_edits import Edit

_SHORT = 600  # a longer draft than this stays out of the address

Draft = tuple[Edit, ...]


def said(draft: Draft) -> str:
    """Return a draft as an address carries it, "" where it is too long for one.

    >>> said((Edit("out", {"estate_id": "E2"}),))
    '[["out",{"estate_id":"E2"}]]'
    """
    text = whole(draft)
    return text if len(text) <= _SHORT else ""


def whole(draft: Draft) -> str:
    """Return a draft as text, however long; "" for an empty one."""
    pairs = [[edit.kind, dict(edit.about)] for edit in draft]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":")) if pairs else ""


def read(text: str) -> Draft | None:
    """Return the edits an address carries, None where it carries none or one cannot be read.

    >>> read('[["out",{"estate_id":"E2"}]]')
    (Edit(kind='out', about={'estate_id': 'E2'}),)
    >>> read('[["out",{"estate_id":["E2"]}]]') is None and read("x") is None
    True
    """
    try:
        pairs = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not (isinstance(pairs, list) and pairs and all(map(_is_edit, pairs))):
        return None
    return tuple(Edit(kind, about) for kind, about in pairs)


def _is_edit(pair: Any) -> bool:  # noqa: ANN401 - whatever an address says
    if not (isinstance(pair, list) and len(pair) == len(("kind", "about"))):
        return False
    kind, about = pair
    if not (isinstance(kind, str) and kind in _NEEDS and isinstance(about, Mapping)):
        return False
    return set(_NEEDS[kind]) <= set(about) and all(
        name in _IS and _IS[name](value) for name, value in about.items()
    )


def _text(value: object) -> bool:
    return isinstance(value, str)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _place(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == len(("lon", "lat"))
        and all(isinstance(one, float) or _whole(one) for one in value)
        and all(math.isfinite(one) for one in value)
    )


_IS: Mapping[str, Callable[[Any], bool]] = {
    "year": _whole, "place": _whole, "count": _whole, "at": _place,
    "on": lambda value: isinstance(value, bool),
    **dict.fromkeys(("estate_id", "name", "new_name", "category"), _text),
    **dict.fromkeys(("estates", "rest", "names"), _texts),
}  # fmt: skip
_NEEDS: Mapping[str, Sequence[str]] = {
    "pin": ("estate_id", "year"),
    "out": ("estate_id",),
    "free": ("estate_id",),
    "rule": ("place", "on"),
    "cluster": ("name", "estates"),
    "split": ("name", "new_name", "estates"),
    "merge": ("names", "name"),
    "dissolve": ("name",),
    "alone": ("estates",),
    "as_filed": ("estates",),
    **dict.fromkeys(("entrance", "entrance_away"), ("estate_id", "at")),
    **dict.fromkeys(("facility", "facility_away"), ("category", "at")),
}
