"""The sentences about a plan that is negotiated, and its codes, in a reader's language."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from layers.proposal_name import payer_name, proposal_name
from study.negotiation.price_words import NOBODY_KNOWN
from study.negotiation.why_words import Said
from texts import said, say

_TESTED = ("gate", "not_before")  # their codes name what was tested: gate:consent_unknown


def sentence(one: Said, *, locale: str) -> str:
    """Return a sentence; payers and aims go by their names, what nobody knows is said so.

    >>> sentence(Said("price.out", {"name": "和平里"}), locale="zh")
    '和平里 移出方案。'
    """
    code, values = one
    return say(locale, code, **{key: _told(key, value, locale) for key, value in values.items()})


def sentences(many: Iterable[Said], *, locale: str) -> str:
    """Return sentences one after the other, as the language writes them."""
    return ("" if locale == "zh" else " ").join(sentence(one, locale=locale) for one in many)


def cause_of(code: str) -> str:
    """Return the cause a code of `binding` belongs to: few enough to choose among them.

    >>> cause_of("gate:consent_unknown"), cause_of("not_before:deposit"), cause_of("cap")
    ('consent', 'deposit', 'cap')
    """
    kind, _, test = code.partition(":")
    if kind in _TESTED and test:
        return test.removesuffix("_unknown")
    if kind.startswith("cluster_"):
        return "cluster"
    return {"lock_out": "locked", "fits_better": "fits"}.get(kind, kind)


def worded(codes: pd.Series, kind: str, *, locale: str) -> list[str]:
    """Return each code in the words of its kind; a code without words stays as it is."""
    return [word(str(code), kind, locale=locale) for code in codes]


def word(code: str, kind: str, *, locale: str) -> str:
    """Return the words of a code of one kind.

    >>> word("later", "negotiation_sheet.change", locale="en"), word("x", "no", locale="en")
    ('later', 'x')
    """
    key = f"{kind}.{code}"
    return say(locale, key) if said(locale, key) else code


def called(estates: pd.DataFrame) -> dict[str, str]:
    """Return what to call each estate that has a name, by id."""
    named = estates[estates["name"].notna() & estates["name"].astype("str").ne("")]
    return dict(zip(named["estate_id"], named["name"].astype(str), strict=True))


def _told(key: str, value: object, locale: str) -> object:
    if value is None:
        return say(locale, NOBODY_KNOWN)
    return _NAMES[key](str(value), locale) if key in _NAMES else value


_NAMES: Mapping[str, Callable[[str, str], str]] = {
    "source": lambda value, locale: payer_name(value, locale=locale),
    "aim": lambda value, locale: proposal_name(value, locale=locale),
}
