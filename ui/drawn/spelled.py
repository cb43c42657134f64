"""How a name is spelled in Latin letters: found without a Chinese keyboard at hand."""

from pypinyin import Style, lazy_pinyin


def spelled(name: str) -> str:
    """Return the pinyin of a name in one word, and its initials in another; "" for no name.

    Letters and digits in a name stay what they are. Characters of several readings are read as in
    the words they stand in.

    >>> spelled("重庆路A区")
    'chongqingluaqu cqlaq'
    """
    whole = "".join(lazy_pinyin(name))
    first = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return " ".join(dict.fromkeys(filter(None, (whole, first)))).lower()
