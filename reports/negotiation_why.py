"""Sheets of why estates wait: year by year, asked one by one, other weights, people to be asked."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from layers.negotiation_words import cause_of, sentences, worded
from phasing.negotiation.why_not import WhyNot
from reports.clash_words import clash_lines
from reports.negotiation_canvass import canvass_table
from reports.negotiation_case import Case, or_nothing
from reports.noted_sheet import Sheet
from reports.weight_words import criterion_words
from study.negotiation.why_not_words import why_not_words
from study.negotiation.why_runs import Run, runs
from study.negotiation.why_words import row_words

_CAUSE = "negotiation_sheet.cause"
# What keeps an estate out in whatever year: said once for all years.
_NEVER = ("gate", "lock_out", "needs_survey", "cluster_needs_survey", "cluster_held")


def why_sheets(case: Case) -> Iterator[Sheet]:
    """Yield why no estate starts earlier, and what was asked of single estates and of people."""
    found = case.found
    if found.why is not None:
        yield Sheet("why_not", _rows(case, found.why), tuple(case.notes("why_not")))
    if found.why_exact:
        yield Sheet("why_exact", why_exact_table(case), tuple(case.notes("why_exact")))
    if found.weight_changes is not None and len(found.weight_changes):
        table = weights_table(case, found.weight_changes)
        yield Sheet("weight_moves", table, tuple(case.notes("weight_moves")))
    if found.canvass is not None:
        notes = case.notes("canvass") + ([] if len(found.canvass) else [case.say("nobody_waits")])
        yield Sheet("canvass", canvass_table(case, found.canvass), tuple(notes))


def _rows(case: Case, why: pd.DataFrame) -> pd.DataFrame:
    """Return a row an estate and year before its own, the best-ranked first.

    An estate that may never enter takes one row for the years of which the same is said.
    """
    told = [
        {**row, "years": run.years, "said": run.said}
        for _, mine in case.ranked(why).groupby("estate_id", sort=False)
        for row, run in _by_year(mine.to_dict("records"), case)
    ]
    rows = pd.DataFrame(told, columns=[*why.columns, "years", "said"]).astype({"year_now": "Int64"})
    return pd.DataFrame({
        "rank": case.ranks(rows["estate_id"]),
        "estate_id": rows["estate_id"],
        "name": case.named(rows["estate_id"]),
        "year_now": or_nothing(rows["year_now"]),
        "year_asked": rows["years"],
        "in_the_way": worded(rows["code"].map(cause_of), _CAUSE, locale=case.locale),
        "in_the_way_more": rows["more"],
        "answer": [sentences(one, locale=case.locale) for one in rows["said"]],
    })  # fmt: skip


def _by_year(rows: list[dict[Any, Any]], case: Case) -> Iterator[tuple[dict[Any, Any], Run]]:
    """Yield the rows of one estate with what is said of each year, or of years in a row."""
    first = {int(row["year"]): row for row in rows}
    said = [(year, row_words(row, case.names)) for year, row in first.items()]
    never = all(str(row["code"]).partition(":")[0] in _NEVER for row in rows)
    told = runs(said) if never else [Run(year, year, one) for year, one in said]
    yield from ((first[run.first], run) for run in told)


def why_exact_table(case: Case) -> pd.DataFrame:
    """Return a row a sentence about each estate that was asked about, in the order to be read."""
    rows = [
        (one.estate_id, case.names.get(one.estate_id, one.estate_id), line)
        for one in case.found.why_exact
        for line in why_exact_lines(case, one)
    ]
    return pd.DataFrame(rows, columns=["estate_id", "name", "answer"])


def why_exact_lines(case: Case, one: WhyNot) -> list[str]:
    """Return the sentences about one estate; last the rules that clash where a year has no plan."""
    lines = case.told(why_not_words(one, case.names))
    clashes = [room.clash for room in one.rooms if room.clash is not None]
    return lines + [line for clash in clashes for line in clash_lines(clash, locale=case.locale)]


def weights_table(case: Case, changes: pd.DataFrame) -> pd.DataFrame:
    """Return a row an estate: which weight must go how far, and what that moves."""
    named = [
        criterion_words(str(one), locale=case.locale) if one else "" for one in changes["criterion"]
    ]
    said = [
        case.say(
            f"weight.{row['code']}",
            name=case.names.get(row["estate_id"], row["estate_id"]),
            criterion=criterion,
            **{
                key: f"{row[key] * 100:.4g} %"
                for key in ("weight_now", "weight_then", "step")
            },
            **{key: row[key] for key in ("year_now", "year_then", "rank_now", "rank_then")},
        )
        for row, criterion in zip(changes.to_dict("records"), named, strict=True)
    ]  # fmt: skip
    return pd.DataFrame({
        "estate_id": changes["estate_id"],
        "name": case.named(changes["estate_id"]),
        "moving_criterion": named,
        "weight_now": or_nothing(changes["weight_now"]),
        "weight_then": or_nothing(changes["weight_then"]),
        "year_now": or_nothing(changes["year_now"]),
        "year_then": or_nothing(changes["year_then"]),
        "rank_now": changes["rank_now"],
        "rank_then": or_nothing(changes["rank_then"]),
        "plans_solved": changes["solved"],
        "answer": said,
    })  # fmt: skip
