"""Known keys and right types in what a person wrote: the nearest key is offered."""

import difflib
import math
from collections.abc import Collection, Mapping
from typing import Any

from tables import InputError


def mapping(value: object, *, where: str) -> dict[str, Any]:
    """Return `value` as a dictionary; an empty entry is an empty one."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InputError("study.not_a_mapping", where=where, value=value)
    return {str(key): item for key, item in value.items()}


def only(given: Mapping[str, Any], allowed: Collection[str], *, where: str) -> None:
    """Refuse the first key of `given` that is not `allowed`, offering the nearest one."""
    for key in given:
        if key in allowed:
            continue
        near = difflib.get_close_matches(key, sorted(allowed), n=1, cutoff=0)
        raise InputError(
            "study.unknown_key",
            key=key,
            where=where,
            nearest=near[0] if near else "",
            allowed=", ".join(sorted(allowed)),
        )


def number(value: object, *, key: str, above: float | None = None) -> float | None:
    """Return `value` as a number, None as None.

    Text, infinity and nan (`.inf`, `.nan` in YAML) and numbers not above `above` are refused.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
        raise InputError("study.not_a_number", key=key, value=value)
    if above is not None and not value > above:
        raise InputError("study.not_above", key=key, value=value, above=above)
    return float(value)


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number too long for the arithmetic of the machine
        return False


def one_of(value: object, allowed: Collection[str], *, key: str) -> str:
    """Return `value` when it is one of the words `allowed`."""
    if not isinstance(value, str) or value not in allowed:
        raise InputError("study.not_one_of", key=key, value=value, allowed=", ".join(allowed))
    return value


def items(value: object, *, key: str) -> list[Any]:
    """Return `value` as a list; nothing as an empty one; anything else is refused."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError("study.not_a_list", key=key, value=value)
    return value


def words(value: object, *, key: str) -> tuple[str, ...]:
    """Return `value` as words; a single word is a list of one."""
    listed = [value] if isinstance(value, str) else items(value, key=key)
    return tuple(word(item, key=key) or "" for item in listed)


def words_once(value: object, *, key: str) -> tuple[str, ...]:
    """Return `value` as words; one named a second time is refused."""
    said = words(value, key=key)
    twice = next((item for item in said if said.count(item) > 1), None)
    if twice is not None:
        raise InputError("study.word_twice", key=key, value=twice)
    return said


def word(value: object, *, key: str) -> str | None:
    """Return `value` when it is text (or nothing)."""
    if value is not None and not isinstance(value, str):
        raise InputError("study.not_text", key=key, value=value)
    return value


def switch(value: object, *, key: str) -> bool:
    """Return `value` when it is true or false."""
    if not isinstance(value, bool):
        raise InputError("study.not_one_of", key=key, value=value, allowed="true, false")
    return value
