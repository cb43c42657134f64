"""Whether a problem file can be read at all: not too deep, of text and numbers that can be told."""

from collections.abc import Iterator, Mapping

from phasing.problem_file.entries import LARGEST, shown
from tables import InputError

# A problem needs six levels; what is noted beside it may be as deep as a map.
DEEPEST = 50


def readable(given: object) -> None:
    """Refuse what no answer could be told about: half a character, more levels than anyone writes.

    Errors: `phasing.file_deep`, `phasing.file_characters`, `phasing.file_number`.

    >>> readable({"estates": [{"id": "天阳楼", "value": 9}]})
    """
    waiting: list[tuple[str, object, int]] = [("", given, 0)]
    while waiting:
        at, value, depth = waiting.pop()
        if depth > DEEPEST:
            raise InputError("phasing.file_deep", most=DEEPEST)
        if isinstance(value, str):
            _check_text(at, value)
        elif isinstance(value, int) and not -LARGEST < value < LARGEST:
            raise InputError("phasing.file_number", key=at, value=shown(value))
        waiting += [(key, inside, depth + 1) for key, inside in _inside(at, value)]


def _inside(at: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for name, inside in value.items():
            key = f"{at}.{name}" if at else str(name)
            yield key, str(name)
            yield key, inside
    elif isinstance(value, list | tuple):
        for place, inside in enumerate(value):
            yield f"{at}[{place}]", inside


def _check_text(at: str, value: str) -> None:
    """Refuse half a character: JSON can write one, nothing can print it."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        key, said = (text.encode("ascii", "backslashreplace").decode() for text in (at, value))
        raise InputError("phasing.file_characters", key=key, value=shown(said)) from error
