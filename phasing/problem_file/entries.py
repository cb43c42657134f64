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


def number(key: str, value: object) -> Fraction:
    """Return a number exactly as it is written in decimals: 0.1 is a tenth.

    Errors: `phasing.file_number`.

    >>> number("cost", 0.1) + number("cost", 0.2) == number("cost", 0.3)
    True
    """
    known = isinstance(value, Real) and not isinstance(value, bool)
    if not known or not -LARGEST < value < LARGEST:  # type: ignore[operator]
        raise InputError("phasing.file_number", key=key, value=str(value))
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
        raise InputError("phasing.file_text", key=key, value=value)
    return str(value)


def mapping(key: str, value: object) -> Mapping[str, object]:
    """Return a mapping with text for keys.

    Errors: `phasing.file_mapping`.
    """
    if not isinstance(value, Mapping):
        raise InputError("phasing.file_mapping", key=key, value=value)
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
