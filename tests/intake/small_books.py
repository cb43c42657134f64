"""The smallest workbooks of the old and the open formats, byte by byte."""

import struct
import zipfile

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def xls(path, rows, *, sheet="台账", merged=(), locked=False, stream="Workbook", hidden=False):
    """Write rows as an Excel 97 workbook (BIFF8 in a compound file)."""
    globals_ = [_record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))]
    if locked:
        globals_.append(_record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)))
    name = sheet.encode("utf-16-le")
    bound = struct.pack("<IBBBB", 0, int(hidden), 0, len(sheet), 1) + name
    globals_.append(_record(0x85, bound))
    globals_.append(_record(0x0A, b""))
    start = sum(map(len, globals_))
    place = globals_.index(_record(0x85, bound))
    globals_[place] = _record(0x85, struct.pack("<I", start) + bound[4:])
    body = [_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    width = max(map(len, rows), default=0)
    body.append(_record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0)))
    body += [_cell(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row)]
    if merged:
        areas = b"".join(struct.pack("<HHHH", *area) for area in merged)
        body.append(_record(0xE5, struct.pack("<H", len(merged)) + areas))
    body.append(_record(0x0A, b""))
    path.write_bytes(compound(stream, b"".join([*globals_, *body])))


def compound(stream, data):
    """Return a compound file (the container of Office before 2007) with one stream."""
    data = data.ljust(4096, b"\x00")
    data += bytes(-len(data) % _SECTOR)
    count = len(data) // _SECTOR
    fat = [_FAT, _END, *range(3, count + 2), _END]
    fat += [_FREE] * (128 - len(fat))
    head = struct.pack("<8s16sHHHHHHIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16),
                       0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, _END, 0, _END, 0)  # fmt: skip
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(stream, 2, _FREE, 2, len(data))
    return head + struct.pack("<128I", *fat) + entries.ljust(_SECTOR, b"\x00") + data


def _entry(name, kind, child, start, size):
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def _cell(row, column, value):
    if value is None:
        return b""
    at = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        return _record(0x204, at + text)
    return _record(0x203, at + struct.pack("<d", value))


def ods(path, body, *, styles="", manifest=""):
    """Write an OpenDocument spreadsheet whose tables are `body`."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_NS}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        book.writestr("content.xml", content)


def ods_row(*values, more=""):
    """Return a row of an OpenDocument table."""
    return f"<table:table-row{more}>{''.join(map(_ods_cell, values))}</table:table-row>"


def _ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str) and value.startswith("<"):
        return value
    if isinstance(value, str):
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
