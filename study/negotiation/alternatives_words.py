"""Other plans nearly as good, and how often each estate is in them, as codes with their numbers."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from phasing.negotiation.alternatives import Alternatives
from phasing.negotiation.sampled import YearShares
from study.negotiation.outward import at_most
from study.negotiation.why_words import Said, amount, percent

Row = Mapping[Any, Any]


def alternatives_words(found: Alternatives) -> tuple[Said, ...]:
    """Return what was asked and found, a sentence a plan, and why there are no more."""
    asked, others = found.asked, found.table[found.table["plan"] > 0]
    values = {
        "found": len(others),
        "asked": asked.count,
        "within": percent(asked.within),
        "apart": percent(asked.apart),
        "gap": at_most(found.table["below_best_most"].iloc[0]),
    }
    said = [Said("alternatives.asked_for", values)] if len(others) else []
    said += [_plan(row) for row in others.to_dict("records")]
    if found.code != "alternatives.as_asked":
        said.append(Said(found.code, values))
    return tuple(said)


def firm_words(table: pd.DataFrame, plans: int) -> tuple[Said, ...]:
    """Return how many estates are in every one of so many plans, in some, in none (`how_often`)."""
    inside = table["in_plan"]
    counts = {
        "always": int((inside == 1).sum()),
        "sometimes": int(((inside > 0) & (inside < 1)).sum()),
        "never": int((inside == 0).sum()),
    }
    one_year = int((table.filter(regex=r"^year_\d+$").max(axis=1) == 1).sum())
    return (Said("alternatives.firm", {**counts, "one_year": one_year, "plans": plans}),)


def sampled_words(found: YearShares) -> tuple[Said, ...]:
    """Return what the shares of years rest on: draws, how near to the best, what was not searched.

    Then how many estates are in the plan in every draw, in some, in none.
    """
    if found.code == "sampled.no_doubt":
        return (Said(found.code, {}),)
    draws = found.draws
    values = {
        "draws": len(draws),
        "gap": at_most(found.worst_gap),
        "searched": int(draws["searched"].sum()),
        "kept": int(draws["kept"].sum()),
    }
    return tuple(_ground(found, values))


def _ground(found: YearShares, values: Mapping[str, object]) -> Iterator[Said]:
    if found.code == "sampled.stopped":
        yield Said(found.code, values)
    if values["draws"]:
        yield Said("sampled.ground", values)
        if values["kept"]:
            yield Said("sampled.kept", values)
        (firm,) = firm_words(found.table, int(str(values["draws"])))
        yield Said("sampled.firm", firm.values)


def estate_words(row: Row, name: str, draws: int) -> Said:
    """Return how often one estate is in the plan over the draws, and in which year mostly.

    `row`: its row of `year_shares(…).table`.
    """
    values: dict[str, object] = {"name": name, "draws": draws}
    if row["in_plan"] == 0:
        return Said("sampled.estate_never", values)
    likeliest = int(row["year_likeliest"])
    values |= {
        "in_plan": percent(row["in_plan"]),
        "out": percent(row["out"]),
        "year": likeliest,
        "year_share": percent(row[f"year_{likeliest}"]),
    }
    return Said("sampled.estate_always" if row["out"] == 0 else "sampled.estate", values)


def _plan(row: Row) -> Said:
    values = {
        "plan": row["plan"],
        "below": at_most(row["below_best_most"]),
        "years": percent(row["years_from_first"]),
        "members": percent(row["members_from_first"]),
        "nearest": percent(row["years_apart_least"]),
        "placed": amount(row["placed"]),
        "cost_wan": amount(row["cost_wan"]),
    }
    return Said("alternatives.plan", values)
