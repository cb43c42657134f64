"""How close a plan comes to a rule: what is left of it, and whether it stands in anybody's way."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from phasing import Programme
from phasing.rules import (
    Cap,
    DemonstrationFirst,
    Floor,
    KeepPublished,
    NextPlan,
    NotBefore,
    ReachShare,
    Rule,
    StartBy,
    StockCap,
    Target,
)

_ID = "estate_id"
_DUST = 1e-9


class Slack(NamedTuple):
    """What a plan leaves of a rule, in `unit`; `tight`: the rule stands in the way of somebody.

    kind: "room" (so much more may come), "over" (so much more is done than must be), "year" (so
    many years from the one the rule names). Less than nothing is left where the plan breaks the
    rule, as one solved for other rules may. A cap is tight where estates may still come into its
    year and none would fit; a floor where losing any one estate would break it. A rule that asks
    for nothing, as a floor of 0 or a first year no earlier than the plan's own, is never tight.
    """

    kind: str
    left: float
    unit: str
    tight: bool


class Case(NamedTuple):
    """A plan with the estates it is made of: `year` missing where an estate is in no year."""

    estates: pd.DataFrame
    plan: Programme

    @property
    def placed(self) -> pd.DataFrame:
        """Return the estates that have a year."""
        return self.estates[self.estates["year"].notna()]

    @property
    def open(self) -> pd.DataFrame:
        """Return the estates that may enter."""
        return self.estates[self.estates["gate"].fillna("") == ""]


def slack(rule: Rule, estates: pd.DataFrame, plan: Programme) -> Slack | None:
    """Return how close a plan comes to a rule; None where that is no number, or not known.

    `estates` needs estate_id, gate and the columns the rule counts. Of what must be reached only
    what is known counts, as in the rule itself; of what may not be passed an unknown number in the
    plan leaves the slack unknown.
    """
    found = _WAYS.get(type(rule))
    if found is None:
        return None
    years = estates[_ID].map(plan.plan)
    return found(rule, Case(estates.assign(year=years), plan))


def _cap(rule: Any, case: Case) -> Slack | None:  # noqa: ANN401 - each way knows its rule
    there = case.placed["year"].eq(rule.year)
    used = _sum(case.placed[there], rule.measure)
    if used is None:
        return None
    left = rule.at_most - used
    others = case.open[case.open["year"].ne(rule.year) | case.open["year"].isna()]
    return Slack("room", left, rule.measure, _none_fits(others, rule.measure, left))


def _floor(rule: Any, case: Case) -> Slack | None:  # noqa: ANN401
    there = case.placed[case.placed[rule.level].eq(rule.zone)]
    return _over(there, rule.measure, rule.at_least)


def _target(rule: Any, case: Case) -> Slack | None:  # noqa: ANN401
    return _over(case.placed, rule.measure, rule.at_least)


def _reach(rule: Any, case: Case) -> Slack | None:  # noqa: ANN401
    whole = _values(case.estates, rule.measure)
    if whole is None:
        return None
    return _over(case.placed, rule.measure, rule.at_least_share * float(whole.sum()))


def _stock(rule: Any, case: Case) -> Slack | None:  # noqa: ANN401
    if rule.group not in case.estates:
        return None
    in_group = case.estates[rule.group].astype("boolean").fillna(value=False).astype(bool)
    whole = _sum(case.placed, rule.measure)
    own = _sum(case.placed[in_group[case.placed.index]], rule.measure)
    if whole is None or own is None:
        return None
    left = rule.at_most_share * whole - own
    others = case.open[in_group[case.open.index] & case.open["year"].isna()]
    share = 1 - rule.at_most_share  # who comes in raises the whole too
    return Slack("room", left, rule.measure, _none_fits(others, rule.measure, left, share))


def _demonstration(rule: Any, case: Case) -> Slack | None:  # noqa: ANN401
    done = case.placed[_ID].isin(rule.estates) & case.placed["year"].le(rule.year)
    left = float(done.sum()) - rule.at_least
    return Slack("over", left, "estates", rule.at_least > 0 and left < 1)


def _next_plan(rule: Any, case: Case) -> Slack | None:  # noqa: ANN401
    left = rule.limit_wan - case.plan.next_plan_wan
    costs = _values(case.open[case.open["year"].isna()], "cost_wan")
    least = costs.min() if costs is not None else float("nan")
    return Slack("room", left, "cost_wan", bool(left < least))


def _published(rule: Any, case: Case) -> Slack | None:  # noqa: ANN401
    left = rule.kept(case.plan.plan) - rule.at_least
    return Slack("room", float(left), "estates", rule.at_least > 0 and left < 1)


def _year(rule: Any, case: Case) -> Slack | None:  # noqa: ANN401
    year = case.plan.plan.get(rule.estate_id)
    if year is None:
        return None
    if isinstance(rule, StartBy):
        return Slack("year", float(rule.year - year), "years", year >= rule.year)
    asks = rule.year > case.plan.by_year["year"].min()
    return Slack("year", float(year - rule.year), "years", bool(asks and year <= rule.year))


_WAYS: Mapping[type[Rule], Callable[[Any, Case], Slack | None]] = {
    Cap: _cap,
    Floor: _floor,
    Target: _target,
    ReachShare: _reach,
    StockCap: _stock,
    DemonstrationFirst: _demonstration,
    NextPlan: _next_plan,
    KeepPublished: _published,
    NotBefore: _year,
    StartBy: _year,
}


def _values(rows: pd.DataFrame, measure: str) -> pd.Series | None:
    if measure == "estates":
        return pd.Series(1.0, rows.index)
    if measure not in rows:
        return None
    return pd.to_numeric(rows[measure], errors="coerce").astype("float64")


def _sum(rows: pd.DataFrame, measure: str) -> float | None:
    values = _values(rows, measure)
    if values is None or values.isna().any():
        return None
    return float(values.sum())


def _over(rows: pd.DataFrame, measure: str, least: float) -> Slack | None:
    values = _values(rows, measure)
    if values is None:
        return None
    left, given = float(values.sum()) - least, values[values > 0]
    tight = least > 0 and bool(given.empty or left < float(given.min()) - _DUST)
    return Slack("over", left, measure, tight)


def _none_fits(rows: pd.DataFrame, measure: str, left: float, share: float = 1.0) -> bool:
    """Return whether there are estates of known size, and none of them fits into what is left."""
    values = _values(rows, measure)
    known = values.dropna() if values is not None else pd.Series(dtype="float64")
    return bool(len(known) and not (known * share <= left + _DUST).any())
