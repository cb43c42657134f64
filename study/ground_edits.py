"""Entrances and facilities set on the map, as changes of the text of study.yaml."""

from collections.abc import Mapping
from typing import Any

from study.added import Added, AddedEntrance, AddedFacility, as_given, entrance, facility, parse
from study.editing import edited
from study.plain_yaml import values

One = AddedEntrance | AddedFacility


def set_entrance(text: str, about: Mapping[str, Any]) -> str:
    r"""Return the text with one entrance more: `estate_id`, `at` [longitude, latitude].

    >>> print(set_entrance("name: 东区\n", {"estate_id": "E1", "at": [114.0, 30.0]}), end="")
    name: 东区
    <BLANKLINE>
    added:
      entrances: [{estate_id: E1, at: [114, 30]}]
    """
    now = _now(text)
    return _written(text, "entrances", (*now.entrances, entrance(about)))


def set_facility(text: str, about: Mapping[str, Any]) -> str:
    """Return the text with one facility more: `category`, `at`, and `name` where it has one."""
    now = _now(text)
    return _written(text, "facilities", (*now.facilities, facility(about)))


def drop_entrance(text: str, about: Mapping[str, Any]) -> str:
    """Return the text without the entrance of `estate_id` at `at`."""
    gone = entrance(about)
    return _written(text, "entrances", tuple(one for one in _now(text).entrances if one != gone))


def drop_facility(text: str, about: Mapping[str, Any]) -> str:
    """Return the text without the facility of `category` at `at`."""
    gone = facility(about)
    kept = (
        one for one in _now(text).facilities if (one.category, one.at) != (gone.category, gone.at)
    )
    return _written(text, "facilities", tuple(kept))


GROUND_WAYS = {
    "entrance": set_entrance,
    "facility": set_facility,
    "entrance_away": drop_entrance,
    "facility_away": drop_facility,
}
"""How each kind of edit of the ground is written (`study.plan_edits.with_edits`)."""


def _now(text: str) -> Added:
    found = values(text)
    return parse(found.get("added") if isinstance(found, Mapping) else None)


def _written(text: str, name: str, wanted: tuple[One, ...]) -> str:
    listed = [as_given(one) for one in wanted]
    changed = edited(text, {("added", name): listed or None})
    parse(values(changed).get("added"))  # what was set twice is refused here
    return changed
