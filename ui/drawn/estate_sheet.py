"""The sheet of one estate: rank and range, parts, what is unknown, gaps; and what is planned."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from layers.classes import criterion_colours
from layers.score_reasons import rank_reason
from layers.straight import straight_note
from reports.estate_walks import minutes_note, walk_times
from study.reasons import explained
from ui.drawn import estate_sheet_plan as sheet_plan
from ui.drawn.key_figures import programme
from ui.session.trials import known_trials
from ui.session.view import View
from ui.session.words import locale, missing, number, percent, t, wan, word, year
from ui.templates import html

_RINGS = (5, 10, 15)
_WHOLE = 100


def sheet(view: View, estate_id: str, proposal: str) -> str:
    """Return the sheet of an estate as HTML, every word of it escaped."""
    row = view.estates.set_index("estate_id").loc[estate_id].to_dict()
    row |= {"estate_id": estate_id}
    plan, parts = programme(view, proposal), _parts(view, row)
    return html(
        "sheet",
        name=t("ui.unnamed") if missing(row["name"]) else row["name"],
        place=t("ui.dot").join(str(row[k]) for k in ("street", "community") if not missing(row[k])),
        facts=_facts(row, estate_id),
        rank=number(row["rank"]),
        rank_ranges=[
            _trials(view, estate_id),
            _between("range.widest_of", row["rank_best"], row["rank_worst"], 0),
        ],
        score=number(row["score"], 1),
        score_range=_between("range.widest_of", row["score_low"], row["score_high"], 1),
        grade=word("grade", row["grade"]) or t("unknown"),
        completeness=t("ui.sheet.completeness", share=percent(row["completeness"])),
        reason=_reason(view, estate_id),
        parts=parts,
        unknown=t("ui.comma").join(_unknown(view, estate_id)),
        years=sheet_plan.years(view, estate_id),
        gate=word("gate", row["gate"]) or t("ui.sheet.gate_open"),
        consent=_consent(row),
        cost=_cost(row),
        money=sheet_plan.money(plan, view.proposals, estate_id),
        cluster=sheet_plan.cluster(plan, row),
        readiness=sheet_plan.readiness(view, row),
        gate_basis=sheet_plan.gate_basis(view, row),
        works=sheet_plan.works(view, estate_id),
        rings=[_ring(row, minutes) for minutes in _RINGS if f"coverage_{minutes}" in row],
        gaps=_gaps(view, row, estate_id),
        walk_notes=_walk_notes(view),
    )


def _reason(view: View, estate_id: str) -> str:
    """Return the one sentence that says why the estate has its rank."""
    told = explained(view.ranked, view.choices, estate_id)
    return rank_reason(told, view.ranked.tree, locale=locale())


def _trials(view: View, estate_id: str) -> str:
    """Return where nine trials in ten place the estate; trials are not made for a sheet alone."""
    table = known_trials(view)
    if table is None:
        return t("ui.sheet.trials_wait")
    own = table.set_index("estate_id").loc[estate_id]
    return _between("range.trials_of", own["rank_p05"], own["rank_p95"], 0)


def _facts(row: Mapping[str, Any], estate_id: str) -> list[str]:
    built = year(row["built_year"]) or t("unknown")
    return [
        estate_id,
        t("ui.sheet.built", year=built),
        t("ui.sheet.households", count=number(row["households"])),
        t("ui.sheet.area", area=number(row["floor_area_m2"])),
    ]


def _between(code: str, low: Any, high: Any, digits: int) -> str:  # noqa: ANN401 - cells
    if missing(low) or missing(high):
        return ""
    return t(code, low=number(low, digits), high=number(high, digits))


def _parts(view: View, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the parts; what an unknown criterion weighs is shared among the known ones."""
    shares = view.ranked.weights.shares
    colours = criterion_colours(list(shares))
    known = {key: share for key, share in shares.items() if not missing(row[f"{key}_part"])}
    whole = sum(known.values())
    return [
        {
            "label": view.ranked.tree.name(locale(), key),
            "score": number(row[f"{key}_score"], 1),
            "weight": t("ui.sheet.times", weight=percent(known[key] / whole, 1))
            if key in known
            else "",
            "part": number(row[f"{key}_part"], 1) if key in known else "—",
            "share": round(row[f"{key}_part"], 2) if key in known else None,
            "colour": colours[key],
        }
        for key in shares
    ]


def _unknown(view: View, estate_id: str) -> list[str]:
    found = view.ranked.indicators
    left = found[found["estate_id"].eq(estate_id) & ~found["known"].astype(bool)]
    return [view.ranked.tree.indicator_name(locale(), key) for key in left["indicator"]]


def _consent(row: Mapping[str, Any]) -> str:
    said = word("consent", row["consent"])
    support = row["support_rate"]
    return said if missing(support) else t("ui.sheet.support", consent=said, rate=percent(support))


def _cost(row: Mapping[str, Any]) -> str:
    basis = word("cost_basis", row["cost_basis"])
    return (
        basis
        if missing(row["cost_wan"])
        else t("ui.sheet.cost_of", cost=wan(row["cost_wan"]), basis=basis)
    )


def _ring(row: Mapping[str, Any], minutes: int) -> dict[str, Any]:
    rate = row[f"coverage_{minutes}"]
    return {
        "label": t("ui.sheet.ring", minutes=minutes),
        "width": 0 if missing(rate) else round(rate * _WHOLE, 1),
        "value": percent(rate),
    }


def _gaps(view: View, row: Mapping[str, Any], estate_id: str) -> list[dict[str, str]]:
    codes = [
        code for code in str(row["gaps"] or "").split(";") if code and not missing(row["gaps"])
    ]
    walks = view.ranked.measured.walks
    own = walks[walks["estate_id"].eq(estate_id)].set_index("category")
    times = walk_times(view.ranked.measured.circle, estate_id, locale=locale()) if codes else {}
    return [
        {
            "category": word("category", code),
            "walk": _walk(own, code),
            "minutes": times.get(code, ""),
        }
        for code in codes
    ]


def _walk_notes(view: View) -> list[str]:
    """Return whose minutes stand beside the walks, and that walks are straight lines, if so."""
    circle = view.ranked.measured.circle
    straight = straight_note(circle, locale=locale())
    return [line for line in (straight, minutes_note(circle, locale=locale())) if line]


def _walk(own: pd.DataFrame, code: str) -> str:
    if code not in own.index:
        return t("walk.none")
    nearest = own.loc[code]
    if missing(nearest["walk_m"]):
        return t(f"walk.{nearest['status']}")
    return t("walk.metres", metres=number(nearest["walk_m"]))
