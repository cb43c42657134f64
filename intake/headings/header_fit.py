"""One header → the column of a table it fits, and how surely."""

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from intake.cells.units import strip_unit
from intake.headings.doubtful_headers import DOUBTFUL
from intake.headings.spelling import misspelt
from intake.headings.synonyms import SYNONYMS
from intake.headings.traditional import simplified
from tables import TABLES, Column

How = Literal["given", "exact", "alias", "unsure", "content", "ignored"]

_BRACKETED = re.compile(r"[(\[{<【〔「『《](.*?)[)\]}>】〕」』》]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_ADVICE = re.compile(
    r"(?:非?必[填录选]|选填|可选)项?|[单多]选|可多选|下拉.*|自动.*|公式.*|文本|数字|整数|日期"
    r"|全称|规范名称|标准名称|[请如例].*|格式.*|yyyy.*|是[/或、]?否|有[/或、]?无|[a-d](?:[/、,]?[a-d])+级?"
    r"|required|optional|y/?n|yes/?no"
)  # what a bracket says to those who fill in the form, and not of the column
_GROUP = re.compile(
    "(?:小区|居民|房屋|建筑|住宅|住户|基本|基础|项目|总体|楼栋|人口|建设|改造前|现状|区位|物业|管理)*"
    "(?:情况|概况|信息|数据|指标|规模|现状|属性|基本)?"
)  # a title over several headers that changes nothing in what they mean
_WHOLE = re.compile("合计|总计|小计|总数|总量|总|数量|共计|数|值|数值|全部|total")
_PERSON = re.compile("户主|业主|联系|负责|产权人|承租|经办|填表|填报|责任")
_REMEMBERED = 20_000
_NOT_BY_UPPER = {"id", "text", "code", "date"}


class Fit(NamedTuple):
    """The column a header fits, and how that was known."""

    column: Column
    how: How


def plain(text: object) -> str:
    r"""Return a header for comparison: simplified, half-width, no case, spaces or punctuation.

    >>> plain("小区（楼院）\n名称"), plain("★戶數"), plain("Estate ID") == plain("estate_id")
    ('小区楼院名称', '户数', True)
    """
    half = unicodedata.normalize("NFKC", str(text)).casefold()
    return simplified(_NOT_A_LETTER.sub("", half))


def fit(header: str, columns: Sequence[Column]) -> Fit | None:
    """Return the column that `header` names, its brackets, its unit or a title above left out.

    A header of two rows is written with a space between them: 居民情况 户数.
    """
    return _fit(header, tuple(columns))


@functools.lru_cache(maxsize=_REMEMBERED)
def _fit(header: str, columns: tuple[Column, ...]) -> Fit | None:
    half = simplified(unicodedata.normalize("NFKC", header))
    bare = _BRACKETED.sub(" ", half)
    remarks = [r for r in _BRACKETED.findall(half) if _says_something(r)]
    for text, unsure in (
        (half, False),
        (bare, bool(remarks)),
        (strip_unit(half), False),
        (strip_unit(bare), bool(remarks)),
    ):
        found = _named(plain(text), columns)
        if found is not None:
            return Fit(found.column, "unsure") if unsure else found
    return _of_two_rows(bare, columns) or _of_two_rows(strip_unit(bare), columns)


def slip(header: str, columns: Sequence[Column]) -> Fit | None:
    """Return the column whose name `header` is, but for one slip of the pen."""
    return _slip(header, tuple(columns))


@functools.lru_cache(maxsize=_REMEMBERED)
def _slip(header: str, columns: tuple[Column, ...]) -> Fit | None:
    text = plain(strip_unit(_BRACKETED.sub(" ", unicodedata.normalize("NFKC", header))))
    words = _words(columns)
    sure = [word for word, found in words.items() if found.how != "unsure"]
    meant = misspelt(text, sure) if text else ""
    return Fit(words[meant].column, "unsure") if meant else None


def longer(header: str, columns: Sequence[Column]) -> Fit | None:
    """Return the column one of whose names begins with `header` and is the least longer."""
    text = plain(header)
    missing: dict[str, int] = {}
    for column in columns:
        names = [n for n in _exact(column) | _aliases(column) if text and n.startswith(text)]
        if names:
            missing[column.name] = min(map(len, names)) - len(text)
    least = [name for name, count in missing.items() if count == min(missing.values())]
    if len(least) != 1:
        return None
    return Fit(next(column for column in columns if column.name == least[0]), "unsure")


def _says_something(remark: str) -> bool:
    text = remark.strip().casefold()
    return bool(strip_unit(remark)) and not _ADVICE.fullmatch(text)


def _of_two_rows(text: str, columns: Sequence[Column]) -> Fit | None:
    """Return the column that the lower or the upper part of a joined header names."""
    parts = text.split()
    if text.isascii() or any(_PERSON.search(part) for part in parts):
        return None
    for at in range(1, len(parts)):
        found = _named(plain("".join(parts[at:])), columns)
        if found is not None:
            sure = all(_changes_nothing(part, found, columns) for part in parts[:at])
            return found if sure else Fit(found.column, "unsure")
    for at in range(len(parts) - 1, 0, -1):
        found = _named(plain("".join(parts[:at])), columns)
        if found is not None and found.column.kind not in _NOT_BY_UPPER:
            sure = all(_WHOLE.fullmatch(part) for part in parts[at:])
            return found if sure else Fit(found.column, "unsure")
    return None


def _changes_nothing(title: str, found: Fit, columns: Sequence[Column]) -> bool:
    """Return whether a title leaves the header below it as it is: 居民情况, or 户数 over 总户数."""
    same = _named(plain(title), columns)
    return _GROUP.fullmatch(title) is not None or (same is not None and same.column == found.column)


def _named(text: str, columns: Sequence[Column]) -> Fit | None:
    return _words(tuple(columns)).get(text) if text else None


@functools.cache
def _words(columns: tuple[Column, ...]) -> dict[str, Fit]:
    """Return what each known word means: a declared name before an alias before a doubtful one."""
    ways: tuple[tuple[Callable[[Column], frozenset[str]], How], ...] = (
        (_exact, "exact"), (_aliases, "alias"), (_doubtful, "unsure"),
    )  # fmt: skip
    found: dict[str, Fit] = {}
    for words, how in ways:
        for column in columns:
            for word in sorted(words(column)):
                found.setdefault(word, Fit(column, how))
    return found


@functools.cache
def _exact(column: Column) -> frozenset[str]:
    return frozenset(map(plain, (column.name, column.zh, column.en)))


@functools.cache
def _aliases(column: Column) -> frozenset[str]:
    return frozenset(map(plain, column.aliases)) | _listed(column, SYNONYMS)


@functools.cache
def _doubtful(column: Column) -> frozenset[str]:
    return _listed(column, DOUBTFUL)


def _listed(column: Column, lists: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """Return the words of `lists` for `column`, in whichever tables it stands."""
    found = [
        words.split()
        for table, names in lists.items()
        for name, words in names.items()
        if name in TABLES[table].names and TABLES[table].column(name) == column
    ]
    return frozenset(plain(word) for words in found for word in words)
