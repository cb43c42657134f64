"""The cluster (片区) every estate belongs to: by hand, given, drawn, proposed or attached."""

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd
import pyproj

from geo import to_metric
from geo.clusters import attach_scattered, drawn_clusters, propose_clusters
from study.cluster_issues import (
    attaching_issues,
    drawing_issues,
    hand_issues,
    proposing_issues,
)
from study.clusters import Clusters, Propose
from tables import Issue

# a gate no phone call will open: whom it shuts out is neither proposed nor attached
_FOR_GOOD = ("other_programme", "renovated", "safety_d", "age")
BY_HAND, ALONE = "by_hand", "alone"  # a person said its cluster, or that it has none


def clustered(
    estates: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, choices: Clusters, crs: pyproj.CRS
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    """Return the estates with `cluster_id` filled and `cluster_origin`, and what to say of it.

    What a person drew (`choices.members`, `choices.alone`) counts before what the ledger gives,
    that before what is drawn (`areas`, the table cluster_areas), that before what is proposed, that
    before what is attached; `cluster_origin` is by_hand, alone, given, drawn, proposed, attached or
    "". Estates shut out for good (another programme, renovated, unsafe,
    built too late) are neither proposed nor attached. `estates` needs the column `gate`.
    """
    rows = to_metric(estates, crs, table="estates")
    given = rows["cluster_id"].notna()
    rows = rows.assign(cluster_origin=given.map({True: "given", False: ""}).astype(object))
    rows = _by_hand(rows, choices)
    areas = _identified(
        to_metric(areas, crs, table="cluster_areas"), set(rows["cluster_id"].dropna())
    )
    drawn = drawn_clusters(rows, areas)
    issues = drawing_issues(rows, areas, drawn)
    rows = _filled(rows, drawn.set_index("estate_id")["cluster_id"], "drawn")
    rows, said = _proposed(rows, choices)
    issues += said
    rows, said = _attached(rows, choices)
    said += hand_issues(rows, choices)
    columns = {name: rows[name].to_numpy(object) for name in ("cluster_id", "cluster_origin")}
    return estates.assign(**columns), issues + said


def by_hand(
    ids: Iterable[str], given: Iterable[object], choices: Clusters
) -> tuple[list[object], list[str]]:
    """Return the cluster of every estate once a person's word counts, and who said it.

    `ids` are the estates, `given` their clusters before. The origin is by_hand, alone or "" (not
    said).

    >>> drawn = Clusters(members={"东门": ("E1",)}, alone=("E2",))
    >>> by_hand(["E1", "E2", "E3"], ["P1", "P1", "P1"], drawn)
    (['东门', None, 'P1'], ['by_hand', 'alone', ''])
    """
    names: dict[str, str | None] = dict.fromkeys(choices.alone)
    names |= {one: name for name, members in choices.members.items() for one in members}
    pairs = list(zip(ids, given, strict=True))
    said = {one: ALONE if name is None else BY_HAND for one, name in names.items()}
    return [names.get(one, was) for one, was in pairs], [said.get(one, "") for one, _ in pairs]


def _by_hand(rows: gpd.GeoDataFrame, choices: Clusters) -> gpd.GeoDataFrame:
    if not (choices.members or choices.alone):
        return rows
    names, said = by_hand(rows["estate_id"], rows["cluster_id"], choices)
    spoken = pd.Series(said, index=rows.index, dtype=object)
    return rows.assign(
        cluster_id=pd.Series(names, index=rows.index, dtype=object),
        cluster_origin=spoken.where(spoken != "", rows["cluster_origin"]),
    )


def _identified(areas: gpd.GeoDataFrame, in_ledger: set[object]) -> gpd.GeoDataFrame:
    """Return the areas under the id the ledger uses: their name where it does, else their id."""
    ids, names = areas["cluster_id"].astype(object), areas["name"].astype(object)
    known = names.where(names.isin(in_ledger))
    return areas.assign(cluster_id=known.fillna(ids).fillna(names))


def _proposed(rows: gpd.GeoDataFrame, choices: Clusters) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    asked = choices.propose
    if asked is None:
        return rows, []
    pool = rows[(_may_enter(rows) | rows["cluster_id"].notna()) & _open(rows)]
    found = propose_clusters(
        pool,
        gap_m=asked.gap_m,
        same=asked.same,
        small_households=asked.small_households,
        small_area_m2=asked.small_area_m2,
        most_members=asked.most_members,
    )
    return _filled(rows, found, "proposed"), proposing_issues(pool, found, asked)


def _attached(rows: gpd.GeoDataFrame, choices: Clusters) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    if choices.attach_m is None:
        return rows, []
    asked = choices.propose or Propose(same=(), small_households=None)
    found = attach_scattered(
        rows[_may_enter(rows) & _open(rows)],
        within_m=choices.attach_m,
        same=asked.same,
        small_households=asked.small_households,
        small_area_m2=asked.small_area_m2,
    )
    joined = _filled(rows, found.set_index("estate_id")["cluster_id"], "attached")
    return joined, attaching_issues(found, within_m=choices.attach_m)


def _may_enter(rows: pd.DataFrame) -> pd.Series:
    return ~rows["gate"].isin(_FOR_GOOD)


def _open(rows: pd.DataFrame) -> pd.Series:
    return rows["cluster_origin"] != ALONE


def _filled(rows: gpd.GeoDataFrame, found: pd.Series, origin: str) -> gpd.GeoDataFrame:
    new = rows["estate_id"].map(found)
    fresh = rows["cluster_id"].isna() & new.notna() & _open(rows)
    return rows.assign(
        cluster_id=rows["cluster_id"].where(~fresh, new),
        cluster_origin=rows["cluster_origin"].where(~fresh, origin),
    )
