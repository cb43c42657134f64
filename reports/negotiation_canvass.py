"""Where it is worth asking people next: who is short of how many, and what a yes would bring."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from layers.negotiation_words import word, worded
from layers.reasons import reason_words
from phasing.negotiation.standing import Standing
from reports.figures import NOTHING
from reports.negotiation_case import Case, or_nothing
from reports.outward import least_shares, most_shares
from study.negotiation.outward import at_least, at_most
from study.negotiation.why_words import amount, percent
from texts import say

SOLVED = ("brings", "not_told_apart", "no_gain")
_PLACED = SOLVED[:2]  # of these is told whether it finds a place itself
_LINE, _NOBODY = "canvass_line", "none"
# What a yes brings as found and within what range: how each is rounded.
_GAINS: Mapping[str, Callable[[float], str]] = {
    "gain": percent, "gain_least": at_least, "gain_most": at_most,
}  # fmt: skip


def canvass_table(case: Case, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row an estate and question of people: who is short, what a yes would bring."""
    consent, vote = rows["what"].eq("consent"), rows["basis"].eq("vote")
    basis = rows["basis"].where(rows["basis"].ne(_NOBODY) | consent, "no_payments")
    return pd.DataFrame({
        "estate_id": rows["estate_id"],
        "name": case.named(rows["estate_id"]),
        "asked_for": worded(rows["what"], "negotiation_sheet.what", locale=case.locale),
        "waits_because": [_gates(str(code), case.locale) for code in rows["code"]],
        "year_now": or_nothing(rows["year_now"]),
        "year_then": or_nothing(rows["year_then"]),
        "gain_of_value": or_nothing(case.of_value(rows["gain"])),
        "gain_least_of_value": or_nothing(least_shares(case.of_value(rows["gain_least"]))),
        "gain_most_of_value": or_nothing(most_shares(case.of_value(rows["gain_most"]))),
        "gain_each_of_value": or_nothing(case.of_value(rows["per_more"])),
        "short_by": worded(basis, "negotiation_sheet.basis", locale=case.locale),
        "short_more": rows["more"],
        "short_of_new": _where(rows["of_new"], consent),
        "short_of_turned": _where(rows["of_turned"], consent),
        "short_if_new": or_nothing(rows["if_new"]),
        "short_m2": _where(rows["more_area_m2"], consent & vote),
        "short_yuan": _where(rows["more_yuan"], ~consent),
        "opens_year": or_nothing(rows["opens"]),
        "also_shut_by": [_gates(str(codes), case.locale) for codes in rows["also"]],
        "then_waits_for": [_gates(str(codes), case.locale) for codes in rows["waits_for"]],
        "answer": canvass_lines(case, rows),
    })  # fmt: skip


def canvass_lines(case: Case, rows: pd.DataFrame) -> list[str]:
    """Return a sentence a row: who is short of how much, what a yes was found to bring."""
    return [_line(case, row) for row in rows.to_dict("records")]


def _line(case: Case, row: dict[Any, Any]) -> str:
    standing = case.found.standing
    name = case.names.get(row["estate_id"], row["estate_id"])
    values = {
        "name": name,
        "short": _short(case, row),
        "year": "" if pd.isna(row["year_then"]) else row["year_then"],
        "opens": "" if pd.isna(row["opens"]) else row["opens"],
        "also": _gates(str(row["also"]), case.locale),
        "waits_for": _gates(str(row["waits_for"]), case.locale),
        **{key: _share(row[key], standing, told) for key, told in _GAINS.items()},
    }
    nowhere = row["found"] in _PLACED and pd.isna(row["year_then"])
    return case.say(f"{_LINE}.{row['found']}{'.nowhere' if nowhere else ''}", **values)


def _short(case: Case, row: dict[Any, Any]) -> str:
    """Return what is short, in words: households, area, money; or that nobody knows."""
    if pd.isna(row["more"]):
        return case.say(f"{_LINE}.unknown.{row['what']}")
    values = {"more": amount(row["more"])}
    if row["what"] == "consent":
        more_m2 = row["more_area_m2"]
        area = not pd.isna(more_m2) and more_m2 > 0
        values |= {"more_m2": amount(more_m2) if area else ""}
        return case.say(f"{_LINE}.consent.{row['basis']}{'.area' if area else ''}", **values)
    yuan = row["more_yuan"]
    known = not pd.isna(yuan)
    return case.say(
        f"{_LINE}.deposit{'.yuan' if known else ''}", **values, yuan=amount(yuan) if known else ""
    )


def _share(points: float, standing: Standing, told: Callable[[float], str]) -> str:
    value = abs(standing.value)
    return NOTHING if pd.isna(points) or not value else told(abs(points) / value)


def _where(counts: pd.Series, meant: pd.Series) -> pd.Series:
    """Return counts; nothing where the question has no such count."""
    return counts.astype(object).where(meant, NOTHING)


def _gates(codes: str, locale: str) -> str:
    """Return codes of gates and reasons, with ";" between, in words."""
    parts = [code for code in codes.split(";") if code not in ("", "None", "nan", "<NA>")]
    return say(locale, "list.comma").join(_gate(code, locale) for code in parts)


def _gate(code: str, locale: str) -> str:
    told = word(code, "gate", locale=locale)
    return told if told != code else reason_words(code, locale=locale)
