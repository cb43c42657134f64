"""A sheet of the estates that more money drops or puts off, and what it would cost to keep them."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from layers.negotiation_words import worded
from phasing.negotiation.nested import Richer
from reports.negotiation_case import Case, or_nothing
from reports.noted_sheet import Sheet
from reports.outward import least_shares, most_shares
from study.negotiation.stability_words import dropped_words

# What keeping an estate loses, and within what range: how each is rounded.
_SHARES: Mapping[str, Callable[["pd.Series[float]"], "pd.Series[float]"]] = {
    "lost": pd.to_numeric, "lost_least": least_shares, "lost_most": most_shares,
}  # fmt: skip


def richer_sheets(case: Case) -> Iterator[Sheet]:
    """Yield a row an estate that comes later, or not at all, where all sources have more."""
    found = case.found.richer
    if found is None:
        return
    lines = richer_lines(case, found)
    yield Sheet("richer", richer_table(case, found), (*case.notes("richer"), *lines))


def richer_lines(case: Case, found: Richer) -> list[str]:
    """Return by what all money was multiplied, then why estates are dropped or put off."""
    said = case.told(dropped_words(found.dropped, found.plan.value, case.names))
    nobody = [] if len(found.dropped.table) else [case.say("nobody_put_off")]
    return [case.say("richer_factor", factor=f"{found.factor:g}"), *said, *nobody]


def richer_table(case: Case, found: Richer) -> pd.DataFrame:
    """Return whom the richer plan drops or puts off, what keeping each would cost it, and why."""
    rows, size = found.dropped.table, abs(found.plan.value) or float("nan")
    shares = {
        f"keeping_{name}_of_value": or_nothing(told(rows[name].astype(float) / size))
        for name, told in _SHARES.items()
    }
    codes = rows["code"].str.removeprefix("nested.")
    return pd.DataFrame({
        "estate_id": rows["estate_id"],
        "name": case.named(rows["estate_id"]),
        "year_smaller": rows["year_smaller"],
        "year_richer": or_nothing(rows["year_richer"]),
        "richer_result": worded(codes, "negotiation_sheet.richer", locale=case.locale),
        **shares,
    })  # fmt: skip
