"""The kind of facility that the name of a place says it is."""

import functools
import re
import unicodedata
from collections.abc import Mapping

from intake.headings.traditional import simplified

Words = Mapping[str, tuple[str, ...]]  # category → words, as `folded` writes them

# What names of places need beyond the headers that `simplified` knows.
_PAIRS = (
    "學学藥药養养館馆廳厅書书銀银護护體体齒齿獸兽寵宠醫医療疗診诊樂乐飯饭兒儿郵邮鐵铁軌轨廁厕"
    "動动運运遊游課课訓训駕驾補补"
)
_SIMPLIFIED = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_BRACKETED = re.compile(r"[(\[{<【〔「《].*?[)\]}>】〕」》]|[(\[【].*$")
_BRANCH = re.compile(
    r"(?:第?[一二三四五六七八九十\d]+|总|分|新|老|本|东|西|南|北|中){1,2}(?:院区?|园区?|校区?|店|部|号|期|馆)$"
)


def folded(text: object) -> str:
    """Return a text for comparison: simplified, half-width, no case; empty when missing.

    >>> folded(" 第一小學 "), folded(None), folded("Ｐark")
    ('第一小学', '', 'park')
    """
    if not isinstance(text, str):
        return ""
    half = simplified(unicodedata.normalize("NFKC", text))
    return half.translate(_SIMPLIFIED).casefold().strip()


def end_of(word: str, text: str) -> int:
    """Return where `word` last ends in `text`, 0 when it does not stand there.

    Latin words stand by themselves; `*` is a few characters of any kind.

    >>> end_of("小学", "中山路小学东门"), end_of("park", "car park 2"), end_of("park", "parking")
    (5, 8, 0)
    >>> end_of("卫生服务中心*站", "河东社区卫生服务中心第二站")
    13
    """
    at = text.rfind(word)
    if at < 0 and "*" not in word:
        return 0
    if word.isascii() or "*" in word:
        return max((found.end() for found in _pattern(word).finditer(text)), default=0)
    return at + len(word)


def head(name: str, words: Words) -> tuple[str, ...]:
    """Return the categories whose word is the head of a name: it ends last, and is the longest.

    What stands in brackets is read only where nothing else says it. `name` as `folded` writes it.

    >>> words = {"primary": ("小学", "九年制"), "junior": ("中学", "九年制"), "kinder": ("幼儿园",)}
    >>> head("第一小学附属幼儿园(中学路)", words), head("实验九年制学校", words)
    (('kinder',), ('junior', 'primary'))
    """
    bare = _BRACKETED.sub("", name)
    return _last(bare, words) or _last(name, words)


def tail(name: str, words: Words) -> tuple[str, ...]:
    """Return the categories whose word a name ends with, the name of a branch left out.

    >>> words = {"kinder": ("幼儿园",), "hall": ("体育馆",)}
    >>> tail("阳光幼儿园(东区)", words), tail("阳光幼儿园分园", words), tail("体育馆路社区", words)
    (('kinder',), ('kinder',), ())
    """
    bare = bracketless(name)
    return _at_end(bare, words) or _at_end(_BRANCH.sub("", bare), words)


def bracketless(text: str) -> str:
    """Return a text without what stands in brackets.

    >>> bracketless("托老所(日托、全托)")
    '托老所'
    """
    return _BRACKETED.sub("", text).strip()


def has_one(text: str, words: tuple[str, ...]) -> bool:
    """Return whether one of `words` stands in `text`."""
    return bool(words) and _any_of(words).search(text) is not None


def _at_end(text: str, words: Words) -> tuple[str, ...]:
    found = _ends(text, words)
    return _longest({c: at for c, at in found.items() if at[0] == len(text)})


def _last(text: str, words: Words) -> tuple[str, ...]:
    return _longest(_ends(text, words))


def _ends(text: str, words: Words) -> dict[str, tuple[int, int]]:
    """Return category → where its last word ends, and how long that word is."""
    found: dict[str, tuple[int, int]] = {}
    for category, own in words.items():
        ends = [(end, len(word)) for word in own if (end := end_of(word, text))]
        if ends:
            found[category] = max(ends)
    return found


def _longest(found: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    best = max(found.values(), default=None)
    return tuple(sorted(category for category, at in found.items() if at == best))


@functools.cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(word).pattern for word in words))


@functools.cache
def _pattern(word: str) -> re.Pattern[str]:
    parts = ".{1,12}".join(re.escape(part) for part in word.split("*"))
    return re.compile(rf"(?<![a-z]){parts}(?:e?s)?(?![a-z])" if word.isascii() else parts)
