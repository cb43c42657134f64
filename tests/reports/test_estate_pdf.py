import base64
import dataclasses
import re
import zlib

import pytest
from reportlab.pdfbase import pdfmetrics

from reports.estate_pdf import sheet_pdf
from reports.estate_sheet import estate_page
from reports.pdf_text import marked_up, paragraph, style, typeface
from study.gates import Deposit, Gates, Scheme
from tests.reports import small_sheet


@pytest.fixture(scope="module")
def results():
    return small_sheet.results()


@pytest.fixture(scope="module")
def first(results):
    return results.estates["estate_id"].iloc[0]


def written(pdf):
    """Return the letters of a PDF written with the standard typefaces."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    texts = [zlib.decompress(base64.a85decode(s.strip().removesuffix(b"~>"))) for s in streams]
    pieces = re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", b"".join(texts), re.DOTALL)
    return "".join(map(_letters, pieces))


def _letters(piece):
    raw = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8)]), piece)
    raw = re.sub(rb"\\(.)", rb"\1", raw)
    if b"\x00" in raw or (any(byte > 0x4D for byte in raw[::2]) and len(raw) % 2 == 0):
        return raw.decode("utf-16-be", "replace") + "|" + raw.decode("cp1252", "replace")
    return raw.decode("cp1252", "replace")


def test_the_same_run_gives_the_same_bytes(results, first):
    assert sheet_pdf(results, first, locale="zh") == sheet_pdf(results, first, locale="zh")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_it_has_two_pages_whatever_the_estate(results, locale):
    for estate_id in results.estates["estate_id"][:4]:  # the third has no outline
        pdf = sheet_pdf(results, estate_id, locale=locale)
        assert pdf.startswith(b"%PDF")
        assert len(re.findall(rb"/Type /Page\b", pdf)) == 2


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_test_of_entry_with_its_basis_fits(results, first, locale):
    chosen = dataclasses.replace(results.choices, gates=Gates(deposit=Deposit(), scheme=Scheme()))
    estates = results.estates.assign(scheme_stage=None, deposit_ok=None)
    every = dataclasses.replace(results, choices=chosen, estates=estates)
    pdf = sheet_pdf(every, first, locale=locale)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 2
    if locale == "en":
        assert "end of 2000" in written(pdf)
        assert "2020-07-10" in written(pdf)


def test_it_says_the_numbers_of_the_page(results, first):
    page = estate_page(results, first, locale="en")
    shown = written(sheet_pdf(results, first, locale="en"))
    for item in page["headline"][:4]:
        assert item["value"] in shown
    for item in page["criteria"]:
        assert item["part"] in shown
        assert item["name"] in shown
        for row in item["indicators"]:
            assert row["part"] in shown


def test_a_name_that_is_markup_is_text(first):
    sheet_pdf(small_sheet.named(small_sheet.EVIL, first), first, locale="zh")
    shown = written(sheet_pdf(small_sheet.named("<b>&{}=1+1", first), first, locale="en"))
    assert "<b>&{}=1+1" in shown


def test_markup_is_escaped_and_control_letters_are_dropped():
    assert "<b>" not in marked_up("<b>x</b>\x00", locale="zh")
    assert "\x00" not in marked_up("x\x00", locale="zh")
    line = paragraph("a < b & c", style(9), locale="en")
    assert line.getPlainText() == "a < b & c"


def test_without_a_system_typeface_the_standard_one_is_taken():
    assert typeface(()) == "STSong-Light"
    assert typeface(("/nowhere/font.ttf",)) == "STSong-Light"
    assert "STSong-Light" in pdfmetrics.getRegisteredFontNames()
