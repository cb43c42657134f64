"""What one cell came to."""

import unicodedata
from typing import NamedTuple


class Reading(NamedTuple):
    """A value (None: unknown) and the issue it makes, if any.

    `code` is `interpreted`, `unread`, `outside`, `open`, `range_unused`, `rate_unsure` (of a
    hundred or of one?), `date_number` (a number that showed as a date), `became_date` (a number a
    sheet took for a date), `zero` (where nothing can be none), `digits_lost` (a code shown as
    4.4E+11) or `none` (a word that says there is nothing to name); empty when the cell says
    plainly what was read.
    """

    value: object
    code: str = ""


def half_width(text: str) -> str:
    """Return `text` for comparison: half-width, no case, no padding.

    >>> half_width(" Ａ级 ")
    'a级'
    """
    return unicodedata.normalize("NFKC", text).casefold().strip()


def label(value: object) -> str:
    """Return a cell as text; a whole number loses the decimals Excel gave it.

    >>> label(12.0), label("012")
    ('12', '012')
    """
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
