"""Problems written in free text, mapped to condition items by keywords that a person confirms."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from scoring.facts.denials import Denials, Verdict, denials, is_done, pattern_of, verdict
from scoring.facts.phrases import Phrase, clauses
from scoring.facts.words import Words

NONE = "none"  # what a keyword stands for that is no condition item

_FOUND = ("estate_id", "phrase", "keyword", "item", "severity", "negated", "doubtful")


def problems(texts: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return each keyword found in the `problems` of each estate, long, in the order of the text.

    Columns: estate_id, phrase (as written), keyword, item (suggested), severity (0–3), negated,
    doubtful. Words of severity are left out when keywords are looked for (外墙局部破损 is
    外墙破损, slight). Of overlapping keywords the longest counts (消防通道堵塞, not 堵塞). A phrase
    that no keyword fits stands there with the keyword "". Upper and lower case are one.

    `doubtful` is what a reader may take either way: the other things of a list whose first is
    denied (无渗漏、外墙脱落) or whose last is answered or over (漏水、外墙脱落已修复), and what
    nobody knows (渗漏情况不明). They count as negated; what says itself that something is missing
    (无消防设施) is no such thing.

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
        for parts in clauses(str(text), words)
        for found in _in_clause(parts, words, reader)
    ]
    return pd.DataFrame(rows, columns=list(_FOUND))


class _Reader(NamedTuple):
    """The words of a `Words` as patterns, made once."""

    keys: re.Pattern[str]
    names: Mapping[str, str]
    severe: re.Pattern[str]
    levels: Mapping[str, int]
    by: Denials


class _Told(NamedTuple):
    """A keyword in a phrase and what denies it."""

    keyword: str
    said: Verdict


class _Read(NamedTuple):
    """A phrase as it was read.

    `severe`: it ends on a word of severity; `ends`: it ends on its keyword; `over`: it has none and
    is denied or over.
    """

    phrase: Phrase
    bare: str
    severity: int
    told: Sequence[_Told]
    severe: bool
    ends: bool
    over: bool


def _reader(words: Words) -> _Reader:
    levels = {word.casefold(): level for word, level in words.severities.items()}
    severe = re.compile(pattern_of(levels))
    names = {severe.sub("", key.casefold()).strip(): key for key in words.items}
    return _Reader(re.compile(pattern_of(names)), names, severe, levels, denials(words))


def _in_clause(
    parts: Sequence[Phrase], words: Words, reader: _Reader
) -> list[tuple[str, str, str, int, bool, bool]]:
    read = [_read(part, words, reader) for part in parts]
    doubts = _doubts(read, words, reader)
    rows = []
    for one, listed in zip(read, doubts, strict=True):
        if not one.told:
            rows.append((one.phrase.text, "", "", one.severity, one.over, False))
        for told in one.told:
            sure = one.phrase.denied or told.said in {"before", "after"}
            doubtful = not sure and (told.said == "doubt" or (listed and told.said == ""))
            item = words.items[told.keyword]
            row = (one.phrase.text, told.keyword, item, one.severity, sure or doubtful, doubtful)
            rows.append(row)
    return rows


def _doubts(read: Sequence[_Read], words: Words, reader: _Reader) -> list[bool]:
    """Return for each of a list whether what is said of the first or the last may be meant of it.

    A denial reaches as far as the next that says something of its own: that it is bad (外墙脱落
    严重) or missing (无消防设施). What is answered or over at the end reaches back to all others of
    which nothing is said.
    """
    own = [one.severe or reader.by.opens.match(one.bare) is not None for one in read]
    reach = next((place for place in range(1, len(read)) if own[place]), len(read))
    opened = len(read) > 1 and _opens(read[0], words, reader)
    closed = len(read) > 1 and bool(read[-1].told) and read[-1].told[-1].said == "after"
    return [
        (opened and 0 < place < reach)
        or (closed and place < len(read) - 1 and bare.ends and not own[place])
        for place, bare in enumerate(read)
    ]


def _opens(first: _Read, words: Words, reader: _Reader) -> bool:
    """Return whether the first of a list is denied by what may deny all of it.

    What is no condition item (没有电梯、漏水) is a lack by itself: the others are not denied.
    """
    if not first.told:
        return reader.by.opens.match(first.bare) is not None
    told = first.told[0]
    return told.said == "before" and words.items[told.keyword] != NONE


def _read(phrase: Phrase, words: Words, reader: _Reader) -> _Read:
    lower = phrase.text.casefold()
    bare = reader.severe.sub("", lower)
    # of two words that overlap the longest speaks; of several the worst
    said = list(reader.severe.finditer(lower))
    hits = list(reader.keys.finditer(bare))
    told = [
        _Told(reader.names[hit[0]], verdict(bare, hit.start(), hit.end(), by=reader.by))
        for hit in hits
    ]
    denied = reader.by.anywhere.search(bare) is not None or is_done(bare, by=reader.by)
    levels = [reader.levels[hit[0]] for hit in said] if told else []
    return _Read(
        phrase,
        bare,
        max(levels, default=words.default),
        told,
        severe=bool(said) and said[-1].end() == len(lower),
        ends=bool(hits) and hits[-1].end() == len(bare),
        over=phrase.denied or denied,
    )
