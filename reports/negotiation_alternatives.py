"""Sheets of other plans nearly as good, and of how often an estate is in a plan, and when."""

from collections.abc import Iterator

import pandas as pd

from phasing.negotiation.alternatives import Alternatives
from reports.figures import NOTHING
from reports.negotiation_case import Case, or_nothing
from reports.noted_sheet import Sheet
from reports.outward import most_shares
from study.negotiation.alternatives_words import alternatives_words, firm_words, sampled_words


def alternative_sheets(case: Case) -> Iterator[Sheet]:
    """Yield the plans, how far they are apart, the years in each; then the shares of years."""
    found = case.found.alternatives
    if found is not None:
        yield from _plans(case, found)
    if case.found.how_often is None and case.found.year_shares is None:
        return
    yield Sheet("year_shares", year_shares_table(case), tuple(_shares_notes(case)))


def plan_name(case: Case, place: int) -> str:
    """Return what a plan is called: the one that stands, or the first, second … other."""
    return case.say("plan_other", place=place) if place else case.say("plan_stands")


def alternatives_table(case: Case, found: Alternatives) -> pd.DataFrame:
    """Return a row a plan: how near to the best, how far from the others, what it places."""
    rows = found.table
    return pd.DataFrame({
        "plan": [plan_name(case, int(place)) for place in rows["plan"]],
        "below_best_of_value": most_shares(rows["below_best_most"]),
        "apart_first_share": rows["years_from_first"],
        "members_first_share": rows["members_from_first"],
        "apart_least_share": or_nothing(rows["years_apart_least"]),
        "members_least_share": or_nothing(rows["members_apart_least"]),
        "plan_estates": rows["placed"],
        "cost_wan": rows["cost_wan"],
        "plan_points": rows["value"],
    })  # fmt: skip


def _plans(case: Case, found: Alternatives) -> Iterator[Sheet]:
    said = case.told(alternatives_words(found))
    table = alternatives_table(case, found)
    yield Sheet("alternatives", table, (*case.notes("alternatives"), *said))
    if len(found.plans) > 1:
        yield Sheet("distances", _distances(case, found), tuple(case.notes("distances")))
        years = _years(case, found)
        yield Sheet("alternative_years", years, tuple(case.notes("alternative_years")))


def _distances(case: Case, found: Alternatives) -> pd.DataFrame:
    """Return plans × plans: the share of estates whose year or presence differs."""
    count = len(found.plans)
    wide = found.distances.pivot_table(index="plan", columns="other", values="years_apart")
    square = wide.reindex(index=range(count), columns=range(count)).astype(object)
    table = square.where(square.notna(), NOTHING)
    table.columns = [f"apart_from:{plan_name(case, place)}" for place in range(count)]
    table.insert(0, "plan", [plan_name(case, place) for place in range(count)])
    return table.reset_index(drop=True)


def _years(case: Case, found: Alternatives) -> pd.DataFrame:
    """Return a row an estate that is in any of the plans: its year in each."""
    ids = pd.Series(sorted({e for one in found.plans for e in one.plan}), name="estate_id")
    rows = case.ranked(pd.DataFrame({"estate_id": ids}))
    years = {
        f"year_in:{plan_name(case, place)}": rows["estate_id"].map(one.plan)
        for place, one in enumerate(found.plans)
    }
    held = pd.DataFrame(years).notna().mean(axis=1)
    same = pd.DataFrame(years).nunique(axis=1, dropna=False).eq(1)
    return pd.DataFrame({
        "estate_id": rows["estate_id"],
        "name": case.named(rows["estate_id"]),
        "plans_share": held,
        "plans_agree": [case.say("agree" if one else "differ") for one in same],
        **{key: or_nothing(column) for key, column in years.items()},
    })  # fmt: skip


def year_shares_table(case: Case) -> pd.DataFrame:
    """Return a row an estate: in how many plans nearly as good it is, in how many draws, when."""
    found, parts = case.found, []
    if found.how_often is not None:
        parts.append(_shares(found.how_often, "plans"))
    if found.year_shares is not None:
        parts.append(_shares(found.year_shares.table, "draws"))
    table = pd.concat(parts, axis=1).rename_axis("estate_id").reset_index()
    rows = case.ranked(table.sort_values("estate_id", ignore_index=True))
    now = rows["estate_id"].map(found.standing.plan)
    rows.insert(1, "name", case.named(rows["estate_id"]))
    rows.insert(2, "year_now", or_nothing(now))
    return rows.reset_index(drop=True)


def _shares(table: pd.DataFrame, kind: str) -> pd.DataFrame:
    rows = table.set_index("estate_id")
    years = [str(name) for name in rows.columns if str(name).removeprefix("year_").isdigit()]
    columns = {
        f"{kind}_share": rows["in_plan"],
        f"{kind}_year": or_nothing(rows["year_likeliest"]),
        **{f"{kind}_in:{name.removeprefix('year_')}": rows[name] for name in years},
    }
    return pd.DataFrame(columns)


def _shares_notes(case: Case) -> list[str]:
    """Return what the shares rest on, of plans nearly as good and of draws."""
    found, said = case.found, case.notes("year_shares")
    if found.how_often is not None and found.alternatives is not None:
        said += case.told(firm_words(found.how_often, len(found.alternatives.plans)))
    if found.year_shares is not None:
        said += case.told(sampled_words(found.year_shares))
    return said
