"""A list of problems as people write it, cut into phrases."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_CIRCLED = re.compile("[①-⑳❶-❿⑴-⒇]")
_NUMBERED = re.compile(
    r"(?<![\d.])\(?\d{1,2}[).、](?!\d)|(?:^|(?<=[\s,;。、]))\(?[一二三四五六七八九十]{1,3}[).、]"
)
_CLAUSE_ENDS = re.compile(
    r"[,;。!?|\n\r]+|\.(?!\d)|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])"  # cells lose line ends
)
_LISTED = re.compile(r"[、/]+")


class Phrase(NamedTuple):
    """A phrase as it was written, and whether the list it stands in was denied as a whole."""

    text: str
    denied: bool


def phrases(
    text: str, *, breaks: Sequence[str], denials: Sequence[str], whole: Sequence[str]
) -> list[Phrase]:
    """Return the phrases of a text, in its order: cut at punctuation, numbering and `breaks`.

    Full-width signs count as half-width, colons as nothing, a space between Chinese signs ends a
    phrase. A clause that begins with one of `denials`, lists several things (、) and ends on one of
    the words `whole` denies all of them.

    >>> found = phrases("1、屋面漏水；2、无渗漏、开裂等现象", breaks=["但"], denials=["无"],
    ...     whole=["现象"])
    >>> [(one.text, one.denied) for one in found]
    [('屋面漏水', False), ('无渗漏', True), ('开裂等现象', True)]
    """
    plain = unicodedata.normalize("NFKC", _CIRCLED.sub("。", text)).replace(":", "")
    cut = _NUMBERED.sub("。", plain)
    for word in breaks:
        cut = cut.replace(word, f"。{word}")
    clauses = (clause.strip() for clause in _CLAUSE_ENDS.split(cut))
    return [
        phrase
        for clause in clauses
        if clause
        for phrase in _of_clause(clause, tuple(denials), tuple(whole))
    ]


def _of_clause(clause: str, denials: tuple[str, ...], whole: tuple[str, ...]) -> list[Phrase]:
    parts = [part.strip() for part in _LISTED.split(clause) if part.strip()]
    denied = len(parts) > 1 and clause.startswith(denials) and clause.endswith(whole)
    return [Phrase(part, denied) for part in parts]
