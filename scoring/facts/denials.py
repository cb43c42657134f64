"""Denials: whether the words around a keyword say that the problem is not there, or is over."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from scoring.facts.words import Words

Verdict = Literal["", "before", "after", "doubt"]


class Denials(NamedTuple):
    """The denials of a `Words` as patterns, made once."""

    opens: re.Pattern[str]
    anywhere: re.Pattern[str]
    close: re.Pattern[str]
    answer: re.Pattern[str]
    done: re.Pattern[str]
    undone: re.Pattern[str]
    doubt: re.Pattern[str]


def denials(words: Words) -> Denials:
    """Return the patterns by which `verdict` reads."""
    near, between = pattern_of(words.deny_close), pattern_of(words.between)
    alone, rest = pattern_of(words.deny_not), pattern_of((*words.between, *words.whole))
    failed = pattern_of(words.failed)
    starts = pattern_of((*words.deny, *words.deny_close))
    return Denials(
        opens=re.compile(rf"(?!{alone})(?:{starts})"),
        anywhere=re.compile(pattern_of(words.deny)),
        close=re.compile(rf"(?:{near})(?:{between}|\s)*$"),
        answer=re.compile(rf"^[\s(-]*(?:{rest}|\s)*(?:{pattern_of(words.answers)})[\s)]*$"),
        done=re.compile(rf"(?:{pattern_of(words.done)})(?!{failed})"),
        undone=re.compile(pattern_of(words.undone)),
        doubt=re.compile(pattern_of(words.doubt)),
    )


def verdict(text: str, start: int, end: int, *, by: Denials) -> Verdict:
    """Return what denies the keyword at `start`–`end` of a phrase: words before, after, or none.

    Words inside the keyword deny nothing (无消防设施). `doubt` where nobody knows.

    >>> none = denials(Words({}, {}, 2, deny=("未见",), answers=("无",), doubt=("不明",)))
    >>> [verdict(text, text.index("漏"), text.index("水") + 1, by=none)
    ...     for text in ("漏水", "未见漏水", "漏水无", "漏水不明")]
    ['', 'before', 'after', 'doubt']
    """
    before, after = text[:start], text[end:]
    if by.doubt.search(before) or by.doubt.search(after):
        return "doubt"
    if by.anywhere.search(before) or by.close.search(before) or is_done(before, by=by):
        return "before"
    # what stands before the keyword may say that what comes after is still to do (计划维修…)
    over = is_done(after, by=by) and not by.undone.search(before)
    return "after" if over or by.answer.search(after) else ""


def is_done(text: str, *, by: Denials) -> bool:
    """Return whether a text says that something is over, and not that it is still to be done."""
    return any(not by.undone.search(text[: hit.start()]) for hit in by.done.finditer(text))


def pattern_of(words: Iterable[str]) -> str:
    """Return a pattern that finds any of the words, the longest first; of none, nothing."""
    longest = sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, filter(None, longest))) or r"(?!)"
