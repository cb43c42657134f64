"""Problems written in free text, mapped to condition items by keywords that a person confirms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from scoring.facts.phrases import Phrase, phrases

NONE = "none"  # what a keyword stands for that is no condition item

_FOUND = ("estate_id", "phrase", "keyword", "item", "severity", "negated")


@dataclass(frozen=True)
class Words:
    """The words a text is read by; `items` pairs a keyword with the item it suggests.

    `severities` are words that say how bad it is (0–3), `default` where none is said. A problem is
    denied by a word of `deny` anywhere before it in its phrase, by one of `deny_close` right before
    it or with only words of `between` in between, by a word of `done` in its phrase, or with its
    whole list (`whole`, see `phrases`). `breaks` start a new phrase.
    """

    items: Mapping[str, str]
    severities: Mapping[str, int]
    default: int
    deny: tuple[str, ...] = ()
    deny_close: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


def problems(texts: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return each keyword found in the `problems` of each estate, long, in the order of the text.

    Columns: estate_id, phrase (as written), keyword, item (suggested), severity (0–3), negated.
    Words of severity are left out when keywords are looked for (外墙局部破损 is 外墙破损, slight).
    Of overlapping keywords the longest counts (消防通道堵塞, not 堵塞). A phrase that no keyword
    fits stands there with the keyword "". Upper and lower case are one.

    >>> read = Words({"漏水": "leak", "外墙脱落": "facade"}, {"严重": 3}, 2, deny=("未发现",))
    >>> texts = pd.DataFrame({"estate_id": ["E1"], "problems": ["屋面漏水严重、未发现外墙脱落"]})
    >>> problems(texts, read)[["keyword", "item", "severity", "negated"]].values.tolist()
    [['漏水', 'leak', 3, False], ['外墙脱落', 'facade', 2, True]]
    """
    reader = _reader(words)
    written = texts.loc[texts["problems"].notna(), ["estate_id", "problems"]]
    rows = [
        (estate, *found)
        for estate, text in written.itertuples(index=False)
        for phrase in phrases(
            str(text),
            breaks=words.breaks,
            denials=(*words.deny, *words.deny_close),
            whole=words.whole,
        )
        for found in _in_phrase(phrase, words, reader)
    ]
    return pd.DataFrame(rows, columns=list(_FOUND))


class _Reader(NamedTuple):
    """The words of a `Words` as patterns, made once."""

    keys: re.Pattern[str]
    names: Mapping[str, str]
    severe: re.Pattern[str]
    levels: Mapping[str, int]
    denied: re.Pattern[str]
    close: re.Pattern[str]
    done: re.Pattern[str]


def _reader(words: Words) -> _Reader:
    levels = {word.casefold(): level for word, level in words.severities.items()}
    severe = _any(levels)
    names = {severe.sub("", key.casefold()).strip(): key for key in words.items}
    near, between = _any(words.deny_close).pattern, _any(words.between).pattern
    return _Reader(
        keys=_any(names),
        names=names,
        severe=severe,
        levels=levels,
        denied=_any(words.deny),
        close=re.compile(rf"(?:{near})(?:{between}|\s)*$"),
        done=_any(words.done),
    )


def _in_phrase(
    phrase: Phrase, words: Words, reader: _Reader
) -> Iterable[tuple[str, str, str, int, bool]]:
    lower = phrase.text.casefold()
    bare = reader.severe.sub("", lower)
    hits = list(reader.keys.finditer(bare))
    if not hits:
        told = reader.denied.search(bare) or reader.done.search(bare)
        return [(phrase.text, "", "", words.default, phrase.denied or told is not None)]
    # of two words that overlap the longest speaks; of several the worst
    levels = [reader.levels[hit[0]] for hit in reader.severe.finditer(lower)]
    severity = max(levels, default=words.default)
    found = [(reader.names[hit[0]], phrase.denied or _denied(bare, hit, reader)) for hit in hits]
    return [(phrase.text, key, words.items[key], severity, denied) for key, denied in found]


def _denied(text: str, hit: re.Match[str], reader: _Reader) -> bool:
    """Return whether words outside the keyword deny it: one may hold such a word (无消防设施)."""
    before, after = text[: hit.start()], text[hit.end() :]
    return any(
        found is not None
        for found in (
            reader.denied.search(before),
            reader.close.search(before),
            reader.done.search(before),
            reader.done.search(after),
        )
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, the longest first; of none, nothing."""
    longest = sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, filter(None, longest))) or r"(?!)")
