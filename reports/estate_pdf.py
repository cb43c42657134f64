"""The sheet of one estate as a PDF of two A4 pages: the same texts as the HTML."""

import io
from collections.abc import Sequence
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    KeepInFrame,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from reports.estate_sheet import Page, estate_page
from reports.pdf_map import MapOnPaper
from reports.pdf_text import paragraph, style
from study.results import Results

_NAVY, _BRICK, _QUIET, _LINE, _TINT = "#16324f", "#a63f28", "#6b7580", "#ddd8ce", "#f1eee7"
_GREEN, _PALE = "#3c6e57", "#f8f6f1"
_WIDE, _TALL = 182 * mm, 270 * mm
_GAP = 8 * mm
_HALF = (_WIDE - _GAP) / 2
_FRAME = 6  # points reportlab leaves inside its own frame
_PADDING = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
_ITEMS = (2.4, 36, 26, 22, 13, 16, 14, 52.6)  # mm, the columns of the parts: first the colour


def sheet_pdf(results: Results, estate_id: str, *, locale: str, up: int | None = None) -> bytes:
    """Return the sheet of an estate as the bytes of a PDF; the same run gives the same bytes.

    Every number is that of `estate_page`, which the HTML shows too. What does not fit two pages is
    made a little smaller. Raises InputError as `estate_page` does.
    """
    page = estate_page(results, estate_id, locale=locale, up=up)
    told = partial(_told, locale=locale)
    pages = (
        [*_head(page, told), *_ground(page, told), _gate_and_moves(page, told), _plans(page, told)],
        [_parts(page, told), _unknowns(page, told), _basis(page, told)],
    )
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=14 * mm - _FRAME,
        rightMargin=14 * mm - _FRAME,
        topMargin=11 * mm,
        bottomMargin=12 * mm,
        title=f"{page['name']} · {page['study']}",
        author="Jiugai",
        lang="zh-CN" if locale == "zh" else "en",
        invariant=1,
    )
    foot = partial(_foot, text=page["footer"], locale=locale)
    first, second = map(_fitted, pages)
    whole = [first, PageBreak(), second]
    document.build(whole, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _told(
    text: str,
    size: float = 8.2,
    *,
    locale: str,
    bold: bool = False,
    **how: Any,  # noqa: ANN401
) -> Paragraph:
    return paragraph(text, style(size, **how), locale=locale, bold=bold)


def _fitted(parts: Sequence[Flowable | list[Flowable]]) -> Flowable:
    """Return the parts below one another, made smaller where a page cannot hold them."""
    spaced: list[Flowable] = []
    for part in parts:
        spaced += [*(part if isinstance(part, list) else [part]), Spacer(1, 2.6 * mm)]
    return KeepInFrame(_WIDE, _TALL, spaced[:-1], mode="shrink")


def _foot(page: Canvas, _: object, *, text: str, locale: str) -> None:
    line = paragraph(text, style(7, colour=_QUIET), locale=locale)
    line.wrap(_WIDE, 10 * mm)
    line.drawOn(page, 14 * mm, 6.5 * mm)


def _table(rows: list[list[Any]], widths: Sequence[float], *extra: tuple[Any, ...]) -> Table:
    plain = [(name, (0, 0), (-1, -1), 0.5 * mm) for name in _PADDING]
    made = Table(rows, colWidths=list(widths), hAlign="LEFT")
    made.setStyle([*plain, ("VALIGN", (0, 0), (-1, -1), "TOP"), *extra])
    return made


def _titled(
    told: partial[Paragraph], title: str, *parts: Flowable, wide: float = _HALF
) -> list[Flowable]:
    rule = ("LINEBELOW", (0, 0), (-1, -1), 0.35 * mm, HexColor(_NAVY))
    head = _table([[told(title, 10, colour=_NAVY)]], [wide], rule)
    return [head, Spacer(1, 1 * mm), *parts]


def _side_by_side(left: list[Flowable], right: list[Flowable], widths: Sequence[float]) -> Table:
    edge = ("LEFTPADDING", (1, 0), (1, 0), widths[1] - widths[2])
    zero = [(name, (0, 0), (-1, -1), 0) for name in _PADDING]
    return _table([[left, right]], widths[:2], *zero, edge)


def _head(page: Page, told: partial[Paragraph]) -> list[Flowable]:
    facts = [[told(f["label"], 7.2, colour=_QUIET), told(f["value"], 8.6)] for f in page["facts"]]
    rows = [[cell for pair in facts[i::3] for cell in pair] for i in range(3)]
    name = [
        told(f"{page['title']} · {page['study']}", 8.6, colour=_BRICK),
        told(page["name"], 19, colour=_NAVY, lead=25),
        told(page["place"], 8.2, colour=_QUIET),
    ]
    beside = _table(rows, [21 * mm, 17 * mm, 21 * mm, 20 * mm])
    top = _side_by_side(name, [beside], (_WIDE - 82 * mm, 82 * mm, 80 * mm))
    tint = [
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(_TINT)),
        ("LINEBEFORE", (0, 0), (0, -1), 1 * mm, HexColor(_BRICK)),
        *[(side, (0, 0), (-1, -1), 3 * mm) for side in _PADDING],
    ]
    sentence = told(page["sentence"], 10.6, colour=_NAVY, lead=16)
    return [top, _headline(page, told), _table([[sentence]], [_WIDE], *tint)]


def _headline(page: Page, told: partial[Paragraph]) -> Table:
    items = page["headline"]
    big = [told(item["value"], 13 if i == len(items) - 1 else 19, colour=_NAVY, lead=23, bold=True)
           for i, item in enumerate(items)]  # fmt: skip
    rows = [
        [told(item["label"], colour=_QUIET) for item in items],
        big,
        [told(item["small"], 7.4, colour=_QUIET) for item in items],
    ]
    widths = [44 * mm, 34 * mm, 34 * mm, 34 * mm, 36 * mm]
    return _table(
        rows,
        widths,
        ("LINEABOVE", (0, 0), (-1, 0), 0.5 * mm, HexColor(_NAVY)),
        ("LINEBELOW", (0, -1), (-1, -1), 0.2 * mm, HexColor(_LINE)),
        ("LINEBEFORE", (1, 0), (-1, -1), 0.2 * mm, HexColor(_LINE)),
        ("LEFTPADDING", (1, 0), (-1, -1), 3 * mm),
    )


def _ground(page: Page, told: partial[Paragraph]) -> list[Flowable]:
    words = page["words"]
    drawn = page["map"]
    left: list[Flowable] = [told(words["no_map"], colour=_QUIET)]
    if drawn is not None:
        left = [MapOnPaper(drawn), Spacer(1, 1 * mm), told(words["map_note"], 7, colour=_QUIET)]
    rows = [
        [told(item[name], 7.4, colour=_BRICK if item["gap"] else "#22303d", align=align)
         for name, align in (("number", 0), ("name", 0), ("walk", 2), ("minutes", 2))]
        for item in page["facilities"]
    ]  # fmt: skip
    tight = [(side, (0, 0), (-1, -1), 0.1 * mm) for side in _PADDING]
    listed = _table(rows, [5 * mm, 28 * mm, 12 * mm, 13 * mm], *tight) if rows else Spacer(1, 1)
    note = (
        " ".join([words["facilities_note"], *page["walk_notes"]])
        if rows
        else words["no_facilities"]
    )
    right = _titled(told, words["facilities"], listed, told(note, 7, colour=_QUIET), wide=58 * mm)
    return [_side_by_side(left, right, (120 * mm, 62 * mm, 58 * mm))]


def _gate_and_moves(page: Page, told: partial[Paragraph]) -> Table:
    words, gate = page["words"], page["gate"]
    state = told(gate["state"], 9.4, colour=_GREEN if gate["open"] else _BRICK)
    short = [told(f"· {line}") for line in gate["short"]]
    tests = [told(f"· {line}", 7.6, colour=_QUIET) for line in gate["tests"]]
    left = _titled(told, words["gate"], state, *short, *tests)
    right = _titled(told, words["moves"], *_moves(page, told))
    return _side_by_side(left, right, (_HALF, _HALF + _GAP, _HALF))


def _moves(page: Page, told: partial[Paragraph]) -> list[Flowable]:
    words, moves = page["words"], page["moves"]
    found: list[Flowable] = []
    for kind in ("changeable", "fact"):
        lines = moves.get(kind, [])
        found += [told(words[f"moves_{kind}"], 7.8, colour=_QUIET)] if lines else []
        found += [told(f"· {line}", 7.8) for line in lines]
    found += [told(line, 7.2, colour=_QUIET) for line in moves.get("not", [])]
    return found or [told(words["no_moves"], 7.6, colour=_QUIET)]


def _plans(page: Page, told: partial[Paragraph]) -> list[Flowable]:
    words, names, lines = page["words"], page["plans"]["sources"], page["plans"]["lines"]
    heads = ["", words["year"], words["why"]]
    rows = [[told(head, 7.2, colour=_QUIET) for head in heads]
            + [told(name, 7, colour=_QUIET, align=2) for name in names]]  # fmt: skip
    for plan in lines:
        first = [told(plan["proposal"]), told(plan["year"], bold=True, colour=_NAVY)]
        rows.append([*first, told(plan["reason"]), *(told(m, align=2) for m in plan["money"])])
    rest = _WIDE - 52 * mm
    each = min(19 * mm, rest * 0.7 / max(len(names), 1))
    widths = [38 * mm, 14 * mm, rest - each * len(names), *[each] * len(names)]
    line = ("LINEBELOW", (0, 0), (-1, -1), 0.15 * mm, HexColor(_LINE))
    return _titled(told, words["plans"], _table(rows, widths, line), wide=_WIDE)


def _parts(page: Page, told: partial[Paragraph]) -> list[Flowable]:
    rows = [_row(told, page["columns"], _QUIET)]
    marks: list[tuple[Any, ...]] = []
    for item in page["criteria"]:
        at = len(rows)
        marks.append(("BACKGROUND", (1, at), (-1, at), HexColor(_PALE)))
        marks.append(("BACKGROUND", (0, at), (0, at), HexColor(item["colour"])))
        own = [item[key] for key in ("score", "weight", "part", "range")]
        rows.append(_row(told, [item["name"], "", "", *own], _NAVY, bold=True))
        keys = ("name", "value", "median", "score", "weight", "part", "how")
        rows += [_row(told, [row[key] for key in keys], "#22303d") for row in item["indicators"]]
    score = page["headline"][1]
    last = [page["words"]["sum"], "", "", "", "", score["value"], score["small"]]
    rows.append(_row(told, last, _NAVY, bold=True))
    marks.append(("LEFTPADDING", (-1, 0), (-1, -1), 2.5 * mm))
    marks.append(("LINEBELOW", (0, 0), (-1, -2), 0.12 * mm, HexColor("#e6e1d7")))
    listed = _table(rows, [width * mm for width in _ITEMS], *marks)
    return _titled(told, page["words"]["parts"], _stack(page), listed, wide=_WIDE)


def _row(
    told: partial[Paragraph], cells: Sequence[str], colour: str, *, bold: bool = False
) -> list[Any]:
    numbers = range(3, 6)
    return ["", *(
        told(cell, 7.6, colour=colour, align=2 if i in numbers else 0, lead=9.4, bold=bold)
        for i, cell in enumerate(cells)
    )]  # fmt: skip


def _stack(page: Page) -> Flowable:
    """Return the parts as one bar of 100 points."""
    shown = [(item["share"], item["colour"]) for item in page["criteria"] if item["share"] > 0]
    rest = max(0.0, 1 - sum(share for share, _ in shown))
    cells = [*shown, (rest, _TINT)] if rest else shown
    marks = [("BACKGROUND", (i, 0), (i, 0), HexColor(fill)) for i, (_, fill) in enumerate(cells)]
    widths = [share * _WIDE for share, _ in cells]
    bar = Table([[""] * len(cells)], colWidths=widths, rowHeights=[3.6 * mm], hAlign="LEFT")
    bar.setStyle([*marks, *((side, (0, 0), (-1, -1), 0) for side in _PADDING)])
    return KeepInFrame(_WIDE, 6 * mm, [bar, Spacer(1, 1.4 * mm)])


def _unknowns(page: Page, told: partial[Paragraph]) -> list[Flowable]:
    words = page["words"]
    found: list[Flowable] = [told(f"· {line}", 7.8) for line in page["unknowns"]]
    found += [told(words["unknowns_more"], 7.2, colour=_QUIET)] if page["unknowns_more"] else []
    found = found or [told(words["no_unknowns"], 7.6, colour=_QUIET)]
    return _titled(told, words["unknowns"], *found, wide=_WIDE)


def _basis(page: Page, told: partial[Paragraph]) -> list[Flowable]:
    words = page["words"]
    small = partial(told, size=6.8)
    lines = [*page["method"], words["sources"] + words["semicolon"].join(page["sources"])]
    cited = [
        " ".join(filter(None, (item["name"], item["document"], item["mark"])))
        for item in page["standards"]
    ]
    lines.append(words["standards"] + words["semicolon"].join(cited))
    return _titled(told, words["basis"], *(small(line) for line in lines), wide=_WIDE)
