"""The estate a person means by what was typed: its ID, or a name that only one estate has."""

import difflib
from collections.abc import Iterable, Mapping

import pandas as pd

from tables import InputError

_NEAREST = 3


def estates_meant(words: Iterable[str], estates: pd.DataFrame) -> dict[str, str]:
    """Return the ID each word means, of estates with `estate_id` and perhaps `name`.

    >>> estates_meant(["和平里"], pd.DataFrame({"estate_id": ["E3"], "name": ["和平里"]}))
    {'和平里': 'E3'}

    An ID goes before a name. Raises InputError `price.several_estates` for a name of several
    estates, with their IDs, and `price.unknown_estate`, with the nearest, for one of none.
    """
    ids = estates["estate_id"].astype(str)
    names = estates["name"] if "name" in estates else pd.Series(pd.NA, estates.index)
    called: dict[str, list[str]] = {}
    for estate, name in sorted(zip(ids, names, strict=True), key=lambda both: both[0]):
        if pd.notna(name) and str(name).strip():
            called.setdefault(str(name).strip(), []).append(estate)
    known = set(ids)
    return {word: word if word in known else _named(word.strip(), called, known) for word in words}


def _named(word: str, called: Mapping[str, list[str]], known: set[str]) -> str:
    found = [word] if word in known else called.get(word, [])
    if len(found) > 1:
        raise InputError("price.several_estates", name=word, estates=", ".join(found))
    if not found:
        near = difflib.get_close_matches(word, sorted({*known, *called}), n=_NEAREST, cutoff=0)
        told = [f"{one}（{', '.join(called[one])}）" if one in called else one for one in near]
        raise InputError("price.unknown_estate", estate_id=word, nearest="、".join(told) or "—")
    return found[0]
