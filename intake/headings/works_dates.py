"""Headers of when works began and ended: beside 开工时间, 竣工时间 is no year of building."""

import re
from collections.abc import Sequence

from intake.headings.header_fit import plain

_BEGAN = re.compile("(?:计划|实际|拟|预计|改造)?(?:开工|动工|进场)(?:时间|日期|年月|年份|年度)?")
_ENDED = re.compile("(?:计划|实际|拟|预计|改造)?(?:竣工|完工)(?:时间|日期|年月|年份|年度)?")


def of_works(headers: Sequence[str]) -> frozenset[int]:
    """Return the places of the headers that say when works ended, where one says when they began.

    >>> of_works(["小区名称", "开工时间", "竣工时间"]), of_works(["小区名称", "竣工时间"])
    (frozenset({2}), frozenset())
    """
    words = [plain(header) for header in headers]
    if not any(_BEGAN.fullmatch(word) for word in words):
        return frozenset()
    return frozenset(place for place, word in enumerate(words) if _ENDED.fullmatch(word))
