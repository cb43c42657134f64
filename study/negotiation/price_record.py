"""The price of an override as plain values, for JSON."""

from typing import Any

import pandas as pd

from phasing.negotiation.price import Price

_NUMBERS = ("lost", "lost_least", "lost_most", "lost_share")
_TABLES = ("estates", "money", "people", "zones")


def price_record(found: Price) -> dict[str, Any]:
    """Return what is asked, what it costs, and the tables of what differs; unknown is None."""
    asked = found.override
    return {
        "pins": dict(sorted(asked.pins.items())),
        "out": sorted(asked.out),
        "code": found.code,
        "searched": found.searched,
        **{name: getattr(found, name) for name in _NUMBERS},
        "with_cluster": list(found.with_cluster),
        "left_cluster": [
            {"estate_id": estate, "code": code} for estate, code in found.left_cluster
        ],
        "aims": [
            {"aim": aim.aim.kind, **{name: getattr(aim, name) for name in aim._fields[1:]}}
            for aim in found.aims
        ],
        "clash": [str(rule) for rule in found.clash.rules] if found.clash else [],
        **_tables(found),
    }


def _tables(found: Price) -> dict[str, Any]:
    if found.difference is None:
        return {name: [] for name in _TABLES}
    tables = {name: getattr(found.difference, name) for name in _TABLES}
    moved = {"displaced": found.difference.displaced, "moved_wan": found.difference.moved_wan}
    return moved | {name: _records(table) for name, table in tables.items()}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    plain = table.astype(object).where(table.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]
