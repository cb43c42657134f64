"""What a column holds by its cells alone, where its header says nothing."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from intake.cells import years
from intake.cells.reading import label
from intake.cells.values import clean
from intake.headings.headers import Match, plain
from intake.placing.degrees import are_pairs
from intake.raw import Raw
from tables import Column, Table

_LEAST, _MOSTLY, _NEARLY_ALL, _HALF = 3, 0.8, 0.9, 0.5
_OLDEST, _LATEST, _OLD_BY = 1900, 2100, 2012  # half of the estates of a ledger stood by then
_SHORT_YEARS = {"年份", "年代", "year", "建设年份", "nf", "nd"}

_ADDRESS = {"location", "address", "地址", "位置", "所在位置", "地理位置", "坐落", "loc"}

_OTHER_YEAR = re.compile(
    "改造|计划|实施|开工|批次|鉴定|登记|更新|录入|填报|加装|投资|年度|整治|维修"
)
_OTHER_GRADE = re.compile("信用|星|物业|评|示范|文明")
_GRADE = re.compile(r"[ABCD]\s*级?")
_ID = re.compile(r"[A-Za-z]{1,6}[-_]?\d{2,}")
_STREET = re.compile(r".{1,12}(?:街道|街道办事处|街道办|镇|乡)")
_COMMUNITY = re.compile(r".{1,14}(?:社区|居委会|社区居委会|村委会)")
_DISTRICT = re.compile(r".{1,8}(?:(?<![小社园景片])区|县)")
_NAME = re.compile(
    r".*(?:小区|花园|家园|新村|苑|里|坊|公寓|宿舍|大院|号院|家属[院楼]|小区.{1,3}期|estate|court|gardens?)",
    re.IGNORECASE,
)


def completed(raw: Raw, matches: Sequence[Match], table: Table) -> tuple[Match, ...]:
    """Return `matches` with what the cells say.

    A column whose header fits nothing is taken for the one it looks like and nobody else fills
    (`how` is `content`): years, grades of A to D, names of street offices, communities, districts
    and estates, ids. A bare header 年份 over years of old buildings is the year built, an address
    over longitudes and latitudes (`location` of AMap) the coordinates.
    """
    found = _located([_settled(match, raw) for match in matches], raw, table)
    for name, looks in _LOOKS.items():
        if name not in table.names or any(m.column == name for m in found):
            continue
        fits = [m for m in found if m.header and not m.column and looks(m.header, _values(raw, m))]
        if len(fits) == 1:
            new = replace(fits[0], column=name, how="content")
            found = [new if m.position == new.position else m for m in found]
    return tuple(found)


def holds_pairs(header: str, column: str, values: Sequence[object]) -> bool:
    """Return whether a header of an address stands over longitudes and latitudes."""
    named = column == "address" or plain(header) in _ADDRESS
    return named and are_pairs([v for v in values if clean(v) is not None])


def _located(found: list[Match], raw: Raw, table: Table) -> list[Match]:
    """Return the matches with the one address that holds coordinates, where none are there yet."""
    columns = {m.column for m in found}
    if table.shape == "none" or columns & {"lonlat", "wkt"} or {"lon", "lat"} <= columns:
        return found
    fits = [
        m for m in found
        if m.how != "given" and holds_pairs(m.header, m.column, raw.cells[m.position].tolist())
    ]  # fmt: skip
    if len(fits) != 1:
        return found
    new = replace(fits[0], column="lonlat", how="alias")
    return [new if m.position == new.position else m for m in found]


def _settled(match: Match, raw: Raw) -> Match:
    short = match.column == "built_year" and plain(match.header) in _SHORT_YEARS
    return replace(match, how="alias") if short and _are_years(_values(raw, match)) else match


def _values(raw: Raw, match: Match) -> list[str]:
    cells = raw.cells[match.position].tolist()
    return [label(value).strip() for value in cells if clean(value) is not None]


def _built(header: str, values: Sequence[str]) -> bool:
    return not _OTHER_YEAR.search(header) and _are_years(values)


def _are_years(values: Sequence[str]) -> bool:
    """Return whether nearly all are years, half of them of buildings that are old today."""
    found = [span.low for v in values if _four_digits(v) and (span := years.years(v)) and span.low]
    inside = [year for year in found if _OLDEST <= year <= _LATEST]
    return _enough(len(inside), values) and median(inside) <= _OLD_BY


def _four_digits(value: str) -> bool:
    return re.match(r"(?:19|20)\d\d(?:年|$|[-./])", value) is not None


def _graded(header: str, values: Sequence[str]) -> bool:
    return not _OTHER_GRADE.search(header) and _are(_GRADE)(header, values)


def _are(pattern: re.Pattern[str]) -> Callable[[str, Sequence[str]], bool]:
    def looks(_header: str, values: Sequence[str]) -> bool:
        return _enough(sum(pattern.fullmatch(v) is not None for v in values), values)

    return looks


def _ids(_header: str, values: Sequence[str]) -> bool:
    return len(set(values)) == len(values) and _are(_ID)("", values)


def _names(_header: str, values: Sequence[str]) -> bool:
    """Return whether the cells are names: most of them different, half of them of an estate."""
    estates = sum(_NAME.fullmatch(v) is not None for v in values)
    different = len(set(values)) >= _NEARLY_ALL * len(values)
    return len(values) >= _LEAST and different and estates >= _HALF * len(values)


def _enough(count: int, values: Sequence[str]) -> bool:
    return len(values) >= _LEAST and count >= _MOSTLY * len(values)


_LOOKS: Mapping[str, Callable[[str, Sequence[str]], bool]] = {
    "estate_id": _ids,
    "district": _are(_DISTRICT),
    "street": _are(_STREET),
    "community": _are(_COMMUNITY),
    "name": _names,
    "built_year": _built,
    "safety_grade": _graded,
}


def counted(columns: Iterable[Column]) -> frozenset[str]:
    """Return the columns whose values can change a number; a text cannot."""
    return frozenset(c.name for c in columns if c.kind != "text")
