"""Sheets of a published plan made anew: what so many changes buy, and who changes."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from layers.negotiation_words import worded
from phasing.negotiation.replan import Replanned
from reports.negotiation_case import Case, or_nothing
from reports.negotiation_prices import change_rows
from reports.noted_sheet import Sheet
from reports.outward import least_shares, most_shares
from study.negotiation.stability_words import replan_words

_COUNTS = ("changed", "earlier", "later", "leaves", "enters", "placed")
_COLUMNS = ("changes_at_most", "estate_id", "name", "year_published", "year_after", "change",
            "households", "residents")  # fmt: skip
# What more changes buy, and within what range: how each is rounded.
_SHARES: Mapping[str, Callable[["pd.Series[float]"], "pd.Series[float]"]] = {
    "buys": pd.to_numeric, "buys_least": least_shares, "buys_most": most_shares,
    "per_change": pd.to_numeric,
}  # fmt: skip


def published_sheets(case: Case) -> Iterator[Sheet]:
    """Yield a row a limit on changes, then a row an estate that changes within it."""
    found = case.found.replanned
    if found is None:
        return
    said = case.told(replan_words(found, case.names))
    yield Sheet("replanned", replanned_table(case, found), (*case.notes("replanned"), *said))
    estates = _estates(case, found)
    yield Sheet("replanned_estates", estates, tuple(case.notes("replanned_estates")))


def replanned_table(case: Case, found: Replanned) -> pd.DataFrame:
    """Return a row a limit: what changes, what it is worth more than within the next smaller."""
    rows = found.table
    smaller = (rows["value"] - rows["buys"]).abs()  # what the next smaller limit's plan is worth
    shares = {
        f"{name}_of_value": or_nothing(told(rows[name] / smaller.where(smaller > 0)))
        for name, told in _SHARES.items()
    }
    codes = rows["code"].str.removeprefix("replan.")
    return pd.DataFrame({
        "changes_at_most": [_limit(case, one) for one in rows["limit"]],
        "replan_result": worded(codes, "negotiation_sheet.replan", locale=case.locale),
        **{f"published_{name}": or_nothing(rows[name]) for name in _COUNTS},
        "changes_lacking": or_nothing(rows["more_changes"]),
        **shares,
        "gap": or_nothing(most_shares(rows["gap"])),
    })  # fmt: skip


def _estates(case: Case, found: Replanned) -> pd.DataFrame:
    parts = [
        change_rows(case, one.difference.estates)
        .rename(columns={"year_before": "year_published"})
        .assign(changes_at_most=_limit(case, one.limit))
        for one in found.plans
        if one.difference is not None
    ]
    columns = list(_COLUMNS)
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _limit(case: Case, limit: int | None) -> int | str:
    return case.say("no_limit") if limit is None or pd.isna(limit) else int(limit)
