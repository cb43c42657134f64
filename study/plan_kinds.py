"""What a plan is for, from the words people write: its kinds, and whether it plans housing."""

import re
from collections.abc import Collection, Mapping

from intake.cells.reading import half_width
from standards import Rule
from tables import PLAN_KINDS
from tables.planning_words import KIND_WORDS

OTHER = "other"

# Who lies in one of these is to be torn down or rebuilt, or may already be in that programme.
PROGRAMMES = ("expropriation", "shantytown", "demolition", "urban_village", "dilapidated")

_BETWEEN = re.compile(r"[,，、;；/／+＋&兼或]+")
_CODE = re.compile(r"(?P<digits>\d{1,6})|(?P<letters>[a-z]{1,2})\d{0,3}[a-z]?")
_CODES, _LETTERS, _WORDS = "land_use_codes", "land_use_letters", "land_use_words"


def kinds_of(text: object) -> tuple[str, ...]:
    """Return the kinds a text names, in the order of `PLAN_KINDS`; none where it names none.

    A word counts wherever it stands, but not inside a longer one.

    >>> kinds_of("expropriation"), kinds_of("二期棚户区改造项目、征收"), kinds_of("河东片区")
    (('expropriation',), ('expropriation', 'shantytown'), ())
    """
    if not isinstance(text, str):
        return ()
    words = dict(KIND_WORDS)
    found = {words[word] for word in _longest(half_width(text), words)}
    named = found - {OTHER} or found
    return tuple(kind for kind in PLAN_KINDS if kind in named)


def planned_use(text: object, rules: Mapping[str, Rule]) -> str:
    """Return whether a planned land use is `residential`, `other`, or `unknown`.

    Codes of the guide of 2023 (07…), letters of GB 50137-2011 (R…) and words count, each as far as
    it is in force. Of a mixed use (B1/R2, 商住) housing counts. What is neither is unknown.

    >>> import datetime as dt
    >>> from standards import in_force
    >>> rules = in_force(dt.date(2026, 11, 21)).rules
    >>> [planned_use(text, rules) for text in ("R2", "0701", "二类居住用地", "B1/R2", "701")]
    ['residential', 'residential', 'residential', 'residential', 'residential']
    >>> [planned_use(text, rules) for text in ("G1", "1401", "公园绿地", "非居住", "H11", "见图则")]
    ['other', 'other', 'other', 'other', 'unknown', 'unknown']
    """
    if not isinstance(text, str):
        return "unknown"
    parts = [part for part in _BETWEEN.split(half_width(text)) if part]
    uses = {_of_words(part, rules) or _of_code(part, rules) or "unknown" for part in parts}
    if "residential" in uses:
        return "residential"
    return "other" if uses == {"other"} else "unknown"


def _of_words(part: str, rules: Mapping[str, Rule]) -> str:
    """Return the use the longest word in a text names; housing where equally long ones differ."""
    listed = rules[_WORDS].value if _WORDS in rules else {}
    uses = {word: use for use, words in listed.items() for word in words}
    found = _longest(part, uses)
    longest = {uses[word] for word in found if len(word) == max(map(len, found))}
    return next((use for use in ("residential", "other") if use in longest), "")


def _of_code(part: str, rules: Mapping[str, Rule]) -> str:
    """Return the use of a code, which may stand before its name; one may have lost its first 0."""
    found = _CODE.match(part)
    if found is None:
        return ""
    if found["digits"]:
        digits = found["digits"]
        return _class_of(("0" * (len(digits) % 2) + digits)[:2], rules, _CODES)
    if found.end() < len(part) and part[found.end()].isascii():
        return ""
    uses = {_class_of(letter.upper(), rules, _LETTERS) for letter in found["letters"]}
    return "residential" if "residential" in uses else "other" if uses == {"other"} else ""


def _class_of(code: str, rules: Mapping[str, Rule], name: str) -> str:
    listed = rules[name].value if name in rules else {}
    return next((str(use) for use, codes in listed.items() if code in codes), "")


def _longest(text: str, words: Collection[str]) -> list[str]:
    """Return the words that stand in a text, without those that only stand inside a longer one."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if word in text:
            kept.append(word)
            text = text.replace(word, " " * len(word))
    return kept
