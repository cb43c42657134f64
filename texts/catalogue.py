"""Codes in, sentences out: gettext catalogues read with Babel, one file a room and language."""

import functools
from pathlib import Path

from babel.messages.pofile import read_po

LOCALES = ("zh", "en")

_FOLDER = Path(__file__).parent


def say(locale: str, code: str, /, **values: object) -> str:
    """Return the sentence of `code` in `locale`, its `{placeholders}` filled with `values`.

    A code without a sentence comes back as itself, so that nothing is hidden from the reader;
    a test holds both languages to the same codes and placeholders.

    >>> say("en", "severity.error")
    'Error'
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
    """Leave a placeholder without a value as it is written."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@functools.cache
def _sentences(locale: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((_FOLDER / locale).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale)
        found |= {str(m.id): str(m.string) for m in catalogue if m.id and m.string}
    return found
