"""A workbook with one sheet a street: which of its sheets a person said to read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from intake.formats.contents import Part, contents
from intake.formats.files import columns_of
from intake.headings import headers
from intake.people.person_marks import shown
from intake.questions import answered, question
from intake.sheet.other_sheets import ALIKE, ALL
from intake.source import Source
from tables import Issue, Table

TOPIC = "sheets"
_GUIDE = re.compile("说明|须知|目录|封面|guide|read ?me|instruction", re.IGNORECASE)


def sheet_by_sheet(source: Source, table: Table, answers: Mapping[str, Any]) -> list[Source]:
    """Return the source once for each sheet a person wants; as it is where nobody said.

    `answers: {sheets: {file or table: all}}` reads every sheet whose headers name nearly the
    columns of the one that names most, hidden ones left out; the name of a sheet reads that one.
    """
    said = answered(answers, TOPIC, source.label, table.name)
    if said is None or source.sheet is not None:
        return [source]
    parts = [p for p in contents(source.path, source.label) if p.kind == "sheet"]
    told = wanted(parts, table, file=source.label, answers=answers)
    if told not in {None, ALL}:
        return [replace(source, sheet=told)]
    names = _alike([p for p in parts if not p.hidden], table) if told == ALL else []
    return [replace(source, sheet=name) for name in names] or [source]


def wanted(
    parts: Sequence[Part], table: Table, *, file: str, answers: Mapping[str, Any]
) -> str | None:
    """Return the answer of a person, `all` or the name of a sheet that is there, else None."""
    told = answered(answers, TOPIC, file, table.name)
    return str(told) if told in {ALL, *(part.name for part in parts)} else None


def not_taken(
    parts: Sequence[Part], taken: Part, table: Table, *, file: str, answers: Mapping[str, Any]
) -> list[Issue]:
    """Return a question for each other sheet with the same table, a note for any other with data.

    A sheet somebody hid is only mentioned, one that says how to fill in the others not at all.
    Nothing where the answer stands under `sheets: <file or table>:`.
    """
    sheets = [p for p in parts if p.kind == "sheet" and p is not taken and p.rows]
    others = [p for p in sheets if not _GUIDE.search(p.name)]
    if not others or wanted(parts, table, file=file, answers=answers) is not None:
        return []
    same = set(_alike(parts, table)) if taken.name in _alike(parts, table) else set()
    names = (
        ALL,
        *(p.name for p in parts if p.kind == "sheet" and not p.hidden and shown(p.name) == p.name),
    )
    return [
        question(
            "intake.more_sheets", (TOPIC, file), names, proposed=ALL,
            table=table.name, file=file, value=shown(part.name),
            detail={"sheet": shown(taken.name), "count": part.rows},
        ) if part.name in same and not part.hidden
        else Issue("intake.other_sheets", "info", table.name, file, value=shown(part.name))
        for part in others
    ]  # fmt: skip


def _alike(parts: Sequence[Part], table: Table) -> list[str]:
    matched = {
        part.name: {m.column for m in headers.match(part.headers, columns_of(table), {})} - {""}
        for part in parts
    }
    most: set[str] = max(matched.values(), key=len, default=set())
    return [name for name, own in matched.items() if own and len(own & most) >= ALIKE * len(most)]
