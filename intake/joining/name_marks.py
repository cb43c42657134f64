"""What tells neighbours of one name apart: numbers, directions and letters in the name."""

import re
from collections import Counter
from functools import lru_cache
from typing import Literal, NamedTuple

Agreement = Literal["same", "part", "apart"]

_ONES = {word: n for n, word in enumerate("零一二三四五六七八九")}
_LIST = re.compile(r"[、,，/／;；&＆+＋]")
_LETTERS = re.compile(r"(?<![a-z])[a-z](?![a-z])|[甲乙丙丁戊己]")
_SIDES = re.compile(r"[东南西北中上下前后左右内外新老旧]")
_RANGE = re.compile(r"(\d+)-(\d+)")
_NUMBER = re.compile(r"\d+|[零一二三四五六七八九]")
_LONGEST = 50  # a longer range is no list of numbers


class Marks(NamedTuple):
    """The numbers, the directions (and new, old), and the single letters of an evened name."""

    numbers: frozenset[int]
    sides: str
    letters: frozenset[str]


@lru_cache(maxsize=1 << 17)
def marks(evened: str) -> Marks:
    """Return what tells an evened name from its neighbours'.

    >>> sorted(marks("锦绣1-3期").numbers), marks("锦绣东区").sides, sorted(marks("b区").letters)
    ([1, 2, 3], '东', ['b'])
    """
    numbers = {_ONES[n] if n in _ONES else int(n) for n in _NUMBER.findall(evened)}
    for first, last in _RANGE.findall(evened):
        if int(first) < int(last) < int(first) + _LONGEST:
            numbers |= set(range(int(first), int(last)))
    sides = "".join(sorted(_SIDES.findall(evened)))
    return Marks(frozenset(numbers), sides, frozenset(_LETTERS.findall(evened)))


def agreement(one: Marks, other: Marks) -> Agreement:
    """Return whether two names may be one estate by their marks.

    `part`: one says less than the other (锦绣 and 锦绣一期), `apart`: they differ.

    >>> agreement(marks("锦绣1期"), marks("锦绣2期")), agreement(marks("锦绣1期"), marks("锦绣"))
    ('apart', 'part')
    """
    if one == other:
        return "same"
    pairs = [(Counter(a), Counter(b)) for a, b in zip(one, other, strict=True)]
    within = all(a <= b or b <= a for a, b in pairs)
    return "part" if within else "apart"


def unmarked(evened: str) -> str:
    """Return an evened name without its numbers, its directions, and what they count.

    >>> unmarked("锦绣花园1期"), unmarked("锦绣花园东区"), unmarked("东风里")
    ('锦绣花园', '锦绣花园', '东风里')
    """
    return _MARKED.sub("", evened)


def listed(name: str) -> tuple[str, ...]:
    """Return the names a name lists, empty where it is one: each as people would write it alone.

    >>> listed("锦绣一期、二期"), listed("锦绣1、2期"), listed("和平里/幸福里"), listed("和平里")
    (('锦绣一期', '锦绣二期'), ('锦绣1期', '锦绣2期'), ('和平里', '幸福里'), ())
    """
    parts = [part.strip(" ()（）") for part in _LIST.split(name)]
    if len(parts) == 1 or not all(parts):
        return ()
    head = _TAIL.sub("", parts[0])
    counter = _COUNTER.search(parts[-1])
    ends = [part + (counter[0] if counter and _bare(part) else "") for part in parts]
    return tuple(head + end if _TAIL.fullmatch(end) else end for end in ends)


_MARKED = re.compile(
    r"\d+(?:[+-]\d+)*(?:期|区|号院?|院|村|栋|幢|组团)?|[a-z东南西北中甲乙丙丁](?:区|苑|院|园)$"
)
_DIGITS = "0-9０-９一二三四五六七八九十壹贰叁ⅠⅡⅢⅣⅤa-zA-Z"
_TAIL = re.compile(rf"[（(]?第?[{_DIGITS}东南西北中]+(?:期|区|号院?|院|村|栋|幢|苑|组团|)[)）]?$")
_COUNTER = re.compile(rf"(?<=[{_DIGITS}])(?:期|区|号院?|院|村|栋|幢|组团)(?=[)）]?$)")


def _bare(part: str) -> bool:
    return bool(re.search(rf"[{_DIGITS}]$", part))
