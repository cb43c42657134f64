"""The plan that the district has published (已公布计划): made before the money was settled."""

import numpy as np
import pandas as pd
import shapely

from demo.money import PER_M2_YUAN, YEARS
from demo.readiness import STAGES, agreed, may_enter
from demo.study import named
from demo.town import Town

PUBLISHED, ADJUSTED = "2026-03-20", "2026-09-15"
DOCUMENTS = {PUBLISHED: "乐旧改办〔2026〕3 号", ADJUSTED: "乐旧改办〔2026〕11 号"}
DONE_SINCE = 2024  # estates renovated since then stand in the plan as finished
PART = 0.9  # of the estates that may enter; the others had not agreed by then
OUTSIDE = 0.01  # of all estates: published though they may not enter by now
MOVED, DROPPED = 3, 2  # by the adjustment
AWAY_M = 40  # from roads that are to be dug: when, was not known
MONEY, TEAMS = 0.75, 0.08  # of the money, and of all households, in a year
WAN = 10_000


def programmes(town: Town, rng: np.random.Generator) -> pd.DataFrame:
    """Return estate_id, name, year, state, published_at, document: an older plan, adjusted once.

    Oldest estates first, clusters at once, as much a year as its money and teams carry; two
    demonstrations are under way in the first year, what was renovated lately is finished.
    """
    ledger = town.estates
    outside = rng.random(len(ledger)) < OUTSIDE
    chosen = (_sure(town) & (rng.random(len(ledger)) < PART)) | outside
    running = _running(town)
    late = ledger["renovated_year"].notna() | ledger["estate_id"].isin(running)
    planned = _planned(town, ledger[chosen & ~late.to_numpy()], rng)
    done = ledger.loc[ledger["renovated_year"] >= DONE_SINCE, ["estate_id", "renovated_year"]]
    rows = [
        *((estate, year, "计划") for estate, year in planned),
        *((estate, YEARS[0], "在建") for estate in running),
        *((estate, int(year), "已完工") for estate, year in done.to_numpy().tolist()),
    ]
    table = pd.concat([_published(rows, PUBLISHED), _published(_adjusted(planned, rng), ADJUSTED)])
    table.insert(1, "name", table["estate_id"].map(ledger.set_index("estate_id")["name"]))
    return table.sort_values(["published_at", "estate_id"]).reset_index(drop=True)


def _sure(town: Town) -> np.ndarray:
    """Return which estates may enter beyond doubt, away from roads that are to be dug."""
    ledger = town.estates
    sure = ledger["estate_id"].isin(agreed(town.surveys, town.votes)) & (ledger["part"] == "")
    sure &= may_enter(ledger, town.surveys)
    if len(town.trenches):
        dug = shapely.union_all(town.trenches.geometry.to_numpy())
        sure &= ledger.distance(dug) > AWAY_M
    return np.asarray(sure, dtype=bool)


def _ready(town: Town) -> set[str]:
    """Return the estates with a scheme and all deposits: they may start in the first year."""
    ledger = town.estates.set_index("estate_id")
    owing = ledger["households"] - ledger["exempt_households"]
    paid = town.deposits.groupby("estate_id")["households_paid"].sum()
    ready = (paid.reindex(ledger.index) >= owing) & ledger["scheme_stage"].isin(STAGES[2:])
    return set(ledger.index[ready])


def _running(town: Town) -> list[str]:
    """Return what is under way: the demonstration that is settled, and the smallest other one."""
    ledger = town.estates
    shown = ledger[_sure(town) & ledger["demonstration"].notna().to_numpy()]
    settled = named(town)["estate_id"].head(1).tolist()
    others = shown[~shown["estate_id"].isin(named(town)["estate_id"])]
    ordered = others.sort_values(["floor_area_m2", "estate_id"])
    return [*settled, *map(str, ordered["estate_id"].head(1))]


def _planned(town: Town, chosen: pd.DataFrame, rng: np.random.Generator) -> list[tuple[str, int]]:
    """Return the year of each estate: the oldest first, while the money of a year lasts.

    Every year is taken to have as much as any other.
    """
    ready = chosen["estate_id"].isin(_ready(town))
    aged = chosen.assign(
        order=chosen["built_year"] + rng.normal(0, 3, len(chosen)),
        group=chosen["cluster_id"].where(chosen["cluster_id"] != "", chosen["estate_id"]),
        wan=chosen["floor_area_m2"] * PER_M2_YUAN / WAN,
        first=np.where(ready, YEARS[0], YEARS[1]),
    )
    groups = aged.groupby("group").agg(
        order=("order", "min"),
        wan=("wan", "sum"),
        homes=("households", "sum"),
        first=("first", "max"),
    )
    found = _in_turn(groups.sort_values("order"), town)
    members = zip(aged["estate_id"].astype(str), aged["group"].astype(str), strict=True)
    return sorted((estate, found[group]) for estate, group in members if group in found)


def _in_turn(groups: pd.DataFrame, town: Town) -> dict[str, int]:
    """Return the year of each group, in their order: the first that still has room for it."""
    wan = MONEY * float(town.budgets["amount_wan"].sum()) / len(YEARS)
    homes = TEAMS * float(town.estates["households"].sum())
    left, found = {year: np.array([wan, homes]) for year in YEARS}, dict[str, int]()
    needs = groups[["wan", "homes"]].to_numpy(float)
    firsts = groups["first"].tolist()
    for name, need, first in zip(groups.index.astype(str), needs, firsts, strict=True):
        year = next((y for y in YEARS if y >= first and (left[y] >= need).all()), None)
        if year is not None:
            left[year] = left[year] - need
            found[name] = year
    return found


def _adjusted(
    planned: list[tuple[str, int]], rng: np.random.Generator
) -> list[tuple[str, int, str]]:
    """Return what the adjustment names: some estates a year later, some taken out."""
    count = min(MOVED + DROPPED, len(planned))
    picked = [planned[place] for place in sorted(rng.choice(len(planned), count, replace=False))]
    moved = [(estate, min(year + 1, YEARS[-1]), "计划") for estate, year in picked[:MOVED]]
    return [*moved, *((estate, year, "调出") for estate, year in picked[MOVED:])]


def _published(rows: list[tuple[str, int, str]], day: str) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["estate_id", "year", "state"])
    return table.assign(published_at=pd.Timestamp(day), document=DOCUMENTS[day])
