"""What a row below the header is: data, a total, a header again, a note, nothing."""

import re
from collections.abc import Collection, Sequence

from intake.headings import headers
from intake.headings.traditional import simplified
from intake.sheet.cell_text import is_number, texts
from tables import Column

_LEADING = 4  # a total row says so in one of its first filled cells
_TOTAL = re.compile(
    r"^(?:[一-龥]{0,8}?(?:合计|小计|总计|共计|累计|汇总))(?:[(（:：\d、,，/].*|数|户数|面积)?$"
    r"|^(?:平均|均值|平均值|平均数|总和|本页小?计|总数)(?:[(（:：].*)?$|^共\d+[个处栋户].*$"
    r"|^(?:合计|共计|总计).*[个处]小区$"
    r"|^(?:sub|grand)?[- ]?totals?:?$|^(?:sum|average|mean):?$",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(r"^(?:合计|小计|总计|共计|累计|平均)")
_PLACE = re.compile(
    r"[村庄园苑里院楼区寓坊厦舍庭居湾城][)）]?$"
)  # 小计庄小区 is an estate, no total
_SIGNED = re.compile(
    r"^(?:填表|填报|制表|审核|审批|复核|校对|经办|负责|分管|主管|单位负责|联系)[^:：]{0,6}[:：]"
)  # a line people sign, in however many cells
_NOTE = re.compile(
    r"^(?:[注註]|附注|备注|说明|填表|填报|制表|审核|审批|负责人|联系|单位负责|单位[:：(（]|单位\S*章|资料来源|数据来源|统计口径|来源"
    r"|填写|编制|截止|截至|以上|本表|此表|日期[:：]|note|source|remark|prepared|data as)"
    r"|^[*※☆注]|^\d[、.]\s*(?:本|表|填|上|数|统)",
    re.IGNORECASE,
)


def naming(names: Sequence[str], columns: Sequence[Column]) -> frozenset[int]:
    """Return the places of the headers that name a row: its id and its name."""
    wanted = [c for c in columns if c.required or c.name in {"name", "estate_id"}]
    return frozenset(m.position for m in headers.match(names, wanted, {}) if m.column)


def kind_of(row: Sequence[object], names: Sequence[str], places: Collection[int]) -> str:
    """Return an empty text for data, `blank`, or the code of what is said of the row.

    `places` are those of the id and the name of a row.

    >>> kind_of(["合计", 200], ["小区名称", "户数"], {0})
    'intake.total_row'
    >>> kind_of(["和平里", 80], ["小区名称", "户数"], {0})
    ''
    """
    words = texts(row)
    filled = [word for word in words if word]
    if not filled:
        return "blank"
    leading = [simplified(re.sub(r"\s", "", word)) for word in _leading(words, places)]
    if any(_TOTAL.search(word) for word in leading):
        return "intake.total_row"
    first = simplified(filled[0])
    if _SIGNED.search(first) or (_NOTE.search(first) and len(filled) <= _LEADING // 2):
        return "intake.footnote"
    lone = len(filled) == 1 and len(list(filter(None, names))) > 1 and not any(map(is_number, row))
    if lone and not any(words[place : place + 1] == filled for place in places):
        return "intake.footnote"
    return "intake.total_unsure" if _may_be_total(leading, row) else ""


def is_average(row: Sequence[object]) -> bool:
    """Return whether a total row holds means, which no sum can be compared with."""
    words = map(simplified, texts(row))
    return any(re.search("平均|均值|average|mean", word, re.IGNORECASE) for word in words)


def total_label(row: Sequence[object]) -> str:
    """Return the word that makes a row a total; an empty text where there is none."""
    found = [w for w in texts(row) if w]
    bare = [simplified(re.sub(r"\s", "", word)) for word in found]
    return next((w for w, b in zip(found, bare, strict=True) if _TOTAL.search(b)), "")


def repeats(row: Sequence[object], rows: Collection[tuple[str, ...]]) -> bool:
    """Return whether a row is one of the `rows` of the header again."""
    words = tuple(texts(row))
    short = words[: max((n for n, word in enumerate(words, start=1) if word), default=0)]
    return any(short == _cut(one) for one in rows) if short else False


def _cut(row: tuple[str, ...]) -> tuple[str, ...]:
    return row[: max((n for n, word in enumerate(row, start=1) if word), default=0)]


def _leading(words: Sequence[str], places: Collection[int]) -> list[str]:
    """Return the cells that may say total: up to the name of the row, further where it has none."""
    last = max(places, default=-1)
    named = any(words[place : place + 1] not in ([], [""]) for place in places)
    found = [w for place, w in enumerate(words) if w and (place <= last or not named)]
    return found[:_LEADING]


def _may_be_total(leading: Sequence[str], row: Sequence[object]) -> bool:
    """Return whether a name only begins like a total, over numbers: a total, or an odd name."""
    doubtful = any(_DOUBTFUL.search(word) and not _PLACE.search(word) for word in leading)
    return doubtful and any(map(is_number, row))
