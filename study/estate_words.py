"""What an answer calls an estate: words that stay its own when the ledger grows."""

from collections import defaultdict
from typing import NamedTuple

import pandas as pd


class Words(NamedTuple):
    """`asked`: estate_id → the word a question asks under; `meant`: word → the estate_id it means.

    More words are understood than asked under: 和平里（河东街道） as well as 和平里.
    """

    asked: dict[str, str]
    meant: dict[str, str]


def estate_words(estates: pd.DataFrame) -> Words:
    """Return what to call each estate in an answer: its name, else name（street）, else its id.

    A word of two estates means neither. An id is understood only of an estate that neither form
    tells apart: ids made up for a ledger without any shift when rows are added, and an answer under
    one would pass to another estate unseen.

    >>> rows = {"estate_id": ["E1", "E2", "E3"], "name": ["甲", "乙", "乙"]}
    >>> words = estate_words(pd.DataFrame({**rows, "street": ["河东", "河东", "河西"]}))
    >>> words.asked
    {'E1': '甲', 'E2': '乙（河东）', 'E3': '乙（河西）'}
    >>> words.meant.get("E1"), words.meant["甲（河东）"]
    (None, 'E1')
    """
    columns = ([str(cell) for cell in estates["estate_id"]], *_forms(estates))
    held: dict[str, set[str]] = defaultdict(set)
    for estate_id, *forms in zip(*columns, strict=True):
        for form in forms:
            held[form].add(estate_id)
    meant = {form: next(iter(ids)) for form, ids in held.items() if form and len(ids) == 1}
    asked: dict[str, str] = {}
    for estate_id, *forms in zip(*columns, strict=True):
        asked[estate_id] = next((form for form in forms if form in meant), estate_id)
    plain = {word: word for word in asked.values() if word not in held}
    return Words(asked, {**plain, **meant})


def _forms(estates: pd.DataFrame) -> tuple[list[str], list[str]]:
    names, streets = _texts(estates, "name"), _texts(estates, "street")
    pairs = zip(names, streets, strict=True)
    return names, [f"{name}（{street}）" if name and street else "" for name, street in pairs]


def _texts(estates: pd.DataFrame, column: str) -> list[str]:
    if column not in estates:
        return [""] * len(estates)
    return ["" if pd.isna(cell) else str(cell).strip() for cell in estates[column]]
