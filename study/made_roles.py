"""Which table each sheet or layer of the files of a new study is read as."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from intake.check import Piece

ESTATES, OUTLINES, LEFT_OUT = "estates", "outlines", ""

_TOGETHER = re.compile(
    "汇总|合计|总表|目录|封面|说明|须知|summary|total|guide|read ?me", re.IGNORECASE
)
_BESIDE = {
    ".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qmd", ".qpj", ".xml",
    ".dat", ".map", ".id", ".ind",
}  # fmt: skip


class Role(NamedTuple):
    """A sheet or layer of a file and the table it is read as, `LEFT_OUT` for none.

    `part` is what it is called, "" where the file has no other; `key` is how study.yaml calls it.
    """

    file: str
    part: str
    key: str
    rows: int
    drawn: bool
    table: str


def roles(found: Iterable[tuple[str, Sequence[Piece]]]) -> tuple[Role, ...]:
    """Return the role of every sheet and layer of files, in the order they are given.

    Where one is a ledger, the areas that look like estates are its outlines; without one, the first
    of them with the most rows is the ledger, and the others are left out. So is what has no rows,
    what somebody hid, and of several sheets the one that says how to fill in the others or adds
    them up.
    """
    listed = [_role(file, piece, pieces) for file, pieces in found for piece in pieces]
    ledgers = [one for one in listed if one.table == ESTATES and not one.drawn]
    shapes = [one for one in listed if one.table in {ESTATES, OUTLINES} and one.drawn]
    first = max(shapes, key=lambda one: one.rows, default=None)
    return tuple(
        one._replace(table=OUTLINES if ledgers else ESTATES if one is first else LEFT_OUT)
        if any(one is shape for shape in shapes)
        else one
        for one in listed
    )


def _role(file: str, piece: Piece, pieces: Sequence[Piece]) -> Role:
    part, alone = piece.part, len(pieces) == 1
    aside = not alone and part.kind == "sheet" and (part.hidden or _TOGETHER.search(part.name))
    table = LEFT_OUT if aside or not part.rows else piece.kind.table
    key = "sheet" if part.kind == "sheet" else "layer"
    drawn = part.geometry in {"polygon", "mixed"}
    return Role(file, "" if alone else part.name, key, part.rows, drawn, table)


def as_chosen(found: Sequence[Role], tables: Mapping[int, str]) -> tuple[Role, ...]:
    """Return the roles with the tables a person chose for some of them, by their place."""
    return tuple(one._replace(table=tables.get(i, one.table)) for i, one in enumerate(found))


def copied(names: Iterable[str], used: Collection[str]) -> tuple[str, ...]:
    """Return which of the files to copy: those used, and the parts that go with a .shp or a .tab.

    >>> copied(["红线.shp", "红线.DBF", "红线.shp.xml", "红线.pdf", "台账.xlsx"], {"红线.shp"})
    ('红线.shp', '红线.DBF', '红线.shp.xml')
    """
    whole = {_stem(name) for name in used if PurePath(name).suffix.lower() in {".shp", ".tab"}}
    return tuple(
        name
        for name in dict.fromkeys(names)
        if name in used or (_stem(name) in whole and PurePath(name).suffix.lower() in _BESIDE)
    )


def _stem(name: str) -> str:
    return PurePath(name).name.split(".")[0].casefold()
