"""Sheets of what overrides cost before they are kept, and of the estates each of them displaces."""

import math
from collections.abc import Iterator

import pandas as pd

from layers.negotiation_words import word, worded
from phasing.negotiation.price import Price
from reports.clash_words import clash_lines, how_small
from reports.figures import NOTHING
from reports.negotiation_case import Case, or_nothing
from reports.noted_sheet import Sheet
from study.negotiation.outward import SHARE_DIGITS, down, up
from study.negotiation.price_words import price_words

CHANGE = "negotiation_sheet.change"
_ASKED = ("price.pin", "price.out", "price.released")
_MOVED = ("estates_moved", "moved_money_wan", "residents_later", "resident_years_later",
          "residents_unknown_in")  # fmt: skip


def price_sheets(case: Case) -> Iterator[Sheet]:
    """Yield a row an override, then a row an estate that one of them displaces."""
    prices = case.found.prices
    if not prices:
        return
    table = pd.DataFrame([_row(case, place, one) for place, one in enumerate(prices, start=1)])
    yield Sheet("prices", table, tuple(case.notes("prices")))
    yield Sheet("displaced", _displaced(case, prices), tuple(case.notes("displaced")))


def price_lines(case: Case, found: Price) -> list[str]:
    """Return the sentences of a price; where no plan keeps it, the rules that clash."""
    lines = case.told(price_words(found, case.names))
    if found.clash is None:
        return lines
    clash, locale = found.clash, case.locale
    return [*lines, how_small(clash, locale=locale), *clash_lines(clash, locale=locale)]


def asked_for(case: Case, found: Price) -> str:
    """Return what an override asks for, in words."""
    words = price_words(found, case.names)
    return " ".join(case.told(one for one in words if one.code in _ASKED))


def _row(case: Case, place: int, found: Price) -> dict[str, object]:
    told = price_lines(case, found)
    asked = len([one for one in price_words(found, case.names) if one.code in _ASKED])
    lost, least, most = case.of_value(pd.Series(_range(found)))
    shares = lost, down(least, SHARE_DIGITS), up(most, SHARE_DIGITS)
    return {
        "override": place,
        "override_asks": asked_for(case, found),
        "override_result": word(found.code, "negotiation_sheet.price", locale=case.locale),
        "lost_points": _or_nothing(found.lost),
        **{
            name: _or_nothing(share)
            for name, share in zip(
                ("lost_of_value", "lost_least_of_value", "lost_most_of_value"), shares, strict=True
            )
        },
        **_moved(found),
        "answer": " ".join(told[asked:]),
    }


def _moved(found: Price) -> dict[str, object]:
    """Return who and what moves; where no plan keeps the override nobody knows, which is not 0."""
    if found.difference is None:
        return dict.fromkeys(_MOVED, NOTHING)
    later = found.difference.people.set_index("change").loc["later"]
    told = (
        found.difference.displaced,
        found.difference.moved_wan,
        *(later[name] for name in ("residents", "resident_years", "residents_unknown")),
    )
    return dict(zip(_MOVED, told, strict=True))


def _range(found: Price) -> tuple[float, float, float]:
    """Return what is lost, at least, at most; where nothing gives way nothing can be won."""
    if found.code == "as_planned":
        return 0.0, 0.0, 0.0
    gives_way = found.override.released or found.broken
    least = found.lost_least if gives_way else max(0.0, found.lost_least)
    return found.lost, least, found.lost_most


def _or_nothing(value: float) -> object:
    return or_nothing(pd.Series([value if math.isfinite(value) else None])).iloc[0]


def _displaced(case: Case, prices: tuple[Price, ...]) -> pd.DataFrame:
    columns = ["override", "override_asks", "estate_id", "name", "year_before", "year_after",
               "change", "households", "residents"]  # fmt: skip
    parts = [
        change_rows(case, one.difference.estates).assign(
            override=place, override_asks=asked_for(case, one)
        )
        for place, one in enumerate(prices, start=1)
        if one.difference is not None
    ]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def change_rows(case: Case, estates: pd.DataFrame) -> pd.DataFrame:
    """Return the estates that two plans treat differently, with names and changes in words."""
    rows = case.ranked(estates)
    return pd.DataFrame({
        "estate_id": rows["estate_id"],
        "name": case.named(rows["estate_id"]),
        "year_before": or_nothing(rows["year_before"]),
        "year_after": or_nothing(rows["year_after"]),
        "change": worded(rows["change"], CHANGE, locale=case.locale),
        "households": rows["households"],
        "residents": rows["residents"],
    })  # fmt: skip
