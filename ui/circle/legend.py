"""Estates coloured by class, and the legend that counts them."""

from collections.abc import Collection, Sequence

import pandas as pd

from layers.classes import UNKNOWN, MapClass
from layers.legend import legend
from ui.map.live_map import Painting, codes
from ui.session.words import locale, t


def painted(
    keys: pd.Series, classes: Sequence[MapClass], *, title: str, if_any: Collection[str] = ()
) -> Painting:
    """Return the painting of one class key an estate, in the order of the outlines.

    Classes of `if_any` are left out of the legend where no estate falls in them.
    """
    told = keys.fillna(UNKNOWN.key).reset_index(drop=True)
    shown = [item for item in classes if item.key not in if_any or told.eq(item.key).any()]
    named = legend(told, shown, locale=locale())
    at = {key: place for place, key in enumerate(named["key"])}
    rows = [{str(name): value for name, value in row.items()} for row in named.to_dict("records")]
    return Painting(codes([at[key] for key in told]), rows, title, t("ui.estates"))
