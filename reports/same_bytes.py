"""A workbook that is the same whenever it is written."""

import io
import re
import zipfile

_DATE = (2000, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_CORE = "docProps/core.xml"


def dateless(workbook: bytes) -> bytes:
    """Return an xlsx without the day and the hour it was written: same cells, same bytes."""
    copy = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as book,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in book.namelist():
            content = book.read(name)
            if name == _CORE:
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            member = zipfile.ZipInfo(name, _DATE)
            packed.writestr(member, content, compress_type=zipfile.ZIP_DEFLATED)
    return copy.getvalue()
