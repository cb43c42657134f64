"""Columns that are keys of OpenStreetMap → one column of tags: `amenity=school;isced:level=1`.

An export has a column for each key (amenity, shop, leisure, …) and only one of them can be the
category; together they say what a place is, and what the facilities of a study are mapped from.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from intake.raw import Raw
from tables import Table

MAIN = ("amenity", "shop", "leisure", "healthcare")
KEYS = (
    *MAIN, "social_facility", "social_facility:for", "public_transport", "bus", "highway",
    "railway", "station", "office", "sport", "isced:level", "school", "place", "vending",
)  # fmt: skip
# Whether it is there and open to all; what it is they do not say.
STATES = ("access", "disused", "abandoned", "demolished", "construction", "proposed", "planned",
          "operational_status")  # fmt: skip
_PACKED = "other_tags"
_TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')
_COLUMN = "tags"


def tags(text: object) -> dict[str, str]:
    r"""Return the tags that GDAL packs into one text.

    >>> tags(r'"amenity"=>"school","ref"=>"a \"b\""')
    {'amenity': 'school', 'ref': 'a "b"'}
    """
    if not isinstance(text, str):
        return {}
    return {_bare(key): _bare(value) for key, value in _TAG.findall(text)}


def with_tags(raw: Raw, table: Table) -> Raw:
    """Return `raw` with a column `tags` where its headers are keys of OpenStreetMap.

    Only for a table that has the column, and a file that has not.
    """
    headers = [header.strip().casefold() for header in raw.headers]
    if _COLUMN not in table.names or _COLUMN in headers or not {*MAIN, _PACKED} & set(headers):
        return raw
    columns = {
        key: raw.cells[headers.index(key)].tolist() for key in (*KEYS, *STATES) if key in headers
    }
    packed: Iterable[object] = [None] * len(raw.cells)
    if _PACKED in headers:
        packed = raw.cells[headers.index(_PACKED)].tolist()
    rows = [tags(text) for text in packed]
    told = [
        _written(row | {key: own[at] for key, own in columns.items() if isinstance(own[at], str)})
        for at, row in enumerate(rows)
    ]
    added = pd.Series(told, index=raw.cells.index, dtype="object").rename(len(headers))
    cells = pd.concat([raw.cells, added], axis=1)
    return replace(raw, headers=(*raw.headers, _COLUMN), cells=cells)


def _written(found: Mapping[str, str]) -> str | None:
    own, states = ([key for key in keys if found.get(key)] for keys in (KEYS, STATES))
    return ";".join(f"{key}={found[key].strip()}" for key in (*own, *states) if own) or None


def _bare(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
