"""How a spreadsheet writes the numbers of each column: by the column's name."""

from reports.plan_sheets import EXACT

RATE, YUAN, WAN, WHOLE = "0.0%", "#,##0.0000", "#,##0.00", "#,##0"  # YUAN: 万元 to the yuan
# Columns of which there is one a proposal: kind:proposal.
OF_PROPOSAL = {"value_of": WHOLE, "share_of": RATE, "wan_of": YUAN}
_PLAIN = (
    "year", "budget_year", "works_year", "postponed_until", "built_year", "rank", "rank_best",
    "rank_worst", "rank_p05", "rank_p95", "row",
)  # fmt: skip
_NAMED = {
    "gap": "0.00%", "gain": RATE, "completeness": "0%", "under": WHOLE, **OF_PROPOSAL,
    **dict.fromkeys(EXACT, YUAN), **dict.fromkeys(_PLAIN, "0"),
}  # fmt: skip
_ENDS = {
    "_share": RATE, "_wan": WAN, "_m2": WHOLE, "score": "0.0", "_part": "0.0", "score_low": "0.0",
    "score_high": "0.0", "readiness": "0.0", "need": "0.0", "need_low": "0.0", "need_high": "0.0",
    "_share_low": RATE, "_share_high": RATE, "unmet_coverage": RATE, "unmet_coverage_low": RATE,
    "unmet_coverage_high": RATE, "_coverage": RATE, "_coverage_low": RATE, "_coverage_high": RATE,
    "_coverage_least": RATE, "_coverage_most": RATE, "_m": WHOLE, "_ratio": "0.0",
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
