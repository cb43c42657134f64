"""Yes and no as people write and tick them."""

import re

from intake.cells.reading import Reading, half_width, label
from intake.cells.words import NO, YES

_COMPANY = re.compile(r"物业(?:服务|管理)?(?:有限)?(?:责任)?公司$")
_NAMED = re.compile(
    r"(?!无|没|未|非|否|准|类|半|简易|基本|自|社区|街道|单位|原|待|拟|是|有|小区|本|引|缺|业委|村|物业)"
    r"[\w()·&]{2,}物业(?:服务|管理)?(?:有限)?(?:责任)?(?:公司|集团|中心)?"
)
_REMARK = re.compile(r"\([^()]*\)$")
_GONE = re.compile("[撤退停无未拟原否]")  # 有（2023年已撤出）
_NO_MORE = re.compile("^(?:原|拟|无(?!锡)|未|没|否|尚|待|暂)|[撤退停]")  # 原万科物业公司
_TICKED = "[☑✓✔√■✅]"
_BLANK = "[□☐○◯]"
_WORD = "(有|是|已成立|无|否|没有|未成立)"
_BEFORE = re.compile(rf"({_TICKED}|{_BLANK})\s*{_WORD}")
_AFTER = re.compile(rf"{_WORD}\s*({_TICKED}|{_BLANK})")


def flag(value: object, *, company: bool = False) -> Reading:
    """Return yes or no, or unknown; one ticked box of several counts, a remark does not.

    A remark may take the yes back: 有（2023年已撤出） says neither.
    With `company` the name of a property company (万科物业) says yes; that residents, a unit or
    the community look after a place themselves (自管, 社区代管, 准物业) says neither.

    >>> flag("有（自管）"), flag("有/无")
    (Reading(value=True, code='interpreted'), Reading(value=None, code='unread'))
    >>> flag("□有 ☑无").value
    False
    """
    word = half_width(label(value))
    found = _plain(word)
    if found is not None:
        return Reading(found)
    if _COMPANY.search(word) or (company and _NAMED.fullmatch(word)):
        gone = _NO_MORE.search(word)
        return Reading(None, "unread") if gone else Reading(value=True, code="interpreted")
    remark = _REMARK.search(word)
    found = _plain(_REMARK.sub("", word).strip())
    if found and remark and _GONE.search(remark[0]):
        return Reading(None, "unread")
    found = _ticked(word) if found is None else found
    return Reading(None, "unread") if found is None else Reading(found, "interpreted")


def _plain(word: str) -> bool | None:
    if word in YES:
        return True
    return False if word in NO else None


def _ticked(word: str) -> bool | None:
    """Return the one word whose box is ticked, where every word has a box."""
    for pattern, box, name in ((_BEFORE, 1, 2), (_AFTER, 2, 1)):
        boxes = list(pattern.finditer(word))
        rest = pattern.sub("", word).strip(" 、,/;")
        ticked = [m[name] for m in boxes if re.fullmatch(_TICKED, m[box])]
        if boxes and not rest and len(ticked) == 1:
            return _plain(ticked[0])
    return None
