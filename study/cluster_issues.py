"""What a planner should know of clusters that were drawn, proposed or attached."""

import geopandas as gpd
import pandas as pd

from geo.clusters import outlined, small
from study.clusters import Clusters, Propose
from study.told import told
from tables import Issue


def hand_issues(estates: pd.DataFrame, choices: Clusters) -> list[Issue]:
    """Return how many clusters a person drew, who of them is not there, and who is left single.

    `estates` with the clusters of the ledger and of a person in them.
    """
    named = {one for ids in choices.members.values() for one in ids} | set(choices.alone)
    here = set(estates["estate_id"])
    sizes = estates["cluster_id"].value_counts()
    single = [name for name in choices.members if sizes.get(name, 0) == 1]
    empty = [name for name in choices.members if name not in sizes]
    drawn = [f"{name} ({sizes[name]})" for name in choices.members if sizes.get(name, 0) > 1]
    return [
        *told("clusters.by_hand", "info", drawn),
        *told("clusters.members_unknown", "warning", named - here),
        *told("clusters.member_single", "warning", single),
        *told("clusters.members_empty", "warning", empty),
    ]


def drawing_issues(estates: pd.DataFrame, areas: pd.DataFrame, drawn: pd.DataFrame) -> list[Issue]:
    """Return who lies in several drawn clusters, or in another than given, and empty areas.

    `estates` with the clusters given, `drawn` as `geo.clusters.drawn_clusters` found them.
    """
    known = estates.set_index("estate_id")
    settled = drawn["estate_id"].map(known["cluster_origin"]).isin(("by_hand", "alone"))
    empty = set(areas["cluster_id"].dropna()) - set(drawn["cluster_id"])
    drawn = drawn[~settled]  # of what a person said nothing is in doubt
    given = drawn["estate_id"].map(known["cluster_id"])
    elsewhere = drawn.loc[given.notna() & (given != drawn["cluster_id"]), "estate_id"]
    several = drawn.loc[given.isna() & (drawn["drawn"] > 1), "estate_id"]
    return [
        *told("clusters.drawn_overlap", "warning", several, table="cluster_areas"),
        *told("clusters.given_elsewhere", "warning", elsewhere),
        *told("clusters.area_empty", "warning", empty, table="cluster_areas"),
    ]


def proposing_issues(estates: gpd.GeoDataFrame, found: pd.Series, asked: Propose) -> list[Issue]:
    """Return what was proposed, with members, and who could not be: no size, place or outline.

    `estates` those that were asked, `found` the proposed cluster of each by estate_id.
    """
    alone = estates[estates["cluster_id"].isna()]
    size = small(alone, households=asked.small_households, area_m2=asked.small_area_m2)
    blank = pd.Series(data=False, index=alone.index)
    for name in asked.same:
        blank |= alone[name].isna() & estates[name].notna().any()
    return [
        *_members(found, asked),
        *told("clusters.size_unknown", "warning", alone.loc[size.isna(), "estate_id"]),
        *told("clusters.no_outline", "warning", alone.loc[~outlined(alone), "estate_id"]),
        *told("clusters.same_unknown", "warning", alone.loc[blank, "estate_id"]),
        *(
            Issue("clusters.same_not_filled", "info", table="estates", column=name)
            for name in asked.same
            if estates[name].isna().all()
        ),
    ]


def attaching_issues(found: pd.DataFrame, *, within_m: float) -> list[Issue]:
    """Return who joined which cluster; `found` as `geo.clusters.attach_scattered` tells it."""
    joined = found["estate_id"] + " → " + found["cluster_id"]
    return told("clusters.attached", "info", joined, within_m=f"{within_m:g}")


def _members(found: pd.Series, asked: Propose) -> list[Issue]:
    detail = {"gap_m": f"{asked.gap_m:g}"}
    sizes = found.dropna().value_counts().sort_index()
    if sizes.empty:
        return [Issue("clusters.none_proposed", "info", table="estates", detail=detail)]
    named = [f"{name} ({size})" for name, size in sizes.items()]
    return told("clusters.proposed", "info", named, estates=int(sizes.sum()), **detail)
