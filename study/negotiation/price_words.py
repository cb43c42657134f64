"""The price of an override as sentences: codes with their numbers, one a line."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from phasing.negotiation.difference import CHANGES
from phasing.negotiation.price import Price
from phasing.parts import YUAN_PER_WAN, to_yuan
from study.negotiation.outward import POINT_DIGITS, at_least, at_most, down, up
from study.negotiation.why_words import Said, amount, percent

_PEOPLE = 0  # decimals
NOBODY_KNOWN = "price.nobody_known"


def price_words(found: Price, names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return what a price says, line by line: what is asked, what is lost, who and what moves.

    `names`: what to call each estate; who has no name is called by id. A number that nobody knows
    is None: `NOBODY_KNOWN` is the code of the word for it.
    """
    return (
        *_asked(found, names),
        *([] if found.searched else [Said("price.first_answer", {})]),
        *_lost(found, names),
        *(_moved(found) if found.searched else ()),  # a repair moves more than it need
        *_clusters(found, names),
    )


def _asked(found: Price, names: Mapping[str, str]) -> Iterator[Said]:
    for estate, year in sorted(found.override.pins.items()):
        yield Said("price.pin", {"name": names.get(estate, estate), "year": year})
    for estate in sorted(found.override.out):
        yield Said("price.out", {"name": names.get(estate, estate)})
    if found.override.released:
        yield Said("price.released", {"count": len(found.override.released)})


def _lost(found: Price, names: Mapping[str, str]) -> Iterator[Said]:
    if found.clash is not None:
        yield Said("price.as.clash", {"count": len(found.clash.rules)})
        return
    share = found.lost_share
    values = {
        "lost": _points(found.lost),
        "gain": _points(-found.lost),
        "least": _points(down(found.lost_least, POINT_DIGITS)),
        "most": _points(up(found.lost_most, POINT_DIGITS)),
        "share": "—" if pd.isna(share) else percent(abs(share)),
        "least_share": _share(found, found.lost_least, at_least),
        "most_share": _share(found, found.lost_most, at_most),
    }
    won = ".won" if found.code == "cluster_broken" and found.lost < 0 else ""
    if found.code == "better" and found.override.released:
        won = ".released"
    values |= {"names": _called(found.broken, names)} if found.broken else {}
    yield Said(f"price.as.{found.code}{won}", values)
    for aim in found.aims[1:]:
        change = aim.after - aim.before
        sign = "+" if change > 0 else ""
        yield Said("price.then", {"aim": aim.aim.kind, "change": sign + _points(change)})


def _share(found: Price, points: float, told: Callable[[float], str]) -> str:
    """Return points as a share of the value before, in per cent."""
    before = abs(found.aims[0].before)
    return told(points / before) if before and math.isfinite(points) else "—"


def _points(value: float) -> str:
    """Return points without needless decimals; what nobody knows is no number."""
    if not math.isfinite(value):
        return "—"
    return f"{value:,.{POINT_DIGITS}f}".rstrip("0").rstrip(".")


def _moved(found: Price) -> Iterator[Said]:
    if found.difference is None or not found.difference.displaced:
        return
    rows = {str(row["change"]): row for row in found.difference.people.to_dict("records")}
    counts = {change: rows[change]["estates"] for change in CHANGES}
    yield Said("price.displaced", {"estates": found.difference.displaced, **counts})
    for change in CHANGES:
        if counts[change]:
            yield from _people(rows[change])
    change_yuan = found.difference.money["moved_wan"].map(to_yuan).sum()
    moved = {
        "moved_wan": amount(found.difference.moved_wan),
        "change_wan": f"{change_yuan / YUAN_PER_WAN:+,.10g}",
    }
    yield Said("price.money", moved)


def _people(row: Mapping[Any, Any]) -> Iterator[Said]:
    values = {name: _whole(row[name]) for name in ("residents", "households")}
    yield Said(f"price.{row['change']}", {**values, "years": _whole(row["resident_years"])})
    if row["residents_unknown"]:
        yield Said("price.residents_unknown", {"count": row["residents_unknown"]})


def _whole(value: float) -> str | None:
    return None if pd.isna(value) else f"{value:,.{_PEOPLE}f}"


def _clusters(found: Price, names: Mapping[str, str]) -> Iterator[Said]:
    if found.with_cluster:
        yield Said("price.with_cluster", {"names": _called(found.with_cluster, names)})
    left = [e for e in dict.fromkeys(e for e, _ in found.left_cluster) if e not in found.broken]
    if left:  # who leaves is named with what it costs
        yield Said("price.left_cluster", {"names": _called(left, names)})


def _called(estates: Iterable[str], names: Mapping[str, str]) -> str:
    return "、".join(names.get(estate, estate) for estate in estates)
