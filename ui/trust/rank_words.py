"""What a rank and its trials are called in words: one estate, line by line."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd

from texts import say
from ui.session.words import locale, missing, number, t

_FULL = 100
_DIGITS = 3


def place_lines(row: Mapping[Any, Any], k: int) -> list[str]:
    """Return the name of an estate and what its place rests on, for a tooltip or a card.

    `row` has name, street, estate_id, need and readiness with their ranges, rank and trials.
    """
    told = partial(say, locale())  # asked once: a picture tells thousands of estates
    street = "" if missing(row["street"]) else str(row["street"])
    lines = [
        told("ui.unnamed") if missing(row["name"]) else str(row["name"]),
        told("ui.dot").join(filter(None, (street, str(row["estate_id"])))),
        *(
            told(
                "ui.trust.side", side=told(f"ui.trust.side_{side}"), value=_between(row, side, told)
            )
            for side in ("need", "readiness")
        ),
        told("ui.trust.rank_line", rank=number(row["rank"]), trials=trial_range(row)),
        told("ui.trust.chance_line", k=k, share=chance(row["top_share"])),
    ]
    return [line for line in lines if line]


def trial_range(row: Mapping[Any, Any]) -> str:
    """Return the ranks that 90 of 100 trials lie between."""
    low, high = row["rank_p05"], row["rank_p95"]
    if missing(low):
        return t("unknown")
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def chance(share: Any) -> str:  # noqa: ANN401 - a cell of any table
    """Return a share of trials in whole per cent; what is not all or nothing is not rounded to it.

    >>> chance(0.9981), chance(0.0001), chance(1.0), chance(0.0)
    ('>99%', '<1%', '100%', '0%')
    """
    if missing(share):
        return t("unknown")
    whole = round(share * _FULL)
    if whole == _FULL and share < 1:
        return f">{_FULL - 1}%"
    return "<1%" if whole == 0 and share > 0 else f"{whole}%"


def _between(row: Mapping[Any, Any], side: str, told: Callable[..., str]) -> str:
    value, low, high = (number(row[f"{side}{end}"], 1) for end in ("", "_low", "_high"))
    return value if low == high else told("ui.trust.value_range", value=value, low=low, high=high)


def told_shares(shares: pd.Series) -> pd.Series:
    """Return shares of trials at a tenth of a per cent, what is not all or nothing kept from both.

    >>> told_shares(pd.Series([1.0, 0.99999, 0.12345, 0.00001, 0.0])).tolist()
    [1.0, 0.999, 0.123, 0.001, 0.0]
    """
    rounded = shares.round(_DIGITS).clip(10**-_DIGITS, 1 - 10**-_DIGITS)
    return rounded.where(shares.between(0, 1, inclusive="neither"), shares)
