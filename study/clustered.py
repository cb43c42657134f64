"""The cluster (片区) every estate belongs to: given, drawn, proposed or attached."""

import geopandas as gpd
import pandas as pd
import pyproj

from geo import to_metric
from geo.clusters import attach_scattered, drawn_clusters, propose_clusters
from study.cluster_issues import attaching_issues, drawing_issues, proposing_issues
from study.clusters import Clusters, Propose
from tables import Issue

# a gate no phone call will open: whom it shuts out is neither proposed nor attached
_FOR_GOOD = ("other_programme", "renovated", "safety_d", "age")


def clustered(
    estates: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, choices: Clusters, crs: pyproj.CRS
) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    """Return the estates with `cluster_id` filled and `cluster_origin`, and what to say of it.

    What the ledger gives counts before what is drawn (`areas`, the table cluster_areas), that
    before what is proposed, that before what is attached; `cluster_origin` is given, drawn,
    proposed, attached or "". Estates shut out for good (another programme, renovated, unsafe,
    built too late) are neither proposed nor attached. `estates` needs the column `gate`.
    """
    rows = to_metric(estates, crs, table="estates")
    given = rows["cluster_id"].notna()
    rows = rows.assign(cluster_origin=given.map({True: "given", False: ""}).astype(object))
    areas = _identified(
        to_metric(areas, crs, table="cluster_areas"), set(rows["cluster_id"].dropna())
    )
    drawn = drawn_clusters(rows, areas)
    issues = drawing_issues(rows, areas, drawn)
    rows = _filled(rows, drawn.set_index("estate_id")["cluster_id"], "drawn")
    rows, said = _proposed(rows, choices)
    issues += said
    rows, said = _attached(rows, choices)
    columns = {name: rows[name].to_numpy(object) for name in ("cluster_id", "cluster_origin")}
    return estates.assign(**columns), issues + said


def _identified(areas: gpd.GeoDataFrame, in_ledger: set[object]) -> gpd.GeoDataFrame:
    """Return the areas under the id the ledger uses: their name where it does, else their id."""
    ids, names = areas["cluster_id"].astype(object), areas["name"].astype(object)
    known = names.where(names.isin(in_ledger))
    return areas.assign(cluster_id=known.fillna(ids).fillna(names))


def _proposed(rows: gpd.GeoDataFrame, choices: Clusters) -> tuple[gpd.GeoDataFrame, list[Issue]]:
    asked = choices.propose
    if asked is None:
        return rows, []
    pool = rows[_may_enter(rows) | rows["cluster_id"].notna()]
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
        rows[_may_enter(rows)],
        within_m=choices.attach_m,
        same=asked.same,
        small_households=asked.small_households,
        small_area_m2=asked.small_area_m2,
    )
    joined = _filled(rows, found.set_index("estate_id")["cluster_id"], "attached")
    return joined, attaching_issues(found, within_m=choices.attach_m)


def _may_enter(rows: pd.DataFrame) -> pd.Series:
    return ~rows["gate"].isin(_FOR_GOOD)


def _filled(rows: gpd.GeoDataFrame, found: pd.Series, origin: str) -> gpd.GeoDataFrame:
    new = rows["estate_id"].map(found)
    fresh = rows["cluster_id"].isna() & new.notna()
    return rows.assign(
        cluster_id=rows["cluster_id"].where(~fresh, new),
        cluster_origin=rows["cluster_origin"].where(~fresh, origin),
    )
