"""Codes in, sentences out: gettext catalogues read with Babel, one file a room and language."""

import functools
from numbers import Integral
from pathlib import Path

from babel.messages.pofile import read_po

LOCALES = ("zh", "en")

_FOLDER = Path(__file__).parent

# Placeholders that stand for how many or how much. A year, a row or a code has no thousands.
_AMOUNTS = frozenset({
    "all", "amount", "at_least", "at_most", "buildings", "cost", "count", "due",
    "estates", "extra", "facilities", "farthest", "homes", "households", "k", "left",
    "limit", "losing", "lost", "median", "metres", "more", "moved", "needed", "over",
    "people", "placed", "points", "rank", "residents", "rows", "served", "shown", "some",
    "total", "unknown", "wan", "whole", "yuan", "yuan_per_household",
})  # fmt: skip
_UNITS = ("_m", "_m2", "_wan")
_THOUSAND = 1000


def say(locale: str, code: str, /, **values: object) -> str:
    """Return the sentence of `code` in `locale`, its `{placeholders}` filled with `values`.

    A code without a sentence comes back as itself, so that nothing is hidden from the reader;
    a test holds both languages to the same codes and placeholders. How many and how much is told
    with thousands marks; a year, a row and a text stay as they are.

    >>> say("en", "severity.error")
    'Error'
    >>> say("en", "rule.cap.households", year=2027, at_most=2767)
    'Cap: at most 2,767 households in 2027'
    """
    sentence = _sentences(locale).get(code, code)
    return sentence.format_map(_Shown(values))


def said(locale: str, code: str) -> bool:
    """Return whether `locale` has a sentence for `code`."""
    return code in _sentences(locale)


def codes(locale: str) -> dict[str, str]:
    """Return every code of `locale` with its sentence, placeholders unfilled."""
    return dict(_sentences(locale))


class _Shown(dict[str, object]):
    """Mark the thousands of an amount; leave a placeholder without a value as it is written."""

    def __getitem__(self, key: str) -> object:
        value = super().__getitem__(key)
        return f"{value:,}" if _large_amount(key, value) else value

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _large_amount(key: str, value: object) -> bool:
    if not isinstance(value, Integral | float):
        return False
    return abs(value) >= _THOUSAND and (key in _AMOUNTS or key.endswith(_UNITS))  # type: ignore[operator]


@functools.cache
def _sentences(locale: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((_FOLDER / locale).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale)
        found |= {str(m.id): str(m.string) for m in catalogue if m.id and m.string}
    return found
