"""The sheet of one estate, what a plan makes of it: years, money, cluster, readiness, works."""

from collections.abc import Mapping, Sequence
from typing import Any

from layers.reasons import cluster_note, reason_words, with_delay, works_why
from phasing import Programme
from reports.gate_words import asks, cited
from reports.money import colours
from study.gate_record import basis_of
from study.shortfalls import shortfalls
from ui.session.view import View
from ui.session.words import (
    locale,
    missing,
    number,
    payer,
    percent,
    proposal,
    t,
    wan_parts,
    word,
    year,
)

Row = Mapping[str, Any]

# The four numbers of a vote, each with its own column of the estates table.
_VOTES = ("vote_area_share", "vote_head_share", "yes_area_share", "yes_head_share")


def years(view: View, estate_id: str) -> list[dict[str, str]]:
    """Return the year of an estate in each proposal, and why that or none."""
    row = view.estates[view.estates["estate_id"].eq(estate_id)]
    last = view.plan.choices.horizon[-1]
    return [
        {
            "proposal": proposal(plan.name),
            "year": year(row[f"year_{plan.name}"].iloc[0]) or "—",
            "reason": reason(
                with_delay(row[f"reason_{plan.name}"], row, last_year=last).iloc[0],
            ),
        }
        for plan in view.proposals
    ]


def reason(code: object) -> str:
    """Return why an estate is in its year or in none; a closed gate is named."""
    return "" if missing(code) else reason_words(str(code), locale=locale())


def money(plan: Programme, plans: Sequence[Programme], estate_id: str) -> list[dict[str, str]]:
    """Return who pays how much for an estate, and when: later than the works where that is so."""
    fills = colours(plans)
    paid = plan.money[plan.money["estate_id"].eq(estate_id)]
    amounts = wan_parts(paid["amount_wan"].tolist())
    return [
        {
            "source": payer(row["source"]),
            "year": _when(row["year"], row["pay_year"]),
            "amount": amount,
            "colour": fills[row["source"]],
        }
        for row, amount in zip(paid.to_dict("records"), amounts, strict=True)
    ]


def cluster(plan: Programme, row: Row) -> str:
    """Return the cluster of an estate, where it is from, and what became of the estate in it."""
    if missing(row.get("cluster_id")):
        return ""
    origin = word("cluster_origin", row.get("cluster_origin"))
    named = str(row["cluster_id"])
    told = t("ui.sheet.cluster_from", cluster=named, origin=origin) if origin else named
    notes = plan.cluster_notes
    own = notes.loc[notes["estate_id"].eq(row["estate_id"]), "code"]
    return t("list.semicolon").join([told, *(cluster_note(c, locale=locale()) for c in own)])


def readiness(view: View, row: Row) -> list[dict[str, str]]:
    """Return the votes as four numbers, deposit and scheme, then what falls short of a gate."""
    votes = [
        {"label": t(f"column.{name}"), "value": percent(row[name], 1)}
        for name in _VOTES
        if not missing(row.get(name))
    ]
    paid, share = row.get("deposit_per_household_yuan"), row.get("deposit_paid_share")
    deposit = {
        "deposit_yuan": "" if missing(paid) else t("ui.sheet.yuan", yuan=number(paid)),
        "deposit_share": "" if missing(share) else percent(share),
        "scheme": word("scheme_stage", row.get("scheme_stage")),
        "demonstration": word("demonstration", row.get("demonstration")),
        "postponed": _postponed(row),
    }
    known = [{"label": t(f"ui.sheet.{key}"), "value": v} for key, v in deposit.items() if v]
    return votes + known + [{"label": "", "value": text} for text in _short(view, row)]


def gate_basis(view: View, row: Row) -> list[dict[str, str]]:
    """Return what shuts an estate out or holds it back: what is asked, by which document, since."""
    told = basis_of(row, view.choices, view.ranked.measured.rules)
    return [{"asks": asks(item, locale=locale()), **cited(item, locale=locale())} for item in told]


def works(view: View, estate_id: str) -> list[dict[str, str]]:
    """Return what is to be done in an estate: item, how much of it, and why."""
    listed = view.ranked.measured.works
    if listed.empty:
        return []
    own = listed[listed["estate_id"].eq(estate_id)]
    return [
        {
            "item": row[f"name_{locale()}"],
            "quantity": _quantity(row["quantity"], row["unit"]),
            "why": works_why(str(row["why"]), locale=locale()),
        }
        for row in own.to_dict("records")
    ]


def _quantity(amount: float, unit: str) -> str:
    if missing(amount):
        return t("unknown")
    return f"{number(amount, 0 if float(amount).is_integer() else 1)} {word('unit', unit)}"


def _when(works_year: int, pay_year: int) -> str:
    if pay_year <= works_year:
        return str(works_year)
    return t("ui.sheet.paid_later", works=works_year, paid=pay_year)


def _postponed(row: Row) -> str:
    if missing(row.get("postponed")) or not row.get("postponed"):
        return ""
    reasons = word("gate", row["postponed"])
    return t("ui.sheet.until", year=year(row["postponed_until"]), reason=reasons)


def _short(view: View, row: Row) -> list[str]:
    found = shortfalls(row, view.choices.gates, view.ranked.measured.rules)
    return [t(short.code, **short.values) for short in found]
