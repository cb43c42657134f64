"""Names of estates evened out: what two offices write for one estate becomes one text.

Only spellings that mean the same for sure are made equal. 家属院, 宿舍 and 社区 stay as they are:
an estate of that name may stand beside one without it.
"""

import re
import unicodedata
from functools import lru_cache

_COUNTERS = "小区|组团|号|期|院|区|村|栋|幢|座|组|街坊|巷|弄|委|坊"
_WORDS = "零〇○一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰廿"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰〇○", "一二三四五六七八九十百零零")
_ONES = {word: n for n, word in enumerate("零一二三四五六七八九")}
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = {r: n for n, r in enumerate(_ROMANS, start=1)}
_SIGNS = {first + n: str(n + 1) for first in (0x2160, 0x2170) for n in range(12)}  # Ⅰ to Ⅻ, ⅰ to ⅻ

_PHASE = re.compile(r"(?<![a-z])([ivx]+)(?=期)")
_SIGN = re.compile(r"(?<=[\d" + _WORDS + r"])[\s#]*#")
_MARK = re.compile(r"[\W_]+")
_RANGE = re.compile(r"[-–—−~～〜]")
_NUMBER = re.compile(rf"[{_WORDS}]+(?=(?:{_COUNTERS})|[+-]|$)|[{_WORDS}]零[{_WORDS}]+")
_WORDED = re.compile("(?:(N)百)?零?(?:(N)?(十))?(N)?".replace("N", "[一二三四五六七八九]"))
_ORDINAL = re.compile(rf"第(?=\d+(?:(?:{_COUNTERS})|$))")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_ESTATE = re.compile(r"(?<=.)(?:住宅)?小区(?=(?:第?[\d+-]+期)?$)")
_OFFICE = re.compile(r"(街道)?(?:办事处|街道办|办)$|街道$|(镇|乡)(?:人民)?(?:政府)?$")
_ABOVE = re.compile(r"^.{2,}?[市区县旗](?=.{2,}(?:街道|镇|乡)$)")


@lru_cache(maxsize=1 << 17)
def even(text: str) -> str:
    """Return a name for comparison; equal texts are one estate, as far as a name can tell.

    Full and half width, case, spaces, invisible characters, punctuation and brackets; 一期, Ⅰ期
    and 第一期 as 1期; 壹号院 as 1号院, 十二号 as 12号; no 小区 at the end. What parts two numbers
    stays, so that 1、2号院 is not 12号院.

    >>> even("锦绣花园（一期）小区"), even("锦绣花园 Ⅰ期"), even("锦绣花园第二期")
    ('锦绣花园1期', '锦绣花园1期', '锦绣花园2期')
    >>> even("纺织厂家属院"), even("1、2号院"), even("建设路十二号院")
    ('纺织厂家属院', '1+2号院', '建设路12号院')
    """
    half = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold()
    seen = "".join(c for c in half if unicodedata.category(c) != "Cf")
    solid = _MARK.sub(_between_numbers, _SIGN.sub("号", seen))
    bare = _ESTATE.sub("", _PHASE.sub(_roman, solid.translate(_FORMAL)))
    numbered = _NUMBER.sub(lambda found: _arabic(found[0]), bare)
    return _ESTATE.sub("", _ZEROS.sub("", _ORDINAL.sub("", numbered)))


def _between_numbers(mark: re.Match[str]) -> str:
    """Return what is kept of a mark: nothing, unless it parts two numbers."""
    text, start, end = mark.string, mark.start(), mark.end()
    if start == 0 or end == len(text) or not (_counts(text[start - 1]) and _counts(text[end])):
        return ""
    return "-" if _RANGE.search(mark[0]) else "+"


def _counts(character: str) -> bool:
    return character.isdigit() or character in _WORDS


def _roman(found: re.Match[str]) -> str:
    return str(_ROMAN.get(found[1], found[1]))


def _arabic(words: str) -> str:
    """Return a number in digits; 一二 may be two numbers and stays.

    >>> _arabic("十二"), _arabic("一百零五"), _arabic("二零三"), _arabic("一二"), _arabic("廿")
    ('12', '105', '203', '一二', '廿')
    """
    if all(word in _ONES for word in words):
        spelled = len(words) == 1 or ("零" in words[1:] and len(words) > len("一零"))
        return "".join(str(_ONES[word]) for word in words) if spelled else words
    found = _WORDED.fullmatch(words)
    if not found:
        return words
    hundreds, tens, ten, ones = found.groups()
    digits = (_ONES.get(hundreds, 0), _ONES.get(tens, 1 if ten else 0), _ONES.get(ones, 0))
    return str(int("".join(map(str, digits))))


@lru_cache(maxsize=1 << 14)
def even_street(text: str) -> tuple[str, str]:
    """Return the name of a street office for comparison, and its kind as far as it is written.

    A town (镇) and a street office of one name may lie side by side, so the kind is kept.

    >>> even_street("河东街道办事处"), even_street("河东"), even_street("恩平市恩城街道")
    (('河东', '街道'), ('河东', ''), ('恩城', '街道'))
    >>> even_street("城关镇")
    ('城关', '镇')
    """
    half = unicodedata.normalize("NFKC", text).casefold()
    bare = _ABOVE.sub("", re.sub(r"(?:街道)?办(?:事处)?$", "街道", _MARK.sub("", half)))
    found = _OFFICE.search(bare)
    if not found or not bare[: found.start()]:
        return bare, ""
    return bare[: found.start()], found[2] or "街道"
