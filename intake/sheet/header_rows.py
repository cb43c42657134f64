"""Where the header of a sheet is: one row, or two or three that belong together."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from intake.cells.units import strip_unit
from intake.headings import headers
from intake.sheet.cell_text import Grid, is_number, only_unit, text, texts
from tables import Column

HEADER_WITHIN = 30  # title rows above a header are few
MOST_ROWS = 3  # of a header

_LONGEST, _SEVERAL, _NEARLY = 24, 2, 0.6
_FORM = re.compile(r"[:：]|填报|填表|制表|审核|附件|附表|日期|^单位|^\W*第.*[页批]|20\d\d年")
_NUMBERING = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]\s*|^[(（][一二三四五六七八九十\d][)）]\s*"
)
_CHINESE_COUNT = "甲乙丙丁戊己庚辛"
_EXAMPLE = re.compile(
    r"^[(（【]?(?:示例|样例|范例|举例|填写示例|填报示例|例[:：]|例$|example|sample)", re.IGNORECASE
)
_GUIDE = re.compile(
    r"^(?:非?必填|选填|必选|文本|数字|整数|小数|日期|单选|多选|下拉|下拉选择|自动计算|text|number|date|required)$"
    r"|^(?:请|须|应)?(?:填写|选择|填报|填入|按照?|如实|格式|例如|如[:：\d])|^(?:填写|填报|填表)(?:说明|要求|须知|规则|格式)",
    re.IGNORECASE,
)


class Header(NamedTuple):
    """Rows `top` to `bottom` of a grid, counted from 0, that say what the columns are.

    `names` are the headers, one a column; `rows` what each of the rows says; `notes` the rows
    between header and data as (code, row), such as units or an example.
    """

    top: int
    bottom: int
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, int], ...] = ()


def header(
    grid: Grid,
    columns: Sequence[Column],
    given: Collection[str] = (),
    *,
    first: int = 0,
    within: int = HEADER_WITHIN,
) -> Header | None:
    """Return the header that names most columns, in `within` rows from `first` on; None: none.

    A title over several columns is joined to each header below it: 居民情况 户数. A row of units,
    of running numbers, of guidance or an example below it is part of the header.
    """
    scores = [headers.score(row, columns, given) for row in grid[first : first + within]]
    if not any(scores):
        return None
    best = first + _likeliest(grid[first : first + within], scores, columns)
    top = _first_row(grid, best, first)
    bottom = _last_row(grid, best, columns)
    rows = tuple(tuple(texts(row)) for row in grid[top : bottom + 1])
    names = _joined(rows)
    if headers.score(names, columns, given) < scores[best - first]:
        top, bottom = best, best
        rows = (tuple(texts(grid[best])),)
        names = _joined(rows)
    return _with_notes(grid, Header(top, bottom, names, rows))


def _likeliest(rows: Grid, scores: Sequence[int], columns: Sequence[Column]) -> int:
    """Return the first row that names rows and nearly as many columns as the best one does.

    A longer header further down is that of a second table.
    """
    best = scores.index(max(scores))
    naming = [c for c in columns if c.required or c.name == "name"]
    if not headers.score(rows[best], naming, ()):
        return best
    enough = max(_SEVERAL, _NEARLY * scores[best])
    early = (n for n, found in enumerate(scores[:best]) if found >= enough)
    return next((n for n in early if headers.score(rows[n], naming, ())), best)


def _first_row(grid: Grid, best: int, first: int) -> int:
    top = best
    while top > max(first, best - MOST_ROWS + 1) and _titles(texts(grid[top - 1]), grid[top]):
        top -= 1
    return top


def _last_row(grid: Grid, best: int, columns: Sequence[Column]) -> int:
    bottom = best
    while (
        bottom + 1 < min(len(grid), best + MOST_ROWS)
        and _goes_on(texts(grid[bottom]), grid[bottom + 1], columns)
    ):  # fmt: skip
        bottom += 1
    return bottom


def _titles(upper: Sequence[str], lower_row: Sequence[object]) -> bool:
    """Return whether `upper` holds titles over several of the headers below it."""
    lower = texts(lower_row)
    said = [(place, word) for place, word in enumerate(upper) if word]
    words = {word for _, word in said}
    if not said or any(len(w) > _LONGEST or _FORM.search(w) or is_number(w) for w in words):
        return False
    if len(words) == 1 and (said[0][0] == 0 or len(said) == len([w for w in lower if w])):
        return False  # the title of the whole sheet
    return any(_spans(upper, lower, place) for place, _ in said)


def _spans(upper: Sequence[str], lower: Sequence[str], place: int) -> bool:
    """Return whether the title at `place` stands over two different headers or more."""
    below = []
    for at in range(place, max(len(upper), len(lower))):
        word = _at(upper, at)
        if at > place and word not in {"", upper[place]}:
            break
        below.append(_at(lower, at))
    found = {word for word in below if word and word != upper[place]}
    return len(found) >= _SEVERAL and bool(below[0])


def _goes_on(upper: Sequence[str], row: Sequence[object], columns: Sequence[Column]) -> bool:
    """Return whether `row` is a second row of the header `upper`, and not yet data."""
    lower = texts(row)
    if not any(lower) or any(map(is_number, row)):
        return False
    naming = [c for c in columns if c.required]
    for place, word in enumerate(upper):
        below = _at(lower, place)
        if word and below and below != word and not only_unit(below) and headers.score(
            [word], naming, ()
        ):  # fmt: skip
            return False
    return any(_spans(upper, lower, place) for place, word in enumerate(upper) if word)


def _joined(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return one header a column, the titles above it in front; units are put in brackets."""
    width = max(map(len, rows))
    full = [_carried(row, rows[n + 1], width) if n + 1 < len(rows) else _padded(row, width)
            for n, row in enumerate(rows)]  # fmt: skip
    names = [_one_header([row[place] for row in full]) for place in range(width)]
    return tuple(names[: max((n for n, name in enumerate(names, start=1) if name), default=0)])


def _carried(row: Sequence[str], below: Sequence[str], width: int) -> list[str]:
    """Return a row of titles with each carried to the right, over the headers it stands for."""
    found = _padded(row, width)
    under = _padded(below, width)
    for place in range(1, width):
        left = found[place - 1]
        if not found[place] and under[place] and left and under[place - 1] not in {"", left}:
            found[place] = left
    return found


def _one_header(parts: Iterable[str]) -> str:
    several = [part for part in dict.fromkeys(parts) if part]
    bare = [_NUMBERING.sub("", p) or p for p in several] if len(several) > 1 else several
    words = [part for part in bare if not only_unit(part)]
    units = [part.strip("()（）[]【】 ") for part in bare if only_unit(part)]
    name = " ".join(words)
    if not words:
        return bare[0] if bare else ""
    return f"{name}（{units[0]}）" if units and strip_unit(name) == name else name


def _with_notes(grid: Grid, head: Header) -> Header:
    """Return `head` with the rows of units, numbers, guidance and examples below it."""
    found = head
    for place in range(head.bottom + 1, min(len(grid), head.bottom + 1 + MOST_ROWS)):
        code = _note(grid[place])
        if not code:
            break
        rows = (*found.rows, tuple(texts(grid[place])))
        names = found.names
        if code == "intake.unit_row":
            names = _joined((names, _units_only(rows[-1])))
        notes = (*found.notes, (code, place))
        found = Header(found.top, place, names, rows, notes)
    return found


def _note(row: Sequence[object]) -> str:
    words = [word for word in texts(row) if word]
    if not words:
        return ""
    if _counts_up(words):
        return "intake.number_row"
    units = [word for word in words if only_unit(word)]
    if units and all(only_unit(w) or not strip_unit(w) or w in "-—/–" for w in words):
        return "intake.unit_row"
    if any(_EXAMPLE.search(word) for word in words[:2]):
        return "intake.example_row"
    guides = sum(_GUIDE.search(word) is not None for word in words)
    return "intake.guide_row" if guides * 2 > len(words) or _GUIDE.search(words[0]) else ""


def _units_only(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(word if only_unit(word) else "" for word in row)


def _counts_up(words: Sequence[str]) -> bool:
    """Return whether a row only numbers its columns: 1 2 3, or 甲 乙 1 2."""
    bare = [text(word).strip("()（）栏列第") for word in words]
    bare = bare[1:] if bare and bare[0] in {"次", "号", "序"} else bare
    while bare and bare[0] in _CHINESE_COUNT:
        bare = bare[1:]
    numbers = [word.removesuffix(".0") for word in bare if word]
    starts = [str(n) for n in range(1, len(numbers) + 1)]
    return len(words) > _SEVERAL and len(numbers) > 0 and numbers == starts


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""
