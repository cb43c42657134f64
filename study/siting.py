"""Where a missing facility could go (设施选址): idle rooms put on the streets, the best chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd

from study.catalogues import listed
from study.choices import Solver
from study.living_circle import Circle
from study.siting_choices import SitingChoice, known_facility
from study.siting_issues import siting_issues
from study.siting_rooms import rooms
from study.siting_town import Town, demand, off_streets, on_streets, open_sites, sites, stated
from support import Aim, Allowed, Problem, Settings, Siting, curve, site
from tables import InputError, Issue

_PREFIX = 2  # the letters by which new sites and open ones are told apart inside


@dataclass(frozen=True, eq=False, repr=False)
class Sited:
    """What was found for one facility.

    `people` names what was counted of the estates (residents, elders, …). `existing_known`: the
    study has a facility of the kind. Else nobody told of any, which is not to say there is none:
    how it is `before`, and the value of 0 new sites, are unknown (NaN), and who the new sites
    serve may have had one. `rooms`: the candidates,
    sorted by id, as `study.siting_rooms.rooms` and with the reason `off_network` too, and for the
    chosen `order` with what `found.sites` knows. `estates`: estate_id, people, walk_before_m and
    walk_after_m to the nearest open site within reach. `curve`: value, bound and gap of 0, 1, 2 …
    new sites; None where it was not asked for.
    """

    asked: SitingChoice
    people: str
    existing_known: bool
    found: Siting
    rooms: gpd.GeoDataFrame
    estates: pd.DataFrame
    curve: pd.DataFrame | None
    issues: tuple[Issue, ...]


def sited(town: Town, asked: Iterable[SitingChoice], solver: Solver) -> tuple[Sited, ...]:
    """Return the best sites for each facility asked for, in their order.

    Candidates stand on the streets like facilities; walks are those of the living circle. The
    facilities of the category that are there stay open; only what new ones add is searched for.
    Counted are the people the facility is for (`old_and_young`), else all residents; estates of
    which nobody knows how many live there are left out and named. Errors: `siting.no_streets`,
    `siting.unknown_facility`, `siting.no_radius`, `siting.no_such_room`.
    """
    settings = Settings(solver.gap, solver.nodes, solver.seed)
    return tuple(_sited(town, one, settings) for one in asked)


def why_fewer(found: Sited) -> str:
    """Return why fewer sites were chosen than asked for: no_gain, no_rooms, or "" if not so.

    no_rooms: every room that may be chosen is; no_gain: proven that one more would add nothing.
    """
    asked, count = found.asked.sites, len(found.found.sites)
    if asked is None or not 0 < count < asked:
        return ""
    if found.rooms["reason"].eq("").sum() <= count:
        return "no_rooms"
    return "no_gain" if found.found.gap == 0 else ""


def _sited(town: Town, chosen: SitingChoice, settings: Settings) -> Sited:
    circle = town.circle
    known_facility(chosen.facility, listed(circle.rules))
    if not len(circle.ground.network.u):
        raise InputError("siting.no_streets")
    people = demand(town.estates, chosen.facility, circle.rules)
    aim = Aim(chosen.aim, _reach_m(chosen, circle))
    there = open_sites(circle, chosen.facility)
    candidates = rooms(town.idle, chosen, circle.rules, circle.ground.network.crs)
    placed = on_streets(candidates, chosen.facility, circle)
    candidates = off_streets(candidates, placed)
    every = sites(candidates, there, chosen, circle.rules)
    given = stated(placed, every, people.table, reach_m=aim.reach_m)
    allowed = Allowed(chosen.sites, chosen.budget_wan)
    known = not there.empty
    found = _named(site(given, aim, allowed, settings=settings))
    return Sited(
        asked=chosen,
        people=people.column,
        existing_known=known,
        found=found if known else replace(found, totals=_unknown_before(found.totals)),
        rooms=_with_choice(candidates, found.sites),
        estates=_estates(given, found),
        curve=_curve(given, aim, chosen, settings),
        issues=tuple(siting_issues(chosen, found, people, candidates, every, circle.rules)),
    )


def _reach_m(chosen: SitingChoice, circle: Circle) -> float:
    """Return the distance that counts: as asked, else the radius of the catalogue in use."""
    if chosen.within_m is not None:
        return chosen.within_m
    if chosen.aim == "mean_walk":
        return circle.limit_m
    radii = circle.known.loc[circle.known["category"] == chosen.facility, "radius_m"]
    if radii.empty:
        raise InputError("siting.no_radius", facility=chosen.facility)
    return float(radii.min())


def _named(found: Siting) -> Siting:
    """Return the result with ids as people know them."""
    plain = {"site_id": lambda table: table["site_id"].str[_PREFIX:]}
    return replace(
        found, sites=found.sites.assign(**plain), assignments=found.assignments.assign(**plain)
    )


def _unknown_before(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the totals without those of a town of whose facilities nobody knows."""
    after = totals.drop(index="before").drop(columns="people").reindex(totals.index)
    return totals[["people"]].join(after)


def _curve(
    given: Problem, aim: Aim, chosen: SitingChoice, settings: Settings
) -> pd.DataFrame | None:
    if chosen.curve is None:
        return None
    drawn = curve(given, aim, upto=chosen.curve, settings=settings)
    if not given.existing.any():
        drawn.loc[drawn["sites"] == 0, ["value", "bound"]] = np.nan
    plain = drawn["chosen"].map(lambda ids: tuple(one[_PREFIX:] for one in ids))
    return drawn.assign(chosen=plain)


def _with_choice(candidates: gpd.GeoDataFrame, chosen: pd.DataFrame) -> gpd.GeoDataFrame:
    told = chosen.rename(columns={"site_id": "asset_id"}).drop(columns="cost_wan")
    told["order"] = told["order"].astype("Int64")
    return candidates.merge(told, on="asset_id", how="left")


def _estates(given: Problem, found: Siting) -> pd.DataFrame:
    """Return how far each estate walks to the nearest open site, before and after."""
    new = {f"n:{one}" for one in found.sites["site_id"]}
    after = given.existing | np.isin(given.site_ids.astype(str), list(new))
    return pd.DataFrame(
        {
            "estate_id": given.demand_ids,
            "people": given.people,
            "walk_before_m": _nearest(given, given.existing),
            "walk_after_m": _nearest(given, after),
        }
    )


def _nearest(given: Problem, opened: np.ndarray) -> np.ndarray:
    walk_m = np.full(len(given.people), np.inf)
    pairs = opened[given.site]
    np.minimum.at(walk_m, given.demand[pairs], given.walk_m[pairs])
    return np.where(np.isfinite(walk_m), walk_m, np.nan)
