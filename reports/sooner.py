"""Sooner, and with more money, in a slide: 五年规划、三年实施、力争两年完成."""

from collections.abc import Mapping
from typing import Any

from phasing.funds import NEXT_PLAN
from phasing.negotiation.front_loading import Finish
from phasing.negotiation.horizons import NO_PLAN, Horizons
from reports.figures import NOTHING, count, joined, money, money_at_least, percent
from reports.more_money import best_money, curve_bars, curve_steps, open_money, same_money
from reports.outward import at_most
from study.negotiation.negotiated import Negotiated
from study.results import Results
from texts import say

Page = Mapping[str, Any]
Row = Mapping[Any, Any]


def sooner(results: Results, *, locale: str) -> Page | None:
    """Return what fewer years and more money come to; None where neither was asked.

    A column a length of the plan; then the value against all the money, and the money worth most.
    """
    found = results.negotiated
    if found is None or (found.horizons is None and found.money_curve is None):
        return None
    value = found.standing.value
    bars, left = curve_bars(found.money_curve, value, locale=locale)
    steps = curve_steps(found.money_curve, found.standing, locale=locale)
    worth = found.money_worth
    step = None if worth is None or worth.empty else float(worth["step_wan"].iloc[0])
    return {
        "title": _title(found, locale),
        "columns": _columns(found.horizons, locale),
        "rows": _rows(found, locale),
        "bars": bars,
        "bars_left": left,
        "steps": steps,
        "step": joined(money(step, locale=locale)),
        "best": best_money(worth, value, locale=locale),
        "asked": step is not None,
        "same": same_money(worth),
        "open": open_money(worth),
        "gap": at_most(found.standing.gap),
    }


def _title(found: Negotiated, locale: str) -> str:
    finish = found.finish_in[0] if found.finish_in else None
    if finish is not None:
        return _title_of(finish, found, locale)
    if found.horizons is not None and len(found.horizons.table) > 1:
        row = found.horizons.table.iloc[1]
        code = "no_plan" if row["code"] == NO_PLAN else "horizon"
        share = percent(row["of_long_share"])
        values = {"years": row["years"], "long": found.horizons.table["years"].iloc[0]}
        return say(locale, f"briefing.sooner.title.{code}", share=share, **values)
    return say(locale, "briefing.sooner.title.money")


def _title_of(finish: Finish, found: Negotiated, locale: str) -> str:
    values = {
        "years": finish.years,
        "long": len(found.standing.problem.years),
        "due": count(len(finish.plan)),
        "placed": count(len(found.standing.plan)),
        "extra": _wan(finish.extra_wan, locale),
        "whose": _whose(finish, locale),
        "caps": _due(finish, locale),
    }
    if caps := _caps(finish):
        values["caps"] = str(values["caps"]) + say(locale, "briefing.sooner.and_caps", caps=caps)
    if finish.extra_wan is None:
        code = "cannot" if finish.status == "infeasible" else "not_found"
    else:
        code = "extra" if finish.extra_wan else "nothing"
    return say(locale, f"briefing.sooner.title.{code}", **values)


def _due(finish: Finish, locale: str) -> str:
    """Say how much more falls due after the last year than the next plan may be asked for."""
    due = finish.caps[finish.caps["measure"] == NEXT_PLAN]
    if due.empty:
        return ""
    over = _wan(float(due["over"].sum()), locale)
    return say(locale, "briefing.sooner.and_due", over=over)


def _caps(finish: Finish) -> int:
    return int((finish.caps["measure"] != NEXT_PLAN).sum())


def _whose(finish: Finish, locale: str) -> str:
    """Say how much of more money is new: the rest is later years' money of the same sources."""
    code = "both" if finish.forward_wan and finish.new_wan else "new" if finish.new_wan else "later"
    return say(locale, f"briefing.sooner.whose.{code}", new=_wan(finish.new_wan, locale))


def _columns(found: Horizons | None, locale: str) -> list[dict[str, str]]:
    if found is None:
        return []
    return [
        {
            "name": say(locale, "briefing.sooner.years", years=row["years"]),
            "note": f"{row['first_year']}–{row['last_year']}",
        }
        for row in found.table.to_dict("records")
    ]


def _rows(found: Negotiated, locale: str) -> list[dict[str, Any]]:
    """Return what is told of each horizon: a label and a cell (text, note) for each of them."""
    if found.horizons is None:
        return []
    rows = found.horizons.table.to_dict("records")
    finishes = {one.years: one for one in found.finish_in or ()}
    told = {name: [_cell(row, name, locale) for row in rows] for name in _FIGURES}
    if finishes:
        asked = [finishes.get(row["years"]) for row in rows]
        told["extra"] = [_extra(one, locale) for one in asked]
        told["stands"] = [_stands(one, locale) for one in asked]
    long = rows[0]["years"]
    return [
        {"label": say(locale, f"briefing.sooner.row.{name}", long=long), "cells": cells}
        for name, cells in told.items()
        if any(cell["text"] != NOTHING for cell in cells)
    ]


_FIGURES = ("placed", "households", "cost_wan", "of_long", "gap")


def _cell(row: Row, name: str, locale: str) -> dict[str, str]:
    if row["code"] == NO_PLAN:
        none = say(locale, "briefing.sooner.no_plan") if name == _FIGURES[0] else NOTHING
        return {"text": none, "note": ""}
    unknown, note = row.get(f"{name}_unknown", 0), ""
    if unknown:
        note = say(locale, "briefing.unknown_estates", count=count(unknown))
    if name == "of_long":
        note = percent(row["of_long_share"])
    return {"text": _figure(row[name], name, locale), "note": note}


def _figure(value: float, name: str, locale: str) -> str:
    if name == "gap":
        return at_most(value)
    if name == "cost_wan":
        return _wan(value, locale)
    return count(value)


def _extra(finish: Finish | None, locale: str) -> dict[str, str]:
    """Return how much more money starts all of the long plan's estates, and whose it is."""
    if finish is None:
        return {"text": NOTHING, "note": ""}
    if finish.extra_wan is None:
        code = "cannot" if finish.status == "infeasible" else "not_found"
        return {"text": say(locale, f"briefing.sooner.{code}"), "note": ""}
    if not finish.extra_wan:
        return {"text": say(locale, "briefing.sooner.nothing"), "note": _due(finish, locale)}
    least = joined(money_at_least(finish.least_wan, locale=locale))
    note = say(locale, "briefing.sooner.of_it", least=least, whose=_whose(finish, locale))
    return {"text": _wan(finish.extra_wan, locale), "note": note + _due(finish, locale)}


def _stands(finish: Finish | None, locale: str) -> dict[str, str]:
    """Return how many caps must give way, how many estates no money brings forward."""
    if finish is None or finish.extra_wan is None:
        return {"text": NOTHING, "note": ""}
    values = {"caps": _caps(finish), "cannot": len(finish.cannot)}
    codes = [code for code, counted in values.items() if counted]
    codes = codes or ["due" if len(finish.caps) else "free"]
    told = [say(locale, f"briefing.sooner.stands.{code}", **values) for code in codes]
    return {"text": told[0], "note": "".join(told[1:])}


def _wan(wan: float | None, locale: str) -> str:
    return joined(money(wan, locale=locale))
