"""The headers of one file against its table: what a person said, what is needed, what to ask."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from intake import headers, keys
from intake.files import columns_of
from intake.headers import Match
from intake.places import in_both
from intake.raw import Raw
from intake.source import Source
from tables import InputError, Issue, Table


def matched(raw: Raw, table: Table, source: Source) -> tuple[Match, ...]:
    """Return one match a header; a column the table cannot do without must be among them."""
    matches = headers.match(raw.headers, columns_of(table), _given(raw, table, source), cut=raw.cut)
    _check_columns(table, source, raw, matches)
    return matches


def kept(raw: Raw, source: Source) -> Raw:
    """Return the rows whose column equals the wanted value, or one of the wanted values."""
    cells = raw.cells
    for header, wanted in source.where.items():
        place = headers.find(header, raw.headers)
        if place is None:
            raise _no_header(header, raw, source)
        values = wanted if isinstance(wanted, (list, tuple, set, frozenset)) else [wanted]
        cells = cells[cells[place].map(str).isin([str(value) for value in values])]
    if not len(cells):
        wanted_all = "; ".join(f"{key}: {value}" for key, value in source.where.items())
        raise InputError("intake.where_empty", file=source.label, where=wanted_all)
    geometry = None if raw.geometry is None else raw.geometry.loc[cells.index]
    return replace(raw, cells=cells, geometry=geometry)


def questions(raw: Raw, matches: Sequence[Match], table: Table, source: Source) -> list[Issue]:
    """Return what to ask: headers that fit one column twice, or only without a remark; units."""
    blank = Issue("", "question", table.name, source.label)
    issues = [
        replace(blank, code="intake.header_twice", column=taken.header, value=other,
                detail={"field": taken.column})
        for taken, other in headers.rivals(raw.headers, columns_of(table), matches)
    ]  # fmt: skip
    issues += [
        replace(blank, code="intake.header_unsure", column=match.header,
                detail=_meant(table, match.column))
        for match in matches if match.how == "unsure"
    ]  # fmt: skip
    return issues + [
        replace(blank, code="intake.unit_converted", severity="repair", column=match.header,
                detail={"unit": match.unit, "factor": f"{match.factor:.8g}"})
        for match in matches if match.column and match.factor != 1
    ]  # fmt: skip


def _given(raw: Raw, table: Table, source: Source) -> dict[str, str]:
    """Return header → column as the study gives it, both sides looked up."""
    known = [column.name for column in columns_of(table)]
    given = {**source.columns, **({source.category: "category"} if source.category else {})}
    for header, column in given.items():
        if headers.find(header, raw.headers) is None:
            raise _no_header(header, raw, source)
        if column not in known:
            raise InputError(
                "intake.unknown_column",
                file=source.label,
                column=column,
                nearest=headers.nearest(column, known),
                columns=", ".join(known),
            )
    return given


def _check_columns(table: Table, source: Source, raw: Raw, matches: Iterable[Match]) -> None:
    there = {match.column for match in matches}
    needless = {keys.own_id(table), *(["estate_id"] if "name" in there else [])}
    for column in table.columns:
        if column.required and column.name not in there | needless:
            raise InputError(
                "intake.no_column",
                file=source.label,
                table=in_both(table),
                column=column.name,
                needed=in_both(column),
                headers="、".join(filter(None, raw.headers)),
            )


def _no_header(header: str, raw: Raw, source: Source) -> InputError:
    return InputError(
        "intake.header_absent",
        file=source.label,
        header=header,
        nearest=headers.nearest(header, raw.headers),
        headers="、".join(filter(None, raw.headers)),
    )


def _meant(table: Table, name: str) -> dict[str, object]:
    column = next(column for column in columns_of(table) if column.name == name)
    return {"field": name, "meant": in_both(column)}
