"""How a spreadsheet writes the numbers of each column: by the column's name."""

from reports.plan_sheets import EXACT

RATE, YUAN, WAN, WHOLE = "0.0%", "#,##0.0000", "#,##0.00", "#,##0"  # YUAN: 万元 to the yuan
FINE, YEAR = "0.00%", "0"  # FINE: what is lost or won is often below a per mille
# Columns of which there is one a proposal, a plan, a year or a length: kind:which.
OF_PROPOSAL = {
    "value_of": WHOLE, "share_of": RATE, "wan_of": YUAN, "apart_from": RATE, "year_in": YEAR,
    "year_of": YEAR, "plans_in": RATE, "draws_in": RATE,
}  # fmt: skip
_PLAIN = (
    "year", "budget_year", "works_year", "postponed_until", "built_year", "rank", "rank_best",
    "rank_worst", "rank_p05", "rank_p95", "row", "year_now", "year_asked", "year_then", "rank_now",
    "rank_then", "year_before", "year_after", "year_published", "opens_year", "plans_year",
    "draws_year", "year_smaller", "year_richer", "first_year", "last_year", "needed_year",
    "first_possible_year",
)  # fmt: skip
_NAMED = {
    "gap": FINE, "gain": RATE, "completeness": "0%", "factor_of_money": "0%",
    "weight_now": RATE, "weight_then": RATE, "under": WHOLE, **OF_PROPOSAL,
    **dict.fromkeys(EXACT, YUAN), **dict.fromkeys(_PLAIN, YEAR),
}  # fmt: skip
_ENDS = {
    "_share": RATE, "_wan": WAN, "_m2": WHOLE, "score": "0.0", "_part": "0.0", "score_low": "0.0",
    "score_high": "0.0", "readiness": "0.0", "need": "0.0", "need_low": "0.0", "need_high": "0.0",
    "_share_low": RATE, "_share_high": RATE, "unmet_coverage": RATE, "unmet_coverage_low": RATE,
    "unmet_coverage_high": RATE, "_coverage": RATE, "_coverage_low": RATE, "_coverage_high": RATE,
    "_coverage_least": RATE, "_coverage_most": RATE, "_m": WHOLE, "_ratio": "0.0",
    "_of_value": FINE,
}  # fmt: skip
EVERY = sorted({WAN, WHOLE, *_NAMED.values(), *_ENDS.values()})


def number_format(column: str, value: object) -> str:
    """Return the format of a number in a column; amounts with a fraction show two digits.

    >>> number_format("gap", 0.004), number_format("share_of:need", 1.0), number_format("x", 3.5)
    ('0.00%', '0.0%', '#,##0.00')
    """
    name = "under" if column.startswith("under_") else column.partition(":")[0]
    if name in _NAMED:
        return _NAMED[name]
    ends = next((kind for end, kind in _ENDS.items() if column.endswith(end)), "")
    fraction = isinstance(value, float) and not value.is_integer()
    return ends or (WAN if fraction else WHOLE)
