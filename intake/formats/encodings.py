"""Bytes of text → text: UTF-8, else GB18030 where it reads as Chinese, else a question."""

import codecs
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from intake import questions
from intake.people import kept_out as people
from intake.raw import Raw
from tables import InputError, Issue, Table

TRIED = ("utf-8", "gb18030")
OTHERS = ("big5", "cp1252")  # asked about, never taken unsaid

_WORDS = {"936": "gb18030", "cp936": "gb18030", "gbk": "gb18030", "gb2312": "gb18030",
          "65001": "utf-8", "utf8": "utf-8", "950": "big5", "cp950": "big5",
          "ansi 936": "gb18030", "oem 936": "gb18030", "system": ""}  # fmt: skip
_USUAL, _LEAST_USUAL = 0.6, 2  # share of everyday characters in a text that reads as Chinese
_LIKELY = 0.3  # least share of everyday signs in another encoding worth asking about
_FEW = 0.25  # share of broken signs a text may hold and still be in its encoding
_CONTROLS = 0.02  # a text holds hardly any control characters
_SAMPLES = 4
_LOST = re.compile("[\udc80-\udcff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_HEAD = 200_000


class Text(NamedTuple):
    """A decoded file; `candidates` are the encodings to ask about, the likeliest first."""

    text: str
    encoding: str
    candidates: tuple[str, ...] = ()


def in_python(word: str) -> str:
    """Return the encoding a .cpg file or a person names, in Python's word; empty: not known.

    >>> in_python("GBK"), in_python("UTF8"), in_python("no such")
    ('gb18030', 'utf-8', '')
    """
    found = _WORDS.get(word.lower(), word.lower())
    try:
        return codecs.lookup(found).name if found else ""
    except LookupError:
        return ""


def decode(data: bytes, label: str, given: str | None = None) -> Text:
    """Return the text of a file, the encoding it was in, and what to ask where that is in doubt.

    Signs that are not in the encoding of all others come as lone surrogates (`lost`).
    Errors: no encoding fits, or the bytes are no text.

    >>> decode("小区".encode("gbk"), "a.csv")[:2], decode("小区".encode("utf-8-sig"), "a.csv")[1]
    (('小区', 'gb18030'), 'utf-8-sig')
    """
    if given:
        return _as_told(data, label, given)
    if data.startswith(codecs.BOM_UTF8):
        return _kept(Text(data.decode("utf-8-sig", "surrogateescape"), "utf-8-sig"), label)
    wide = _two_bytes(data)
    if wide:
        return _kept(Text(data.decode(wide, "replace").lstrip("\ufeff"), wide), label)
    for encoding in TRIED:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _kept(_likeliest(data, Text(text, encoding, doubted(data, encoding))), label)
    return _kept(_damaged(data, label), label)


def lost(cell: object) -> bool:
    """Return whether a cell holds signs that could not be decoded."""
    return isinstance(cell, str) and _LOST.search(cell) is not None


def doubted(data: bytes, encoding: str) -> tuple[str, ...]:
    """Return the encodings to ask about when bytes that pass for GB18030 do not read as Chinese.

    >>> doubted("長安花園臺灣戶數".encode("big5"), "gb18030")
    ('big5', 'gb18030')
    >>> doubted("长安花园户数".encode("gbk"), "gb18030")
    ()
    """
    head = data[:_HEAD]
    if encoding != "gb18030" or not _rare(head.decode(encoding, "ignore")):
        return ()
    likely = _likely_others(head)
    return (*likely, encoding) if likely else ()


def question_of(candidates: Sequence[str], raw: Raw, table: Table, label: str) -> list[Issue]:
    """Return the question which encoding a file is in, with names as each would read them."""
    taken = raw.encoding
    names = [text for text in people.samples(raw, table.columns) if not text.isascii()][:_SAMPLES]
    shown = {c: "、".join(_reread(name, taken, c) for name in names) for c in candidates}
    samples = "；".join(f"{c}: {text}" for c, text in shown.items())
    return [
        questions.question(
            "intake.encoding_unsure", ("encoding", label), candidates, proposed=candidates[0],
            table=table.name, file=label, detail={"encoding": taken, "samples": samples},
        )
    ]  # fmt: skip


def fitting(texts: Iterable[bytes], candidates: Sequence[str]) -> str | None:
    """Return the first of `candidates` that decodes every text; one may be cut off at its end.

    >>> fitting(["小区名称".encode()[:10]], ["utf-8", "gb18030"])
    'utf-8'
    """
    found = list(texts)
    return next(
        (c for c in candidates if all(decoded(text, c) is not None for text in found)), None
    )


def decoded(text: bytes, encoding: str) -> str | None:
    """Return `text` without a last character that was cut, or None when it is not `encoding`."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(text)
    except (UnicodeDecodeError, LookupError):
        return None


def usual(text: str, encoding: str = "gb2312", last: int = 0xD7) -> float:
    """Return the share of everyday Chinese characters among the signs beyond ASCII.

    Everyday: the first level of GB 2312 (3,755 characters, rows 16–55) and its punctuation.
    """
    signs = [c for c in text if not c.isascii()]
    known = [c.encode(encoding, "ignore") for c in signs]
    return sum(bool(c) and c[0] <= last for c in known) / max(len(signs), 1)


def _as_told(data: bytes, label: str, given: str) -> Text:
    encoding = in_python(given)
    if not encoding:
        raise InputError("intake.encoding", file=label, tried=given)
    try:
        return Text(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise InputError("intake.encoding", file=label, tried=given) from error


def _two_bytes(data: bytes) -> str:
    """Return the UTF-16 a file is in: by its mark, else by every other byte being empty."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:_HEAD]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) * 10 < len(head) or min(odd, even) * 10 > max(odd, even):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _likeliest(data: bytes, text: Text) -> Text:
    """Return the text in the first of its candidates: digits read the same in all of them."""
    if not text.candidates or text.candidates[0] == text.encoding:
        return text
    likely = text.candidates[0]
    return Text(data.decode(likely, "replace"), likely, text.candidates)


def _rare(text: str) -> bool:
    signs = [c for c in text if not c.isascii()]
    return len(signs) >= _LEAST_USUAL and usual("".join(signs)) < _USUAL


def _likely(text: str, encoding: str) -> float:
    if encoding == "big5":
        return usual(text, "big5", 0xC6)
    letters = len(re.findall(r"(?<=[A-Za-z])[à-öø-ÿß]|[À-ÖØ-öø-ÿ](?=[a-z])", text))
    return letters / max(sum(not c.isascii() for c in text), 1)


def _likely_others(data: bytes) -> tuple[str, ...]:
    """Return the other encodings in which bytes read as a text, the likeliest first."""
    texts = {e: text for e in OTHERS if (text := decoded(data, e)) is not None}
    shares = {e: _likely(text, e) for e, text in texts.items()}
    found = [e for e in OTHERS if shares.get(e, 0) >= _LIKELY]
    return tuple(sorted(found, key=lambda e: -shares[e]))


def _damaged(data: bytes, label: str) -> Text:
    """Return a text in which few signs are broken, or one in an encoding to ask about."""
    for encoding in TRIED:
        text = data.decode(encoding, "surrogateescape")
        broken = len(_LOST.findall(text))
        whole = _LOST.sub("", text)
        signs = sum(not c.isascii() for c in whole)
        if broken <= _FEW * signs and not (encoding == "gb18030" and _rare(whole)):
            return Text(text, encoding)
    likely = _likely_others(data)
    if not likely:
        raise InputError("intake.encoding", file=label, tried=", ".join((*TRIED, *OTHERS)))
    return Text(decoded(data, likely[0]) or "", likely[0], likely)


def _kept(text: Text, label: str) -> Text:
    """Refuse bytes that are no text at all."""
    head = text.text[:_HEAD].replace("\x00", "")
    if len(_CONTROL.findall(head)) > _CONTROLS * len(head):
        raise InputError("intake.no_text", file=label)
    return text


def _reread(name: str, taken: str, candidate: str) -> str:
    return name.encode(taken, "ignore").decode(candidate, "replace")
