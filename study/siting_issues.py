"""What to know behind a siting: who was counted, which rooms fell out, what is sure."""

from collections.abc import Iterator, Mapping

import pandas as pd

from standards import Standards
from study.siting_choices import BY_STANDARD, SitingChoice
from study.siting_rooms import needs
from study.siting_town import Demand
from study.told import told
from support import Siting
from tables import Issue
from tables.issue import Severity

# What rules a room out, and how grave that is: what a person could still find out is a warning.
REASONS: Mapping[str, Severity] = {
    "no_place": "warning",
    "not_usable": "info",
    "other_use": "info",
    "too_small": "info",
    "area_unknown": "warning",
    "cost_unknown": "warning",
    "off_network": "warning",
}
_TABLE = "idle_assets"


def siting_issues(
    chosen: SitingChoice,
    found: Siting,
    people: Demand,
    rooms: pd.DataFrame,
    sites: pd.DataFrame,
    rules: Standards,
) -> Iterator[Issue]:
    """Yield who was counted, which rooms could not be chosen and why, and what stayed open."""
    asked: dict[str, object] = {"facility": chosen.facility}
    if not sites["existing"].any():
        yield Issue("siting.no_existing_data", "warning", "facilities", detail=dict(asked))
    yield from _people(people, found, asked)
    yield from _rooms(rooms, chosen, rules, asked)
    yield from _costs(rooms, chosen, found, rules, asked)
    if chosen.capacity is not None:
        yield from _capacity(chosen, sites, rules, asked)
    if found.status != "proven":
        gap = {"gap": f"{found.gap:.1%}", **asked}
        yield Issue("siting.not_proven", "warning", _TABLE, detail=gap)
    if len(rooms) and not len(found.sites):
        yield Issue("siting.nothing_gained", "warning", _TABLE, detail=asked)


def _people(people: Demand, found: Siting, asked: Mapping[str, object]) -> Iterator[Issue]:
    yield from told("siting.people_unknown", "warning", people.unknown, table="estates", **asked)
    if people.column != people.wanted:
        detail = {"wanted": people.wanted, **asked}
        yield Issue("siting.residents_counted", "info", "estates", detail=detail)
    reach = f"{found.aim.reach_m:g}"
    yield from told("siting.beyond", "info", found.beyond, table="estates", reach_m=reach, **asked)


def _rooms(
    rooms: pd.DataFrame, chosen: SitingChoice, rules: Standards, asked: Mapping[str, object]
) -> Iterator[Issue]:
    if not len(rooms):
        yield Issue("siting.no_candidates", "warning", _TABLE, detail=dict(asked))
    need = needs(chosen.facility, rules)["least_m2"]
    for reason, severity in REASONS.items():
        names = rooms.loc[rooms["reason"] == reason, "asset_id"]
        least = {"need_m2": f"{need:g}"} if need is not None else {}
        yield from told(f"siting.room_{reason}", severity, names, table=_TABLE, **asked, **least)
    free = rooms[rooms["reason"] == ""]
    unread = free.loc[free["use_unread"], "asset_id"]
    yield from told("siting.use_unread", "warning", unread, table=_TABLE, **asked)


def _costs(
    rooms: pd.DataFrame,
    chosen: SitingChoice,
    found: Siting,
    rules: Standards,
    asked: Mapping[str, object],
) -> Iterator[Issue]:
    """Yield the estimated costs that were compared with a budget, or are shown with a site."""
    mine = rooms["reason"].eq("") & rooms["cost_estimated"]
    if chosen.budget_wan is None:
        mine &= rooms["asset_id"].isin(found.sites["site_id"])
    yuan = needs(chosen.facility, rules)["fit_out_yuan_per_m2"]
    names = rooms.loc[mine, "asset_id"]
    yield from told("siting.cost_estimated", "warning", names, table=_TABLE, yuan=yuan, **asked)


def _capacity(
    chosen: SitingChoice, sites: pd.DataFrame, rules: Standards, asked: Mapping[str, object]
) -> Iterator[Issue]:
    none = needs(chosen.facility, rules)["capacity"] is None
    if chosen.capacity == BY_STANDARD and none:
        yield Issue("siting.no_capacity", "warning", "facilities", detail=dict(asked))
    unknown = sites.loc[sites["existing"] & sites["capacity"].isna(), "site_id"].str[2:]
    yield from told("siting.capacity_unknown", "warning", unknown, table="facilities", **asked)
