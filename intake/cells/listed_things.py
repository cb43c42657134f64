"""Under 设施现状 a 无 says that there is none of it, not that nothing is wrong with it."""

import re
from collections.abc import Iterable, Sequence

from intake.cells.reading import Reading, half_width, label
from intake.headings.traditional import simplified

THERE = frozenset({
    "有", "√", "✓", "✔", "☑", "齐全", "完备", "缺失", "缺", "缺少", "不足", "充足", "配备",
    "已配备", "未配备", "不齐全", "不完备",
})  # fmt: skip
NONE = frozenset({"无", "没有", "none"})
_LIST = re.compile("现状|设施情况|有无|配套")
_HARM = re.compile(
    "问题|隐患|老化|堵塞|困难|短板|病害|破损|脱落|漏|内涝|不足|缺失|损坏|违"
)  # there 有 says that something is wrong, and 无 that nothing is


def without_nones(
    readings: Sequence[Reading], found: Iterable[object], header: str
) -> list[Reading]:
    """Return the readings of a column of severities, 无 unread where it may say: there is none.

    So where the header asks what there is, or a cell beside it says so (有, √, 齐全, 缺失 …);
    never under a header that names a harm (消防隐患).

    >>> without_nones([Reading(0), Reading(3)], ["无", "严重"], "设施现状 › 消防")
    [Reading(value=None, code='unread'), Reading(value=3, code='')]
    """
    words = [simplified(half_width(label(value))) for value in found]
    named = simplified(half_width(header))
    asks = _LIST.search(named) or not THERE.isdisjoint(words)
    if _HARM.search(named) or not asks:
        return list(readings)
    return [
        Reading(None, "unread") if word in NONE else one
        for one, word in zip(readings, words, strict=True)
    ]
