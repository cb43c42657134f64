"""What a kind of facility is called, wherever its code would stand."""

import pandas as pd

from texts import said, say


def category_name(code: str, *, locale: str) -> str:
    """Return the words for a category of the catalogues; one a city made goes by its code.

    >>> category_name("eld_daycare", locale="en"), category_name("own_kiosk", locale="en")
    ('Elderly day care', 'own_kiosk')
    """
    words = f"category.{code}"
    return say(locale, words) if said(locale, words) else code


def category_names(codes: pd.Series, *, locale: str) -> pd.Series:
    """Return the words for each code; no code, no words.

    >>> category_names(pd.Series(["shp_market", None]), locale="zh").tolist()
    ['菜市场或生鲜超市', '']
    """
    known = {code: category_name(str(code), locale=locale) for code in codes.dropna().unique()}
    return codes.map(known).astype(object).where(codes.notna(), "")
