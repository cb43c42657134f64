"""Text in a PDF: a Chinese typeface that shows everywhere, and names that stay names."""

import functools
import re
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import Paragraph
from reportlab.platypus import paragraph as line_breaking

# What Chinese Windows and macOS carry with outlines reportlab can embed; the first found is taken.
SYSTEM_FONTS = (
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
    "C:/Windows/Fonts/simsun.ttc",
    "C:/Windows/Fonts/Deng.ttf",
    "/System/Library/Fonts/STHeiti Light.ttc",
)
_EMBEDDED, _STANDARD, _LATIN, _BOLD = "Jiugai", "STSong-Light", "Helvetica", "Helvetica-Bold"
_LATIN_RUN = re.compile("[\u0020-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]+")
_CHINESE = re.compile("[\u2e80-\uffef]")
_CHINESE_MARKS = "…—×"  # as wide as a character in Chinese

# reportlab knows which Japanese marks begin no line; these are the Chinese ones.
line_breaking.ALL_CANNOT_START += "，：；！？”’》"


@functools.cache
def typeface(files: Sequence[str] = SYSTEM_FONTS) -> str:
    """Return the name of the typeface to write with, made known to reportlab.

    The first of `files` that can be read is embedded, only the characters used: it looks the same
    everywhere. Where there is none it is Adobe's standard STSong-Light, which is not embedded:
    every PDF reader with Chinese fonts shows it with its own.
    """
    for file in files:
        if Path(file).is_file():
            try:
                pdfmetrics.registerFont(TTFont(_EMBEDDED, file))
            except (TTFError, OSError):
                continue
            return _EMBEDDED
    pdfmetrics.registerFont(UnicodeCIDFont(_STANDARD))
    return _STANDARD


def style(
    size: float, *, colour: str = "#22303d", lead: float = 0, align: int = 0
) -> ParagraphStyle:
    """Return a style of letters `size` points high; align 0 left, 1 middle, 2 right."""
    return ParagraphStyle(
        "text",
        fontName=typeface(),
        fontSize=size,
        leading=lead or round(size * 1.38, 1),
        textColor=HexColor(colour),
        alignment=align,
    )


def paragraph(text: str, how: ParagraphStyle, *, locale: str, bold: bool = False) -> Paragraph:
    """Return a paragraph of plain text: whatever looks like markup is shown as it is.

    Chinese breaks between any two characters; so does English that is half Chinese names. `bold`
    shows in Latin letters and figures only: the standard Chinese typeface has one weight.
    """
    chinese = locale == "zh" or len(_CHINESE.findall(text)) * 4 > len(text)
    how = ParagraphStyle("wrapped", how, wordWrap="CJK") if chinese else how
    return Paragraph(marked_up(text, locale=locale, bold=bold), how)


def marked_up(text: str, *, locale: str, bold: bool = False) -> str:
    """Return plain text as reportlab's markup, Latin letters in a Latin typeface where needed.

    >>> marked_up("<b>&", locale="en") if typeface(()) == "STSong-Light" else ""
    '<font name="Helvetica">&lt;b&gt;&amp;</font>'
    """
    text = "".join(letter for letter in text if letter >= " " or letter == "\n")
    if typeface() == _EMBEDDED:
        return escape(text)
    marks = _CHINESE_MARKS if locale == "zh" else ""
    face = _BOLD if bold else _LATIN
    return "".join(_run(run, face if latin else "") for run, latin in _runs(text, marks))


def _runs(text: str, marks: str) -> list[tuple[str, bool]]:
    """Part a text into runs, each with whether it is Latin."""
    found: list[tuple[str, bool]] = []
    for letter in text:
        latin = bool(_LATIN_RUN.fullmatch(letter)) and letter not in marks
        if found and found[-1][1] == latin:
            found[-1] = (found[-1][0] + letter, latin)
        else:
            found.append((letter, latin))
    return found


def _run(text: str, face: str) -> str:
    return f'<font name="{face}">{escape(text)}</font>' if face else escape(text)
