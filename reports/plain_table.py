"""A table as CSV, an Excel workbook or a web page: text is text, no cell runs as a formula."""

import csv
import html
import io
from collections.abc import Sequence

import xlsxwriter

from reports.issues import guarded
from tables import InputError

SUFFIXES = (".csv", ".xlsx", ".html")

Cell = str | float
Rows = Sequence[Sequence[Cell]]

_BOM = "\ufeff"  # without it Excel reads Chinese as GBK
_CELL = 32_767  # characters Excel keeps in a cell
_PAGE = (
    '<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title>'
    "<style>body{{font:14px/1.5 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;"
    "margin:24px;color:#1f2a30}}table{{border-collapse:collapse}}th,td{{border:1px solid #d5dbdf;"
    "padding:4px 8px;text-align:left;vertical-align:top}}th{{background:#eef2f4;position:sticky;"
    "top:0}}.n{{text-align:right}}</style><h1>{title}</h1><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    "</table></html>\n"
)


def check_suffix(suffix: str) -> None:
    """Raise InputError `check.bad_out` where nothing can be written under such a name."""
    if suffix not in SUFFIXES:
        raise InputError("check.bad_out", suffix=suffix, known=", ".join(SUFFIXES))


def plain_table(
    heads: Sequence[str], rows: Rows, suffix: str, *, name: str, title: str, locale: str
) -> bytes:
    """Return the rows under their heads; `name` is that of the sheet, `title` that of the page.

    Texts stay text in all three: no formula runs, no mark of a page. Numbers are numbers in the
    workbook. Raises InputError as `check_suffix` does.
    """
    check_suffix(suffix)
    if suffix == ".csv":
        return _csv(heads, rows)
    if suffix == ".xlsx":
        return _xlsx(heads, rows, name)
    return _html(heads, rows, title, locale)


def _csv(heads: Sequence[str], rows: Rows) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(head) for head in heads])
    writer.writerows([guarded(_shown(cell)) for cell in row] for row in rows)
    return (_BOM + text.getvalue()).encode("utf-8", "replace")


def _xlsx(heads: Sequence[str], rows: Rows, name: str) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for place, row in enumerate([heads, *rows]):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(place, column, cell[:_CELL])
                else:
                    sheet.write_number(place, column, cell)
        sheet.freeze_panes(1, 0)
    return content.getvalue()


def _html(heads: Sequence[str], rows: Rows, title: str, locale: str) -> bytes:
    head = "".join(f"<th>{html.escape(one)}</th>" for one in heads)
    body = "".join("<tr>" + "".join(map(_data, row)) + "</tr>" for row in rows)
    lang = "zh-CN" if locale == "zh" else locale
    page = _PAGE.format(lang=lang, title=html.escape(title), head=head, body=body)
    return page.encode("utf-8", "replace")


def _data(cell: Cell) -> str:
    kind = "" if isinstance(cell, str) else ' class="n"'
    return f"<td{kind}>{html.escape(_shown(cell))}</td>"


def _shown(cell: Cell) -> str:
    return cell if isinstance(cell, str) else f"{cell:g}"
