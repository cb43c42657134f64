"""The part of an Excel workbook that holds one sheet."""

import zipfile
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_data(book: Path | IO[bytes], sheet: str) -> bytes:
    """Return the XML of a sheet; KeyError when the workbook has none of that name."""
    with zipfile.ZipFile(book) as parts:
        return parts.read(sheet_part(parts, sheet))


def sheet_part(book: zipfile.ZipFile, sheet: str) -> str:
    """Return the name of the file in the workbook that holds `sheet`."""
    parts = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - see archives
    targets = {part.get("Id"): part.get("Target", "") for part in parts}
    for element in ET.fromstring(book.read("xl/workbook.xml")).iter():  # noqa: S314
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            target = targets[element.get(_RELATION) or ""]
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)
