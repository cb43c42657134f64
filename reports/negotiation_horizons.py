"""Sheets of the same pool over fewer years, and of the money that would finish sooner."""

from collections.abc import Iterator

import pandas as pd

from layers.negotiation_words import cause_of, word, worded
from layers.proposal_name import payer_name
from phasing.funds import NEXT_PLAN
from phasing.negotiation.front_loading import Finish
from phasing.negotiation.horizons import COUNTED, Horizons
from reports.clash_words import clash_lines, how_small
from reports.figures import NOTHING
from reports.negotiation_case import Case, or_nothing
from reports.noted_sheet import Sheet
from reports.outward import most_shares
from study.negotiation.horizon_words import finish_words, horizon_words
from texts import say

_FINISH = ("plan_years", "finish_what", "source", "or_sources", "needed_year", "extra_wan",
           "cap_at_most", "cap_needed", "cap_over")  # fmt: skip
_CANNOT = ("plan_years", "estate_id", "name", "year_now", "cannot_why", "first_possible_year")


def horizon_sheets(case: Case) -> Iterator[Sheet]:
    """Yield the horizons, their years, the estates in each; then the money to finish sooner."""
    found = case.found.horizons
    if found is not None:
        said = horizon_lines(case, found)
        yield Sheet("horizons", horizons_table(case, found), (*case.notes("horizons"), *said))
        yield Sheet("horizon_years", _by_year(found), tuple(case.notes("horizon_years")))
        yield Sheet("horizon_estates", _estates(case, found), tuple(case.notes("horizon_estates")))
    if case.found.finish_in:
        said = [line for one in case.found.finish_in for line in finish_lines(case, one)]
        yield Sheet("finish", finish_table(case), (*case.notes("finish"), *said))
        cannot = _cannot(case)
        if len(cannot):
            yield Sheet("finish_cannot", cannot, tuple(case.notes("finish_cannot")))


def horizon_lines(case: Case, found: Horizons) -> list[str]:
    """Return the sentences about the horizons; where one has no plan, the rules that clash."""
    lines = case.told(horizon_words(found))
    for one in found.each:
        if one.clash is not None:
            lines.append(case.say("clash_in", years=one.years))
            lines.append(how_small(one.clash, locale=case.locale))
            lines += clash_lines(one.clash, locale=case.locale)
    return lines


def finish_lines(case: Case, one: Finish) -> list[str]:
    """Return the sentences about what finishing within so many years takes."""
    return case.told(finish_words(one, case.names))


def horizons_table(case: Case, found: Horizons) -> pd.DataFrame:
    """Return a row a horizon: what it does, its money, how much of the longest plan it keeps."""
    rows = found.table
    told = {measure: or_nothing(rows[measure]) for measure in COUNTED}
    lacks = {f"{measure}_lacking": or_nothing(rows[f"{measure}_unknown"]) for measure in COUNTED}
    return pd.DataFrame({
        "plan_years": rows["years"],
        "first_year": rows["first_year"],
        "last_year": rows["last_year"],
        "horizon_result": [case.say("no_plan" if code else "has_plan") for code in rows["code"]],
        "plan_estates": or_nothing(rows["placed"]),
        **told,
        "usable_money_wan": or_nothing(rows["money_wan"]),
        "brought_wan": or_nothing(rows["brought_wan"]),
        "spent_wan": or_nothing(rows["spend_wan"]),
        "due_later_wan": or_nothing(rows["due_later_wan"]),
        "of_long": or_nothing(rows["of_long"]),
        "of_long_share": or_nothing(rows["of_long_share"]),
        "placed_by_then": rows["placed_by_then"],
        "residents_by_then": rows["residents_by_then"],
        "due_by_then_wan": rows["by_then_due_later_wan"],
        "gap": or_nothing(most_shares(rows["gap"])),
        **{name: column for name, column in lacks.items() if _any(column)},
    })  # fmt: skip


def _any(counts: pd.Series) -> bool:
    return bool(counts.map(lambda one: one not in (0, NOTHING)).any())


def _by_year(found: Horizons) -> pd.DataFrame:
    names = {"years": "plan_years", "placed": "plan_estates", "placed_so_far": "estates_so_far"}
    return found.by_year.rename(columns=names)


def _estates(case: Case, found: Horizons) -> pd.DataFrame:
    """Return a row an estate that any horizon places: its year in each."""
    wide = found.estates.pivot_table(
        index="estate_id", columns="years", values="year", aggfunc="first"
    )
    rows = case.ranked(wide.reset_index())
    years = sorted((name for name in wide.columns), reverse=True)
    return pd.DataFrame({
        "estate_id": rows["estate_id"],
        "name": case.named(rows["estate_id"]),
        **{f"year_of:{length}": or_nothing(rows[length]) for length in years},
    })  # fmt: skip


def finish_table(case: Case) -> pd.DataFrame:
    """Return a row a source and year of extra money, and a row a cap that stands in the way."""
    rows = [row for one in case.found.finish_in or () for row in _finish(case, one)]
    table = pd.DataFrame(rows, columns=list(_FINISH)).astype(object)
    return table.where(table.notna(), NOTHING)


def _finish(case: Case, one: Finish) -> Iterator[dict[str, object]]:
    for row in one.extra.to_dict("records"):
        others = [payer_name(name, locale=case.locale) for name in row["or_sources"].split("、")]
        yield {
            "plan_years": one.years,
            "finish_what": case.say(f"finish.{row['kind']}"),
            "source": payer_name(row["source"], locale=case.locale),
            "or_sources": say(case.locale, "list.comma").join(filter(None, others)) or NOTHING,
            "needed_year": row["year"],
            "extra_wan": row["amount_wan"],
        }
    for row in one.caps.to_dict("records"):
        measure = "cost_wan" if row["measure"] == NEXT_PLAN else row["measure"]
        kind = "finish.next_plan" if row["measure"] == NEXT_PLAN else "finish.cap"
        told = word(measure, "measure", locale=case.locale)
        yield {
            "plan_years": one.years,
            "finish_what": case.say(kind, measure=told),
            "needed_year": row["year"],
            **{f"cap_{name}": row[name] for name in ("at_most", "needed", "over")},
        }


def _cannot(case: Case) -> pd.DataFrame:
    parts = [one.cannot.assign(plan_years=one.years) for one in case.found.finish_in or ()]
    rows = pd.concat(parts, ignore_index=True)
    causes = worded(rows["code"].map(cause_of), "negotiation_sheet.cause", locale=case.locale)
    return pd.DataFrame({
        "plan_years": rows["plan_years"],
        "estate_id": rows["estate_id"],
        "name": case.named(rows["estate_id"]),
        "year_now": or_nothing(rows["year_now"]),
        "cannot_why": causes,
        "first_possible_year": or_nothing(rows["first_year"]),
    }, columns=list(_CANNOT))  # fmt: skip
