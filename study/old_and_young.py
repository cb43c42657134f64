"""One old, one young (一老一小): what elders and small children find near home, what they lack."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.circle.tiers import Pace, tiers
from standards import Standards
from study.children import with_children


@dataclass(frozen=True)
class OldAndYoung:
    """The facilities for elders and small children: estate by estate, and all together.

    `lines`, a row an estate and category, sorted: estate_id, group (old, young), category, circle,
    required, radius_m, status, walk_m, minutes_<walker> …, met (missing: nobody can say),
    count_<ring> …, people_of (elders, children_0_3, children_3_6), people, and where the kind
    has a catchment ratio, ratio_low, ratio_high, unit.
    `estates`, a row an estate: estate_id, elders, children_0_3, children_3_6 (estimated), lacking
    (categories not within their radius, joined by ";"), unknown (those nobody can say of).
    `summary`, a row a category in the order of `lines`: group, category, radius_m, estates,
    estates_measured, estates_within, estates_share, people_of, people, people_measured,
    people_within, people_share, people_unknown (measured estates that lack the number).
    """

    lines: pd.DataFrame
    estates: pd.DataFrame
    summary: pd.DataFrame


def old_and_young(
    walks: pd.DataFrame,
    known: pd.DataFrame,
    estates: pd.DataFrame,
    ratios: pd.DataFrame,
    rules: Standards,
    *,
    paces: Mapping[str, Pace],
) -> OldAndYoung:
    """Return how far the facilities named by the rule `old_and_young` are, and for how many.

    `walks` as made by `geo.walks`, `known` is the catalogue in use (category, circle, radius_m,
    required, verified), `estates` has estate_id, residents, elders, `ratios` is `Capacity.estates`.
    Of a category that stands in several circles the nearest counts; one the catalogue does not
    name has no radius: its distance is told, whether that is near enough is not.
    """
    rows = pd.DataFrame(rules["old_and_young"])
    people = with_children(estates, rules).sort_values("estate_id", ignore_index=True)
    lines = tiers(walks, _catalogue(rows, known), people.set_index("estate_id")["residents"],
                  paces=paces).drop(columns=["residents", "verified"])  # fmt: skip
    lines = lines.merge(rows.rename(columns={"people": "people_of"}), on="category")
    lines = lines.assign(people=_people(lines, people))
    lines = lines.merge(ratios[_RATIOS], on=["estate_id", "category"], how="left")
    lines = lines.sort_values(["estate_id", "group", "category"], ignore_index=True)
    first = ["estate_id", "group", "category"]
    lines = lines[[*first, *(name for name in lines if name not in first)]]
    return OldAndYoung(lines, _estates(lines, people), _summary(lines))


_RATIOS = ["estate_id", "category", "ratio", "ratio_low", "ratio_high", "unit"]


def _catalogue(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return one row a category: that of its nearest circle, or one without a radius."""
    nearest = known.sort_values("circle", kind="stable").drop_duplicates("category")
    names = ["category", "circle", "radius_m", "required", "verified"]
    found = rows[["category"]].merge(nearest[names], on="category", how="left")
    flags = {name: found[name].eq(other=True) for name in ("required", "verified")}
    return found.assign(circle=found["circle"].astype("Int64"), **flags)


def _people(lines: pd.DataFrame, people: pd.DataFrame) -> "pd.Series[float]":
    """Return for every line the number of those the facility is for, NaN unknown."""
    names = [name for name in lines["people_of"].unique() if name in people]
    table = people[names].apply(pd.to_numeric).to_numpy(dtype=float, na_value=np.nan)
    row = pd.Index(people["estate_id"]).get_indexer(pd.Index(lines["estate_id"]))
    column = pd.Index(names).get_indexer(pd.Index(lines["people_of"]))
    found = np.full((len(people) + 1, len(names) + 1), np.nan)  # the last of each: not there
    found[:-1, :-1] = table
    return pd.Series(found[row, column], index=lines.index)


def _estates(lines: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    lacking = lines["met"].eq(other=False).fillna(value=False)
    named = {"lacking": lacking, "unknown": lines["met"].isna()}
    joined = {
        name: lines[chosen.astype(bool)].groupby("estate_id")["category"].agg(";".join)
        for name, chosen in named.items()
    }
    table = pd.DataFrame({"estate_id": lines["estate_id"].unique()})
    counts = people.set_index("estate_id").reindex(table["estate_id"])
    for name in ("elders", "children_0_3", "children_3_6"):
        table[name] = counts[name].to_numpy(dtype=float, na_value=np.nan)
    for name, names in joined.items():
        table[name] = names.reindex(table["estate_id"]).fillna("").to_numpy()
    return table


def _summary(lines: pd.DataFrame) -> pd.DataFrame:
    measured, counted = lines["met"].notna(), lines["people"].notna()
    within = lines["met"].fillna(value=False).astype(bool)
    people = lines["people"].fillna(0.0)  # what is unknown is counted beside, and in no share
    table = lines[["group", "category", "people_of", "radius_m"]].assign(
        estates=1,
        estates_measured=measured.astype(int),
        estates_within=within.astype(int),
        people=people,
        people_measured=people * measured,
        people_within=people * within,
        people_unknown=(measured & ~counted).astype(int),
    )
    fixed = ["group", "category", "people_of"]
    radius_m = table.groupby(fixed)["radius_m"].first()
    found = table.drop(columns="radius_m").groupby(fixed).sum().assign(radius_m=radius_m)
    found = found.reset_index()
    for what in ("estates", "people"):
        whole = found[f"{what}_measured"]
        found[f"{what}_share"] = found[f"{what}_within"] / whole.where(whole > 0)
    return found[_SUMMARY]


_SUMMARY = [
    "group", "category", "radius_m", "estates", "estates_measured", "estates_within",
    "estates_share", "people_of", "people", "people_measured", "people_within", "people_share",
    "people_unknown",
]  # fmt: skip
