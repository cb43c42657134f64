"""Names of districts, streets and communities: one spelling for what people write differently."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

# What follows the name proper, and the kind of place it says. The longest ending that fits counts.
_ENDINGS: Mapping[str, Mapping[str, str]] = {
    "district": {"区": "区", "县": "县", "市": "市", "旗": "旗"},
    "street": {
        "街道办事处": "街道", "街道办": "街道", "办事处": "街道", "街办": "街道", "街道": "街道",
        "镇人民政府": "镇", "镇政府": "镇", "镇": "镇",
        "乡人民政府": "乡", "乡政府": "乡", "民族乡": "乡", "乡": "乡",
    },
    "community": {
        "社区居民委员会": "社区", "社区居委会": "社区", "社区居委": "社区", "居民委员会": "社区",
        "居委会": "社区", "居委": "社区", "社区": "社区",
        "社区工作站": "社区", "社区服务站": "社区", "社区服务中心": "社区",
        "社区综合服务中心": "社区", "社区便民服务中心": "社区",
        "社区党群服务站": "社区", "社区党群服务中心": "社区", "村党群服务中心": "村",
        "村民委员会": "村", "村委会": "村", "村委": "村", "行政村": "村", "村": "村",
    },
}  # fmt: skip
_ALL_ENDINGS = tuple(sorted({ending for level in _ENDINGS.values() for ending in level}))
_NO_ENDING = ("小区", "新村")  # an estate, a housing estate of the fifties: part of the name
# Said of a community not yet founded, or named for the time being; (东) would tell two apart.
_REMARK = re.compile(r"\((?:筹|筹备|筹建|筹备中|筹建中|筹备组|拟|拟设|拟建|暂名|暂定|暂定名)\)")
_SHORTEST = {"district": 2}  # 城区 is a name, not a 区 called 城
_ESTATE = "小区"


@dataclass(frozen=True)
class AreaName:
    """A name taken apart: what it is called and what kind of place it says it is ("" if unsaid)."""

    stem: str
    kind: str = ""

    @property
    def key(self) -> str:
        """Return the name put together again, in its one spelling."""
        return self.stem + self.kind


def area_name(text: object, level: str, *, inside: Collection[str] = ()) -> AreaName | None:
    """Return the name in `text` of an area of `level`, None where there is none.

    Spaces, full-width letters and case are taken off, then the names of the areas it lies `inside`
    where they stand in front, then the ending: 街道办事处, 街道办, 街道, 镇, 乡, 社区居委会, 社区,
    村 and what works for one of these (社区工作站, 社区党群服务中心), for districts 区, 县, 市, 旗.
    A remark in brackets that it is still being founded (筹) is taken off, any other bracket stays.
    An estate (小区) is never a community: its name is none.

    >>> area_name("乐河区 人民路街道办事处", "street", inside=["乐河区"])
    AreaName(stem='人民路', kind='街道')
    >>> area_name("和平小区", "community"), area_name("和平小区社区", "community").stem
    (None, '和平小区')
    """
    name = _REMARK.sub("", _plain(text))
    for outer in map(_plain, inside):
        if outer.endswith(_ALL_ENDINGS):  # 乐河 may begin a name of its own, 乐河区 does not
            name = name.removeprefix(outer) or name
    if not name or (level == "community" and is_estate(name)):
        return None
    if name.endswith(_NO_ENDING):
        return AreaName(name)
    endings = _ENDINGS.get(level, {})
    for ending in sorted(endings, key=len, reverse=True):
        stem = name.removesuffix(ending)
        if stem != name and len(stem) >= _SHORTEST.get(level, 1):
            return AreaName(stem, endings[ending])
    return AreaName(name)


def is_estate(text: object) -> bool:
    """Return whether a name is that of an estate (小区), which is no area.

    >>> is_estate("和平小区"), is_estate("和平社区")
    (True, False)
    """
    return _plain(text).endswith(_ESTATE)


def nearest(name: str, names: Collection[str]) -> str:
    """Return the name most like `name`, "" when there is none at all.

    >>> nearest("人民路街办", ["和平街道", "人民路街道"])
    '人民路街道'
    """
    found = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0)
    return found[0] if found else ""


def _plain(text: object) -> str:
    if not isinstance(text, str):
        return ""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
