"""A negotiated plan as sheets of programme.xlsx: each only where its part was asked."""

from collections.abc import Iterator

from reports.negotiation_alternatives import alternative_sheets
from reports.negotiation_case import Case
from reports.negotiation_horizons import horizon_sheets
from reports.negotiation_money import money_sheets
from reports.negotiation_prices import price_sheets
from reports.negotiation_published import published_sheets
from reports.negotiation_richer import richer_sheets
from reports.negotiation_why import why_sheets
from reports.noted_sheet import MOST, Sheet
from study.results import Results

_PARTS = (
    why_sheets, price_sheets, alternative_sheets, published_sheets, horizon_sheets, money_sheets,
    richer_sheets,
)  # fmt: skip


def negotiation_sheets(results: Results, *, locale: str, most: int = MOST) -> Iterator[Sheet]:
    """Yield the sheets of a negotiated plan; none where nothing was asked.

    No sheet has more than `most` rows, the best-ranked estates stand first; what is left out is
    said below.
    """
    if results.negotiated is None:
        return
    case = negotiation_case(results, locale=locale)
    for part in _PARTS:
        for sheet in part(case):
            yield _cut(case, sheet, most)


def negotiation_case(results: Results, *, locale: str) -> Case:
    """Return what the sheets need. Raises ValueError where nothing was asked."""
    if results.negotiated is None:
        message = "no plan was negotiated"
        raise ValueError(message)
    return Case(results.negotiated, results.estates, locale)


def _cut(case: Case, sheet: Sheet, most: int) -> Sheet:
    left = len(sheet.table) - most
    if left <= 0:
        return sheet
    said = case.say("left_out", shown=f"{most:,}", count=f"{left:,}")
    return Sheet(sheet.name, sheet.table.head(most), (said, *sheet.notes))
