"""Proposals side by side: what each is worth under every aim, whom it reaches, what it spends."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from phasing import Programme
from phasing.programme import values
from reports.summary import planned, total
from study.results import Results

_YUAN = 4  # digits of 万元


def comparison(results: Results) -> pd.DataFrame:
    """Return one row a proposal: value, bound, gap, fill_value, gain and what it does.

        gain = value / fill_value − 1        (NaN where filling in score order is worth nothing)

    `fill_unmet` counts the rules that filling in score order misses: it is no valid plan then.
    `residents_unknown` and `residents_estimated` count estates. `least_share` is the smallest
    share of residents reached in a zone, `least_zone` that zone. `under_<aim>` is the value under
    each aim, `estates_<year>` how many estates start in a year.
    """
    rows = [_row(results, plan) for plan in results.proposals]
    table = pd.DataFrame(rows)
    return table.join(_under(results)).join(_years(results)) if rows else table


def worth_table(plans: Sequence[Programme]) -> pd.DataFrame:
    """Return one row an aim and proposal: aim, proposal, value, share, best.

    share = value / best value of a proposal under that aim     (NaN where that is not above 0)
    """
    table = values(plans)
    best = table.max(axis=1)
    rows = [
        {"aim": aim, "proposal": plan.name, "value": (value := float(table.loc[aim, plan.name])),
         "share": value / best[aim] if best[aim] > 0 else math.nan, "best": value == best[aim]}
        for aim in table.index
        for plan in plans
    ]  # fmt: skip
    return pd.DataFrame(rows)


def zones_table(plans: Sequence[Programme]) -> pd.DataFrame:
    """Return the zones of all proposals, one row a proposal and zone: who could enter, who does."""
    parts = [plan.equity.assign(proposal=plan.name) for plan in plans]
    table = pd.concat(parts, ignore_index=True)
    return table[["proposal", *plans[0].equity.columns]]


def least_served(plan: Programme) -> tuple[str, float]:
    """Return the zone of which the smallest share of residents is reached; ("", NaN) for none.

    Estates without a zone are no zone; nor is one in which nobody is known to live. Equal shares
    go by the zone's name.
    """
    zones = plan.equity[plan.equity["zone"].ne("") & plan.equity["residents_share"].notna()]
    if zones.empty:
        return "", math.nan
    least = zones.sort_values(["residents_share", "zone"]).iloc[0]
    return str(least["zone"]), float(least["residents_share"])


def _row(results: Results, plan: Programme) -> Mapping[str, object]:
    placed = planned(results, plan)
    found, (zone, share) = total(placed), least_served(plan)
    guessed = placed.get("residents_estimated", pd.Series(dtype=bool))
    return {
        "name": plan.name,
        "status": plan.status,
        "value": plan.value,
        "bound": plan.bound if math.isfinite(plan.bound) else math.nan,  # stopped before any
        "gap": plan.gap,
        "fill_value": plan.fill_value,
        "gain": math.nan if plan.gain is None else plan.gain,
        "fill_unmet": len(plan.fill_unmet),
        "estates": found.estates,
        **found.sums,
        "residents_estimated": int(guessed.fillna(value=False).astype(bool).sum()),
        "residents_unknown": found.unknown["residents"],
        "least_zone": zone,
        "least_share": share,
        **_vulnerable(plan),
        "spent_wan": round(float(plan.spend["spend_wan"].sum()) - plan.next_plan_wan, _YUAN),
        "lapsed_wan": round(float(plan.spend["lapsed_wan"].sum()), _YUAN),
        "next_plan_wan": plan.next_plan_wan,
    }


def _vulnerable(plan: Programme) -> dict[str, float]:
    """Return the vulnerable households that are reached and that could be; NaN for not known."""
    able, reached = (
        plan.equity[f"vulnerable_households_{which}"].sum(min_count=1)
        for which in ("able", "reached")
    )
    none = pd.isna(able)
    return {
        "vulnerable_households": math.nan if none else float(reached),
        "vulnerable_able": float(able),
    }


def _under(results: Results) -> pd.DataFrame:
    return values(results.proposals).T.add_prefix("under_").reset_index(drop=True)


def _years(results: Results) -> pd.DataFrame:
    years = results.choices.horizon
    counts = [plan.years["year"].value_counts() for plan in results.proposals]
    return pd.DataFrame(
        [{f"estates_{year}": int(count.get(year, 0)) for year in years} for count in counts]
    )
