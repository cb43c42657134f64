"""Words of a column of severities that nobody knows: one issue a column, one question a word."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from intake.cells.reading import Reading
from intake.people.person_marks import may_be_name
from intake.questions import question
from intake.unused_answers import unused
from tables import Issue

TOPIC, ASKED = "levels", "intake.level_word"
UNKNOWN = "unknown"
WORDS = ("0", "1", "2", "3", UNKNOWN)

_MANY = 5  # unread cells from which the column is told as a whole
_MOST_WORDS = 12  # words asked about; beyond it the column holds something else than severities


def key(header: str, word: str) -> str:
    """Return what a word under a header is called among the answers.

    >>> key("停车", " 不足 ")
    '停车：不足'
    """
    return f"{header}：{word.strip()}"


def levels_told(answers: Mapping[str, Any] | None, table: str) -> Mapping[str, str]:
    """Return header：word → level of a table, as far as somebody answered."""
    said = (answers or {}).get(TOPIC)
    told = said.get(table) if isinstance(said, Mapping) else None
    return dict(told) if isinstance(told, Mapping) else {}


def idle(answers: Mapping[str, Any] | None, table: str, words: Collection[str]) -> list[Issue]:
    """Return a warning for each level told of a word that no column of the table has.

    `words` are those nobody knows, as answers call them (`intake.cells.columns.level_words`).
    """
    left = sorted(set(levels_told(answers, table)) - set(words))
    return [unused((TOPIC, table, word), sorted(words)) for word in left]


def as_told(
    readings: Sequence[Reading], found: Sequence[object], header: str, told: Mapping[str, str]
) -> list[Reading]:
    """Return the readings, unread words with the level somebody gave them."""
    if not told:
        return list(readings)
    meant = [told.get(key(header, str(value))) if _unread(one) else None
             for one, value in zip(readings, found, strict=True)]  # fmt: skip
    return [
        one if level is None else Reading(int(level) if level.isdigit() else None)
        for one, level in zip(readings, meant, strict=True)
    ]


def unread_words(readings: Sequence[Reading], found: Sequence[object]) -> Counter[str]:
    """Return how often each word of a column stayed unread; none where they are few, or names.

    Few are told cell by cell, and so is what may be the name of a person.
    """
    words = [str(v).strip() for one, v in zip(readings, found, strict=True) if _unread(one)]
    if len(words) < _MANY or len(set(words)) > _MOST_WORDS or any(map(may_be_name, words)):
        return Counter()
    return Counter(words)


def word_issues(place: Issue, header: str, words: Mapping[str, int]) -> list[Issue]:
    """Return the issue of a column with words nobody knows, and a question for each word."""
    listed = sorted(words, key=lambda word: (-words[word], word))
    detail = {**place.detail, "count": sum(words.values())}
    told = "、".join(f"{word} {words[word]}" for word in listed)
    whole = replace(place, code="intake.levels_unread", value=told, detail=detail)
    return [whole, *(_ask(place, header, word, words[word]) for word in listed)]


def _ask(place: Issue, header: str, word: str, count: int) -> Issue:
    named = key(header, word)
    asked = question(ASKED, (TOPIC, place.table, named), WORDS, counts=False)
    detail = {**place.detail, "count": count, "key": named, **asked.detail}
    return replace(place, code=asked.code, severity="question", value=word, detail=detail)


def _unread(reading: Reading) -> bool:
    return reading.code == "unread"
