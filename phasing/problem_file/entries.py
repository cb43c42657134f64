"""Numbers and keys of a problem file; what cannot be read is refused by the name of its key."""

import difflib
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Real

from tables import InputError

# A key this like a known one is a slip of the pen; one less like it is somebody's own note.
ALIKE = 0.75
# Sums of such numbers are still numbers.
LARGEST = 1e250
# As much of a value as a sentence about it shows.
SHOWN = 80


def number(key: str, value: object) -> Fraction:
    """Return a number exactly as it is written in decimals: 0.1 is a tenth.

    Errors: `phasing.file_number`.

    >>> number("cost", 0.1) + number("cost", 0.2) == number("cost", 0.3)
    True
    """
    known = isinstance(value, Real) and not isinstance(value, bool)
    if not known or not -LARGEST < value < LARGEST:  # type: ignore[operator]
        raise InputError("phasing.file_number", key=key, value=shown(value))
    return Fraction(value if isinstance(value, int) else Decimal(repr(float(value))))  # type: ignore[arg-type]


def amount(key: str, value: object) -> Fraction:
    """Return a number from 0 up.

    Errors: `phasing.file_number`, `phasing.file_negative`.
    """
    found = number(key, value)
    if found < 0:
        raise InputError("phasing.file_negative", key=key, value=value)
    return found


def missing(value: object) -> bool:
    """Return whether nothing is known: null, or no number.

    >>> missing(None), missing(float("nan")), missing(0)
    (True, True, False)
    """
    return value is None or (isinstance(value, float) and math.isnan(value))


def text(key: str, value: object) -> str:
    """Return a name or an id; a whole number is one too.

    Errors: `phasing.file_text`.

    >>> text("id", 17)
    '17'
    """
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not (whole or isinstance(value, str)) or not str(value).strip():
        raise InputError("phasing.file_text", key=key, value=shown(value))
    return str(value)


def shown(value: object) -> str:
    """Return a value as a sentence shows it: not more of it than a line holds.

    >>> shown(3), shown("x" * 100) == "x" * 79 + "…"
    ('3', True)
    """
    try:
        said = str(value)
    except ValueError:  # a number of thousands of digits
        return "…"
    return said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"


def renamed(key: str, given: Mapping[str, object], aliases: Mapping[str, str]) -> dict[str, object]:
    """Return a mapping with the names that are read; two names of one thing are refused.

    Errors: `phasing.file_both`.

    >>> renamed("estates[0]", {"estate_id": "E1"}, {"estate_id": "id"})
    {'id': 'E1'}
    """
    found: dict[str, object] = {}
    for name, value in given.items():
        known = aliases.get(name, name)
        if known in found:
            other = next(n for n in given if aliases.get(n, n) == known)
            raise InputError("phasing.file_both", key=key, first=other, other=name)
        found[known] = value
    return found


def mapping(key: str, value: object) -> Mapping[str, object]:
    """Return a mapping with text for keys.

    Errors: `phasing.file_mapping`.
    """
    if not isinstance(value, Mapping):
        raise InputError("phasing.file_mapping", key=key, value=shown(value))
    return {str(name): found for name, found in value.items()}


def unread(given: Iterable[str], known: Iterable[str], where: str = "") -> list[str]:
    """Return the keys that nobody reads; one like a key that is read is refused.

    Errors: `phasing.file_key`.

    >>> unread(["id", "remark"], ["id", "value"])
    ['remark']
    """
    names = list(known)
    others = [key for key in given if key not in names]
    for key in others:
        near = difflib.get_close_matches(key.lower(), names, n=1, cutoff=ALIKE)
        if near:
            raise InputError("phasing.file_key", key=f"{where}{key}", nearest=near[0])
    return [f"{where}{key}" for key in others]
