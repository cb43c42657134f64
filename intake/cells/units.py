"""Units people write in headers and cells, and what one of them is in a column's own unit."""

import re
import unicodedata

_SQUARE_FOOT = 0.3048**2  # Hong Kong and Singapore count in them
_MEASURES = {
    "m2": {
        "m2": 1.0, "平方米": 1.0, "平米": 1.0, "平方": 1.0, "sqm": 1.0,
        "万m2": 1e4, "万平方米": 1e4, "万平米": 1e4, "万平方": 1e4, "万平": 1e4,
        "亩": 2000 / 3, "公顷": 1e4, "ha": 1e4, "hm2": 1e4,
        "平方公里": 1e6, "km2": 1e6, "市亩": 2000 / 3, "平方公尺": 1.0,
        "sqm.": 1.0, "m^2": 1.0, "10000m2": 1e4, "sq.m": 1.0, "sq.m.": 1.0, "sq m": 1.0,
        "square metres": 1.0, "square meters": 1.0, "平方尺": _SQUARE_FOOT, "呎": _SQUARE_FOOT,
        "平方呎": _SQUARE_FOOT, "sqft": _SQUARE_FOOT, "sq.ft": _SQUARE_FOOT,
        "sq.ft.": _SQUARE_FOOT, "sq ft": _SQUARE_FOOT, "square feet": _SQUARE_FOOT,
    },
    "yuan": {"元": 1.0, "yuan": 1.0, "rmb": 1.0, "万元": 1e4, "千元": 1e3, "亿元": 1e8, "亿": 1e8},
    "wan": {"万元": 1.0, "万": 1.0, "元": 1e-4, "千元": 0.1, "亿元": 1e4, "亿": 1e4},
    "户": {"户": 1.0, "万户": 1e4, "套": 1.0, "households": 1.0, "flats": 1.0},
    "人": {"人": 1.0, "万人": 1e4, "名": 1.0, "persons": 1.0},
    "栋": {"栋": 1.0, "幢": 1.0, "座": 1.0, "楼": 1.0, "栋楼": 1.0, "幢楼": 1.0},
    "个": {"个": 1.0, "门": 1.0, "个单元": 1.0, "单元": 1.0},
}  # fmt: skip
_COUNTS = {"年", "层", "份", "岁", "台", "处", "户", "人", "栋", "幢", "个", "套", "座", "票"}
_WORDS = {word for measure in _MEASURES.values() for word in measure} | _COUNTS | {"%"}
_LONGEST_FIRST = "|".join(sorted(map(re.escape, _WORDS), key=lambda word: (-len(word), word)))
_AT_END = re.compile(rf"[\s:,/]*(?:单位[:\s]*)?({_LONGEST_FIRST})(?:/[^/]*)?\s*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[【〔](.*?)[)\]】〕]")


def strip_unit(text: str) -> str:
    """Return `text` without the unit at its end.

    >>> strip_unit("建筑面积万㎡"), strip_unit("单位：元")
    ('建筑面积', '')
    """
    return _AT_END.sub("", unicodedata.normalize("NFKC", text)).strip()


def factor(header: str, unit: str) -> tuple[float, str]:
    """Return what one unit of `header` is in `unit`, and the header's unit as it was written.

    A header that names no unit, or one of another kind, is taken to be in `unit` already.

    >>> factor("总建筑面积（万㎡）", "m2"), factor("金额", "wan")
    ((10000.0, '万m2'), (1.0, ''))
    """
    half = unicodedata.normalize("NFKC", header)
    for text in [*_IN_BRACKETS.findall(half), half]:
        written = _AT_END.search(text)
        if written:
            times = scale(written[1], unit)
            if times is not None:
                return times, written[1]
    return 1.0, ""


def scale(word: str, unit: str) -> float | None:
    """Return what one `word` is in `unit`; None when it measures something else.

    >>> scale("万元", "yuan"), scale("户", "m2"), scale("万", "户")
    (10000.0, None, 10000.0)
    """
    measure = _MEASURES.get(unit, {})
    word = word.casefold()
    if word in measure:
        return measure[word]
    if word == "万" and unit in {"", "m2", "yuan", "户", "人"}:
        return 1e4
    return 1.0 if unit in {"", word} and word in _COUNTS else None


def is_unit(text: str) -> bool:
    """Return whether `text` is nothing but a unit.

    >>> is_unit("㎡"), is_unit("含地下室")
    (True, False)
    """
    return bool(text.strip()) and strip_unit(text) == ""
