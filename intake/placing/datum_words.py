"""Headers and names that say in which datum coordinates are: 高德经度, bd_lng, 火星坐标."""

import re
from collections.abc import Iterable

from geo.coordinates.datum import Datum
from intake.headings.headers import plain

_WORDS: tuple[tuple[Datum, str], ...] = (
    ("wgs84", r"wgs|cgcs|国家2000|2000坐标|gps"),
    ("bd09", r"bd09|bd_?l|^bd_|百度|baidu"),
    ("gcj02", r"gcj|高德|amap|腾讯|tencent|火星|mars|国测局"),
)


def said(words: Iterable[str]) -> Datum | None:
    """Return the datum that headers or names tell; None where they tell none, or several.

    >>> said(["高德经度", "高德纬度"]), said(["bd_lng"]), said(["经度", "lat"]), said(["wgs84_lon"])
    ('gcj02', 'bd09', None, 'wgs84')
    """
    texts = [text for word in words for text in (word.casefold(), plain(word))]
    found = [datum for datum, sign in _WORDS if any(re.search(sign, text) for text in texts)]
    return found[0] if len(found) == 1 else None
