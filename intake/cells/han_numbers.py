"""Whole numbers in Chinese words, up to 9999: 十二, 六, 一百二十."""

import re

_ONES = {word: n for n, word in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_CLIPPED = re.compile(r"[百千][一二三四五六七八九]$")  # 三百二: 320, or 302?
_NUMBER = re.compile(
    r"(?:[一二两三四五六七八九]千零?)?(?:[一二两三四五六七八九]百零?)?(?:[一二三四五六七八九]?十)?[一二两三四五六七八九]?"
)


def arabic(text: str) -> str:
    """Return `text` with a number in Chinese words at its start in digits.

    >>> arabic("十二栋"), arabic("一百零五户"), arabic("三"), arabic("锦绣"), arabic("三百二")
    ('12栋', '105户', '3', '锦绣', '三百二')
    """
    found = _NUMBER.match(text)
    if not found or not found[0] or text == "一":  # which people also write for a dash
        return text
    if _CLIPPED.search(found[0]):
        return text
    return f"{_value(found[0])}{text[found.end() :]}"


def _value(words: str) -> int:
    total, ones = 0, 0
    for word in words.replace("零", ""):
        if word in _TENS:
            total += (ones or 1) * _TENS[word]
            ones = 0
        else:
            ones = _ONES[word]
    return total + ones
