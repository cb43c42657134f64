"""A list of problems as people write it, cut into phrases."""

import re
import unicodedata
from typing import NamedTuple

from scoring.facts.denials import pattern_of
from scoring.facts.words import Words

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


def clauses(text: str, words: Words) -> list[list[Phrase]]:
    """Return the clauses of a text, in its order, each cut into the phrases it lists (、).

    Clauses end at punctuation, numbering and `words.breaks`. Full-width signs count as half-width,
    colons as nothing, a space between Chinese signs ends a clause; an answer (漏水 无) and a remark
    that it is over (漏水，2023年已修缮) stay with what they are said of. A clause that begins with
    a denial, lists several things and ends on one of the words `whole` denies all of them.

    >>> read = Words({}, {}, 2, deny_close=("无",), whole=("现象",))
    >>> [[(one.text, one.denied) for one in clause]
    ...     for clause in clauses("1、屋面漏水；2、无渗漏、开裂等现象", read)]
    [[('屋面漏水', False)], [('无渗漏', True), ('开裂等现象', True)]]
    """
    plain = unicodedata.normalize("NFKC", _CIRCLED.sub("。", text)).replace(":", "")
    cut = _kept_together(_NUMBERED.sub("。", plain), words)
    for word in words.breaks:
        cut = cut.replace(word, f"。{word}")
    found = (clause.strip() for clause in _CLAUSE_ENDS.split(cut))
    return [parts for clause in found if (parts := _of_clause(clause, words))]


def _kept_together(text: str, words: Words) -> str:
    answers, done = pattern_of(words.answers), pattern_of(words.done)
    answered = re.sub(rf"(?<=\S)[^\S\n\r]+(?=(?:{answers})(?:$|[\s,;。、]))", "", text)
    times = pattern_of(words.times)
    return re.sub(rf"\s*,\s*(?=(?:{times}|[\d.年月日\s])*(?:{done}))", "", answered)


def _of_clause(clause: str, words: Words) -> list[Phrase]:
    parts = [part.strip() for part in _LISTED.split(clause) if part.strip()]
    opened = clause.startswith((*words.deny, *words.deny_close))
    denied = len(parts) > 1 and opened and clause.endswith(words.whole)
    return [Phrase(part, denied) for part in parts]
