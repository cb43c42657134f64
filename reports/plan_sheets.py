"""Tables of programme.xlsx that tell a plan: aims, zones, money, clusters, works."""

import pandas as pd

from layers.clusters import clusters_table
from layers.exports import listed, shown_names, words, works_table
from layers.proposal_name import payer_name, proposal_name
from layers.reasons import cluster_note, works_why
from phasing import Programme
from phasing.cost import YUAN_PER_WAN
from phasing.funds import NEXT_PLAN
from reports.comparison import worth_table, zones_table
from reports.figures import NOTHING
from reports.money import AMOUNTS, by_proposal, by_source
from study.results import Results
from texts import say

_YUAN = 4  # digits of 万元
_SOURCES = ["party", "source"]
EXACT = {*AMOUNTS, "works_cost_wan"}  # columns of amounts exact to the yuan


def aims(results: Results, *, locale: str) -> pd.DataFrame:
    """Return a row an aim: its value in each proposal, the share of the best, and which is best."""
    table = worth_table(results.proposals) if results.proposals else pd.DataFrame()
    comma, rows = _comma(locale), []
    for aim, group in table.groupby("aim", sort=False) if len(table) else []:
        names = list(group["proposal"])
        best = [n for n, top in zip(names, group["best"], strict=True) if top]
        rows.append(
            {
                "aim": proposal_name(str(aim), locale=locale),
                "best_proposal": comma.join(proposal_name(n, locale=locale) for n in best),
                **{f"value_of:{n}": v for n, v in zip(names, group["value"], strict=True)},
                **{f"share_of:{n}": v for n, v in zip(names, group["share"], strict=True)},
            }
        )
    return pd.DataFrame(rows, columns=None if rows else ["aim", "best_proposal"])


def zones(results: Results, *, locale: str) -> pd.DataFrame:
    """Return a row a proposal and zone: who could enter and who is reached."""
    if not results.proposals:
        return pd.DataFrame(columns=["proposal", "zone"])
    table = zones_table(results.proposals)
    named = [proposal_name(name, locale=locale) for name in table["proposal"]]
    zone = table["zone"].where(table["zone"].ne(""), say(locale, "unknown"))
    return table.assign(proposal=named, zone=zone)


def money(results: Results, *, locale: str) -> pd.DataFrame:
    """Return, for every proposal, party, source and year, what came in, was spent, is left.

    Exact to the yuan; after the rows of a proposal their sum, then what the next plan pays.
    """
    parts = [_money(plan, locale) for plan in results.proposals]
    names = ["proposal", "party", "source", "budget_year", "works_year", *AMOUNTS]
    return pd.concat(parts, ignore_index=True)[names] if parts else pd.DataFrame(columns=names)


def sources(results: Results, *, locale: str) -> pd.DataFrame:
    """Return a row a party and source: 万元 in each proposal, with sums, lapsed and next plan."""
    if not results.proposals:
        return pd.DataFrame(columns=_SOURCES)
    table = by_proposal(results.proposals)
    columns = {plan.name: f"wan_of:{plan.name}" for plan in results.proposals}
    kinds, names = table["kind"], table["name"]
    source = [
        payer_name(name, locale=locale)
        if kind == "source"
        else say(locale, "money.subtotal" if kind == "party" else f"money.{kind}")
        for kind, name in zip(kinds, names, strict=True)
    ]
    party = [payer_name(name, locale=locale) if name else "" for name in table["party"]]
    found = table[list(columns)].round(_YUAN).rename(columns=columns)
    return pd.concat([pd.DataFrame({"party": party, "source": source}), found], axis=1)


def clusters(results: Results, *, locale: str) -> pd.DataFrame:
    """Return a row a cluster: from where, who, when, in batches or not, and what to know of it."""
    names = ["cluster_id", "cluster_origin", "estates", "members", "years", "batches", "notes"]
    table = clusters_table(results)
    table = table.assign(name=shown_names(table), note=table["note"].astype(object).fillna(""))
    rows = [_cluster(str(key), group, locale) for key, group in table.groupby("cluster_id")]
    return pd.DataFrame(rows, columns=names)


def works(results: Results, *, locale: str) -> pd.DataFrame:
    """Return what is to be done in each estate: item, class, quantity, unit cost, cost, why."""
    table = works_table(results)
    if table.empty:
        return pd.DataFrame(columns=["estate_id", "name", "works_item"])
    named = results.estates.set_index("estate_id")["name"]
    cost = table["quantity"] * table["unit_cost_yuan"] / YUAN_PER_WAN
    return pd.DataFrame({
        "estate_id": table["estate_id"],
        "name": table["estate_id"].map(named),
        "works_item": table[f"name_{locale}"],
        "works_class": words(table["works_class"], "works.class", locale=locale),
        "quantity": table["quantity"],
        "unit": table["unit"],
        "unit_cost_yuan": table["unit_cost_yuan"],
        "works_cost_wan": cost.round(_YUAN),
        "cost_class": words(table["cost_class"], "works.cost_class", locale=locale),
        "must_do": yes_no(table["must_do"].fillna(value=False).astype(bool), locale),
        "why": [works_why(str(why), locale=locale) for why in table["why"]],
    })  # fmt: skip


def waiting(results: Results) -> pd.Series:
    """Return the clusters that wait for an estate to be surveyed, by that estate's id."""
    if not results.proposals:
        return pd.Series(dtype=object)
    notes = results.proposals[0].cluster_notes
    held = notes[notes["code"].astype("str").eq("holds_back:needs_survey")]
    return held.groupby("estate_id")["cluster_id"].agg(";".join)


def _money(plan: Programme, locale: str) -> pd.DataFrame:
    table = by_source(plan).round(dict.fromkeys(AMOUNTS, _YUAN))
    pooled = table[table["source"].ne(NEXT_PLAN)]
    whole = {"party": "", "source": say(locale, "money.total"), **pooled[list(AMOUNTS)].sum()}
    carried = dict.fromkeys(("carried_in_wan", "carried_on_wan"), NOTHING)
    nowhen = {"year": NOTHING, "works_year": NOTHING}
    told = pd.concat(
        [
            pooled.astype(object),
            pd.DataFrame([{**whole, **carried, **nowhen}]).astype(object),
            table[table["source"].eq(NEXT_PLAN)].astype(object),
        ],
        ignore_index=True,
    )
    return told.assign(
        proposal=proposal_name(plan.name, locale=locale),
        party=[payer_name(name, locale=locale) if name else NOTHING for name in told["party"]],
        source=[payer_name(name, locale=locale) for name in told["source"]],
    ).rename(columns={"year": "budget_year"})


def _cluster(cluster_id: str, members: pd.DataFrame, locale: str) -> dict[str, object]:
    comma = _comma(locale)
    origins = members["cluster_origin"] if "cluster_origin" in members else pd.Series(dtype=object)
    told = listed(pd.Series([";".join(_unlike(origins))]), "cluster_origin", locale=locale)
    years = _unlike(members["year"]) if "year" in members else []
    return {
        "cluster_id": cluster_id,
        "cluster_origin": told.iloc[0],
        "estates": len(members),
        "members": comma.join(members["name"]),
        "years": comma.join(years) or NOTHING,
        "batches": say(locale, "yes" if _in_batches(members["note"]) else "no"),
        "notes": _notes(members, locale),
    }


def _in_batches(notes: pd.Series) -> bool:
    return bool(notes.str.contains("cluster_in_batches").any())


def _notes(members: pd.DataFrame, locale: str) -> str:
    """Say each note once, with the members it is about; one about all members names nobody."""
    about: dict[str, list[str]] = {}
    for row in members.to_dict("records"):
        for code in filter(None, str(row["note"]).split(";")):
            about.setdefault(code, []).append(row["name"])
    told = []
    for code, names in about.items():
        note = cluster_note(code, locale=locale)
        whole = len(names) == len(members)
        who = _comma(locale).join(names)
        told.append(note if whole else say(locale, "sheet.note_of", names=who, note=note))
    return say(locale, "list.semicolon").join(told)


def _unlike(values: pd.Series) -> list[str]:
    known = values[values.notna() & values.astype("str").ne("")]
    return [str(value) for value in sorted(known.unique())]


def yes_no(flags: pd.Series, locale: str) -> list[str]:
    """Return yes or no in words."""
    return [say(locale, "yes" if flag else "no") for flag in flags]


def _comma(locale: str) -> str:
    return "、" if locale == "zh" else ", "
