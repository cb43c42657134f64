"""The tables of programme.xlsx, as people read them: headings in words, codes in words."""

import dataclasses

import pandas as pd

from layers.exports import PARTS, estates_layer, listed, plan_table, rounded, words
from layers.proposal_name import payer_name, proposal_name
from layers.score_reasons import reasons_table
from reports.comparison import comparison
from reports.figures import NOTHING
from reports.issues import issue_sentences
from reports.outward import at_most
from reports.plan_sheets import waiting
from reports.summary import unplaced
from study.results import Results
from texts import say

_RANKING = (
    "rank", "estate_id", "name", "street", "community", "score", *PARTS,
    "score_low", "score_high", "rank_best", "rank_worst", "rank_p05", "rank_p95", "top_share",
    "grade", "completeness", "need", "readiness", "households", "residents",
    "vulnerable_households", "floor_area_m2", "built_year", "cost_wan", "cluster_id",
    "cluster_origin", "consent", "vote_area_share", "vote_head_share", "yes_area_share",
    "yes_head_share", "consent_short", "deposit_per_household_yuan", "deposit_paid_share",
    "deposit_ok", "scheme_stage", "demonstration", "gate", "postponed", "postponed_until", "year",
    "reason", "gaps", "walk_status", "reason_rank",
)  # fmt: skip
# Columns of codes and the words that say them; columns in which nothing is no gap in what is known.
_CODES = {
    "gate": "gate", "reason": "reason", "grade": "grade", "consent": "consent",
    "cluster_origin": "cluster_origin", "deposit_ok": "deposit_ok", "postponed": "gate",
    "scheme_stage": "scheme_stage", "demonstration": "demonstration",
    "walk_status": "walk_status",
}  # fmt: skip
_MAY_LACK = {"cluster_id", "postponed_until"}
_TO_SETTLE = ("error", "question", "warning")
FIGURE = "figure"  # the name of an index that says what each row is
_LEFT_OUT = ("rank", "estate_id", "name", "street", "score", "households", "cost_wan", "reason")
_NEEDED = ("built_year", "households", "floor_area_m2", "residents", "cost_wan", "consent")


def ranking(results: Results, *, locale: str) -> pd.DataFrame:
    """Return every estate by rank: parts, ranges, grade, gate, year and reason."""
    told = reasons_table(results, results.choices, (locale,)).set_index("estate_id")[
        f"reason_rank_{locale}"
    ]
    table = pd.DataFrame(estates_layer(results)).sort_values(["rank", "estate_id"])
    table = table.assign(reason_rank=table["estate_id"].map(told))
    return worded(table[_present(table, _RANKING)], locale=locale)


def year_plan(results: Results, *, locale: str) -> pd.DataFrame:
    """Return the estates of the first proposal year by year, with the money of each source."""
    money = plan_table(results)
    columns = (
        "year",
        "rank",
        "estate_id",
        "name",
        "street",
        "households",
        "floor_area_m2",
        "cost_wan",
    )
    table = pd.DataFrame(estates_layer(results))
    table = table[table["year"].notna()].sort_values(["year", "rank", "estate_id"])
    kept = table[_present(table, columns)]
    first = money[money["proposal"].eq(results.proposals[0].name)] if results.proposals else money
    shares = first.pivot_table(
        index="estate_id", columns="source", values="amount_wan", aggfunc="sum", fill_value=0.0
    ).rename(columns=lambda source: payer_name(source, locale=locale))
    named = kept.merge(shares, left_on="estate_id", right_index=True, how="left")
    return named.assign(reason=words(table["reason"], "reason", locale=locale))


def proposals(results: Results, *, locale: str) -> pd.DataFrame:
    """Return the proposals side by side: one row a figure (its code is the index)."""
    table = comparison(results)
    if table.empty:
        return pd.DataFrame(columns=[FIGURE])
    table = table.assign(status=words(table["status"], "status", locale=locale))
    table = table.assign(least_zone=table["least_zone"].where(table["least_zone"].ne(""), NOTHING))
    turned = table.assign(stages=_stages(results, locale)).set_index("name").T
    turned.columns = [proposal_name(name, locale=locale) for name in turned.columns]
    figures = [figure(str(name), locale=locale) for name in turned.index]
    return turned.rename_axis(FIGURE).assign(figure=figures)[[FIGURE, *turned.columns]]


def _stages(results: Results, locale: str) -> list[str]:
    """Say for each proposal how well each of its aims was met, in turn."""
    return [
        say(locale, "list.semicolon").join(
            f"{proposal_name(stage.aim.kind, locale=locale)} ≤ {at_most(stage.gap)}"
            for stage in plan.stages
        )
        for plan in results.proposals
    ]


def figure(name: str, *, locale: str) -> str:
    """Return the words for a column of `comparison`."""
    for start in ("under_", "estates_"):
        if name.startswith(start):
            rest = name.removeprefix(start)
            told = proposal_name(rest, locale=locale) if start == "under_" else rest
            return say(locale, f"figure.{start}", name=told)
    return say(locale, f"figure.{name}")


def left_out(results: Results, *, locale: str) -> pd.DataFrame:
    """Return the estates the first proposal leaves out, and why each."""
    if not results.proposals:
        return pd.DataFrame(columns=list(_LEFT_OUT))
    table = rounded(unplaced(results, results.proposals[0]))
    return worded(table[_present(table, _LEFT_OUT)], locale=locale)


def to_survey(results: Results, *, locale: str) -> pd.DataFrame:
    """Return the estates with something to find out, and what: a list to telephone through.

    First those without whose cost a whole cluster waits, with the cluster.
    """
    table = pd.DataFrame(estates_layer(results))
    needed = [name for name in _NEEDED if name in table]
    missing = table[needed].isna() | table[needed].astype("str").isin(["unknown"])
    comma = "、" if locale == "zh" else ", "
    heads = [say(locale, f"column.{name}") for name in needed]
    told = [
        comma.join(head for head, lost in zip(heads, row, strict=True) if lost)
        for row in missing.to_numpy()
    ]
    kept = ["estate_id", "name", *[n for n in ("street", "community", "address") if n in table]]
    held = table["estate_id"].map(waiting(results)).astype(object).fillna("")
    asked = table[kept].assign(to_find_out=told, holds_back=held)[missing.any(axis=1) | held.ne("")]
    first = asked["holds_back"].eq("")
    return asked.assign(first=first).sort_values(["first", "estate_id"]).drop(columns="first")


def issues(results: Results, *, locale: str) -> pd.DataFrame:
    """Return what a person must settle, in words, without row numbers.

    Repairs and notes stand in issues.csv, and so do rows: the spreadsheet is the same whatever
    order the rows of the files were in.
    """
    open_ones = [
        dataclasses.replace(issue, row=None)
        for issue in results.issues
        if issue.severity in _TO_SETTLE
    ]
    return issue_sentences(open_ones, locale=locale).drop(columns=["row", "code"])


def worded(table: pd.DataFrame, *, locale: str) -> pd.DataFrame:
    """Return the table with its codes turned into words."""
    told = {
        name: words(table[name], kind, locale=locale)
        for name, kind in _CODES.items()
        if name in table
    }
    if "year" in table:
        told["year"] = table["year"].astype(object).where(table["year"].notna(), NOTHING)
    for name, kind in (("gaps", "category"), ("consent_short", "consent_short")):
        if name in table:
            told[name] = listed(table[name], kind, locale=locale)
    for name in _MAY_LACK & set(table):
        told[name] = table[name].astype(object).where(table[name].notna(), NOTHING)
    return table.assign(**told)


def _present(table: pd.DataFrame, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name in table.columns]
