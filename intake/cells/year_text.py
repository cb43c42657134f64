"""A year as people write it → one spelling: half-width, Arabic digits, Chinese words."""

import re
import unicodedata
from collections.abc import Callable

from intake.cells.han_numbers import arabic

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN = "一二三四五六七八九"
_ZERO_UP = f"〇零○{_HAN}"

_BEFORE_THE_REPUBLIC = 1911  # 民国元年 is 1912

_LINES = re.compile(r"(?<=[\d年月日代])\s*[\r\n]+\s*(?=(?:1[89]|20)\d{2}(?!\d))")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_NOISE = re.compile(r"公元|大?约|circa|about|(?:early|mid|late)-?(?=\d)")
_PHASE = re.compile(rf"[第{_HAN}十\d]{{1,3}}(?:期工程|期|标段|[号#]?(?:楼|栋|幢))[::]?(?=\d{{4}})")
_TWO_DECADES = re.compile(rf"([{_HAN}])[、,]?([{_HAN}])十年代")
_MONTHS = {"十二月": "12月", "十一月": "11月", "十月": "10月"}
_SPELT: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"^(?:before|不[晚迟]于|早于|<=?|≤|nolaterthan)(?=\d)(.*)$"), r"\1前"),
    (re.compile(r"^(?:after|since|不早于|[晚迟]于|>=?|≥)(?=\d)(.*)$"), r"\1后"),
    (re.compile(r"^民国(\d{1,2}|[一二三四五六七八九十]{1,3})(?=年)"), lambda m: _republic(m[1])),
    (re.compile(r"(?<![a-z\d])[12][\do]{3}(?![a-z\d])"), lambda m: m[0].replace("o", "0")),
    (re.compile(r"(\d{3}0)'?s$"), r"\1年代"),
    (re.compile(r"(?<=\d{4})to(?=\d{4})"), "-"),
)


def listed(text: str) -> str:
    r"""Return `text` with a mark of a list for each line break between years.

    >>> listed("1985年\n1990年"), listed("1998年\n6月")
    ('1985年、1990年', '1998年\n6月')
    """
    return _LINES.sub("、", text)


def even(text: str) -> str:
    """Return `text` in the one spelling the patterns of years know.

    >>> even("１９９８－２００１"), even("七八十年代"), even("九八年"), even("before 2000")
    ('1998-2001', '70-80年代', '98年', '2000前')
    >>> even("2O05"), even("不晚于1990"), even("民国35年")
    ('2005', '1990前', '1946年')
    """
    half = unicodedata.normalize("NFKC", listed(text)).casefold().strip().replace("−", "-")
    bare = _NOISE.sub("", "".join(_TIME.sub("", half).split()))
    for pattern, written in _SPELT:
        bare = pattern.sub(written, bare)
    return _PHASE.sub("", _arabic(bare))


def _republic(years: str) -> str:
    return str(_BEFORE_THE_REPUBLIC + int(arabic(years)))


def _arabic(text: str) -> str:
    text = text.replace("二十世纪", "20世纪")
    for word, written in _MONTHS.items():
        text = text.replace(word, written)
    text = _TWO_DECADES.sub(lambda m: f"{_digit(m[1])}0-{_digit(m[2])}0年代", text)
    text = re.sub(rf"([{_HAN}])十年代", lambda m: f"{_digit(m[1])}0年代", text)
    if re.search(rf"[{_ZERO_UP}]{{4}}", text):
        return text.translate(_DIGITS)
    two = rf"^([四五六七八九〇零○一二][{_ZERO_UP}])(?=年(?!代))"
    return re.sub(two, lambda m: m[1].translate(_DIGITS), text)


def _digit(word: str) -> str:
    return word.translate(_DIGITS)
