"""A workbook with one sheet a street: which of its sheets a person said to read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from intake import headers
from intake.contents import Part, contents
from intake.files import columns_of
from intake.other_sheets import ALIKE, ALL
from intake.questions import answered, question
from intake.source import Source
from tables import Issue, Table

TOPIC = "sheets"


def sheet_by_sheet(source: Source, table: Table, answers: Mapping[str, Any]) -> list[Source]:
    """Return the source once for each sheet a person wants; as it is where nobody said.

    `answers: {sheets: {file or table: all}}` reads every sheet whose headers name nearly the
    columns of the one that names most; the name of a sheet reads that one.
    """
    told = answered(answers, TOPIC, source.label, table.name)
    if told is None or source.sheet is not None:
        return [source]
    if told != ALL:
        return [replace(source, sheet=str(told))]
    parts = [p for p in contents(source.path, source.label) if p.kind == "sheet"]
    return [replace(source, sheet=name) for name in _alike(parts, table)] or [source]


def not_taken(
    parts: Sequence[Part], taken: Part, table: Table, *, file: str, answers: Mapping[str, Any]
) -> list[Issue]:
    """Return a question for each other sheet with the same table, a note for one with other data.

    Nothing where the answer stands under `sheets: <file or table>:`.
    """
    others = [p for p in parts if p.kind == "sheet" and p is not taken and p.rows]
    if not others or answered(answers, TOPIC, file, table.name) is not None:
        return []
    same = set(_alike(parts, table)) if taken.name in _alike(parts, table) else set()
    names = (ALL, *(p.name for p in parts if p.kind == "sheet"))
    return [
        question(
            "intake.more_sheets", (TOPIC, file), names, proposed=ALL,
            table=table.name, file=file, value=part.name,
            detail={"sheet": taken.name, "count": part.rows},
        ) if part.name in same
        else Issue("intake.other_sheets", "info", table.name, file, value=part.name)
        for part in others
    ]  # fmt: skip


def _alike(parts: Sequence[Part], table: Table) -> list[str]:
    matched = {
        part.name: {m.column for m in headers.match(part.headers, columns_of(table), {})} - {""}
        for part in parts
    }
    most: set[str] = max(matched.values(), key=len, default=set())
    return [name for name, own in matched.items() if own and len(own & most) >= ALIKE * len(most)]
