"""Headers with a slip of the pen: 建成年带, 小区名秤, Buildng area."""

import re
from collections import Counter
from collections.abc import Collection

from rapidfuzz import fuzz, process

_LIKE, _NEAR, _MANY = 85.0, 70.0, 20
_SHORTEST, _SHORTEST_LATIN = 4, 7
_LATIN = re.compile(r"[a-z0-9]+")

# Characters that an input method offers for each other.
_SOUND_ALIKE = (
    "代带待贷袋戴", "称秤城程成称尘", "积机级集绩", "户护互", "数树束署", "编边遍", "码马吗玛",
    "址纸止只", "建见健件间", "筑住祝筹", "层曾", "单丹担", "名明民", "区曲去", "社设射", "街阶接",
    "道到", "楼搂喽", "栋动洞冻", "幢撞", "总纵", "面免", "年念", "份分", "时是实", "物务",
    "业叶页", "权全", "质制", "安按", "等登", "同通", "意义", "率绿", "人仁", "口扣", "详祥",
    "细系", "备背", "注住", "居具", "元员园",
)  # fmt: skip
_GROUP = {letter: n for n, letters in enumerate(_SOUND_ALIKE) for letter in letters}

# A character more or less that makes another thing of it.
_ANOTHER = set("非未无不没原拟新旧老已应待户人栋幢层套年月日上下低高男女内外地占总均每单分其")


def misspelt(text: str, words: Collection[str]) -> str:
    """Return the one of `words` that plain `text` is a misspelling of, or an empty text.

    Chinese: one character stands for one that sounds alike, or a character that changes nothing
    is too many or too few. Latin: at least 85 % alike.

    >>> misspelt("建成年带", ["建成年代", "建成年份"]), misspelt("buildngarea", ["buildingarea"])
    ('建成年代', 'buildingarea')
    >>> misspelt("同意人数", ["同意户数"]), misspelt("非住宅面积", ["住宅面积"])
    ('', '')
    """
    latin = _LATIN.fullmatch(text) is not None
    if len(text) < (_SHORTEST_LATIN if latin else _SHORTEST):
        return ""
    near = process.extract(text, words, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MANY)
    alike = sorted((-score, word) for word, score, _ in near)
    if latin:
        found = [
            word for score, word in alike if -score >= _LIKE and _digits(word) == _digits(text)
        ]
        return found[0] if found else ""
    found = [word for _, word in alike if len(word) >= _SHORTEST and _slip(text, word)]
    return found[0] if len(found) == 1 else ""


def _digits(text: str) -> list[str]:
    return re.findall(r"\d", text)


def _slip(text: str, word: str) -> bool:
    """Return whether one slip leads from `word` to `text`."""
    if len(text) == len(word):
        other = [(a, b) for a, b in zip(text, word, strict=True) if a != b]
        return len(other) == 1 and _sound_alike(*other[0])
    short, long = sorted((text, word), key=len)
    more = Counter(long) - Counter(short)
    one_more = len(long) == len(short) + 1 and sum(more.values()) == 1
    return one_more and not set(more) & _ANOTHER and fuzz.ratio(text, word) >= _LIKE


def _sound_alike(one: str, other: str) -> bool:
    return one in _GROUP and _GROUP[one] == _GROUP.get(other)
