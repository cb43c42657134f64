"""A word nobody knows is refused with the known one it is like, if it is like any."""

import difflib
from collections.abc import Collection

from tables import InputError

ALIKE = 0.6  # share of letters in common: below it a suggestion would be a guess


def with_nearest(error: InputError, word: str, known: Collection[str]) -> InputError:
    """Return the error with the `nearest` known word, or as `<code>.unlike` where none is like it.

    Like is a ratio of Ratcliff and Obershelp (`difflib`) of at least `ALIKE`.

    >>> refused = InputError("siting.unknown_facility", facility="eld_daycar")
    >>> with_nearest(refused, "eld_daycar", ["eld_daycare", "shp_super"]).values["nearest"]
    'eld_daycare'
    >>> with_nearest(refused, "nope", ["eld_daycare", "shp_super"]).code
    'siting.unknown_facility.unlike'
    """
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=ALIKE)
    if near:
        return InputError(error.code, **error.values, nearest=near[0])
    return InputError(f"{error.code}.unlike", **error.values)
