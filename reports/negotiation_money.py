"""Sheets of what more money is worth by source and year, and of the value of the whole sum."""

from collections.abc import Iterator

import pandas as pd

from layers.negotiation_words import word, worded
from layers.proposal_name import payer_name
from phasing.negotiation.money_worth import NOT_TOLD_APART
from reports.negotiation_case import Case, or_nothing
from reports.noted_sheet import Sheet
from reports.outward import least_shares, most_shares
from study.negotiation.money_words import curve_words, worth_words
from texts import say

_UNKNOWN = ("households_unknown", "residents_unknown")


def money_sheets(case: Case) -> Iterator[Sheet]:
    """Yield what a step more is worth, a row a source and year; then the curve."""
    worth, curve, value = case.found.money_worth, case.found.money_curve, case.found.standing.value
    if worth is not None:
        said = case.told(worth_words(worth, value))
        yield Sheet("money_worth", worth_table(case, worth), (*case.notes("money_worth"), *said))
    if curve is not None:
        said = case.told(curve_words(curve, value))
        yield Sheet("money_curve", curve_table(case, curve), (*case.notes("money_curve"), *said))


def worth_table(case: Case, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row a source and year: what a step more adds, and within what range."""
    locale = case.locale
    shares = {
        "worth_found_of_value": or_nothing(case.of_value(rows["found"])),
        "worth_at_least_of_value": or_nothing(least_shares(case.of_value(rows["at_least"]))),
        "worth_at_most_of_value": or_nothing(most_shares(case.of_value(rows["at_most"]))),
    }
    return pd.DataFrame({
        "source": [payer_name(name, locale=locale) for name in rows["source"]],
        "budget_year": rows["year"],
        "works_year": rows["works_year"],
        "party": [payer_name(name, locale=locale) for name in rows["party"]],
        "pays_for": [_pays(case, str(names)) for names in rows["pays"]],
        "given_wan": rows["amount_wan"],
        "step_wan": rows["step_wan"],
        "worth_result": worded(_codes(rows), "negotiation_sheet.worth", locale=locale),
        **shares,
        "placed_more": or_nothing(rows["placed_more"]),
        "estates_moved": or_nothing(rows["moved"]),
        "hint_of_value": or_nothing(case.of_value(rows["dual_hint"])),
    })  # fmt: skip


def _codes(rows: pd.DataFrame) -> pd.Series:
    """Return the codes; what is proven to be worth nothing is told so."""
    nothing = rows["code"].eq(NOT_TOLD_APART) & ~rows["at_most"].gt(0)
    return rows["code"].mask(nothing, "nothing")


def _pays(case: Case, classes: str) -> str:
    """Return the classes of cost a source pays, in words."""
    names = [name for name in classes.split("、") if name]
    if not names:
        return case.say("pays_all")
    told = [word(name, "cost_class", locale=case.locale) for name in names]
    return say(case.locale, "list.comma").join(told)


def curve_table(case: Case, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row a sum of money: the plan it allows, and what that is worth at least, at most."""
    codes = rows["code"].where(rows["code"].ne(""), "line")
    lacks = {name: or_nothing(rows[name]) for name in _UNKNOWN if rows[name].fillna(0).any()}
    return pd.DataFrame({
        "factor_of_money": rows["factor"],
        "all_money_wan": rows["money_wan"],
        "curve_result": worded(codes, "negotiation_sheet.curve", locale=case.locale),
        "curve_of_value": or_nothing(case.of_value(rows["value"])),
        "curve_most_of_value": or_nothing(most_shares(case.of_value(rows["bound"]))),
        "gap": or_nothing(most_shares(rows["gap"])),
        "plan_estates": or_nothing(rows["placed"]),
        "households": or_nothing(rows["households"]),
        "residents": or_nothing(rows["residents"]),
        "cost_wan": or_nothing(rows["cost_wan"]),
        **lacks,
    })  # fmt: skip
