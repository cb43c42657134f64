"""Where plans of the city meet old estates: conflicts, and who is due for another programme."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import pyproj

from geo import to_metric
from geo.along import estates_along
from geo.conflicts import conflicts
from standards import Standards
from study.choices import Choices
from study.conflict_issues import conflict_issues
from study.estate_words import Words, estate_words
from study.keys import mapping, one_of
from study.plan_kinds import PROGRAMMES
from study.plans import ATTRIBUTES, plans_read
from study.trenches import in_full
from tables import Issue

ANSWER = "plans"
IN, OUT = "in_programme", "not"

_UTILITY, _ALONG = "utility", "along"
_MET = ("estate_id", "relation", "share", "overlap_m2", "length_m", *ATTRIBUTES)


class Planned(NamedTuple):
    """The estates with `plan_conflicts`, every conflict (a row an estate and plan), the issues.

    `conflicts`: estate_id, kind, plan, relation (see `geo.conflicts`; `along` a road or pipe that
    is to be opened), share, overlap_m2, length_m, what the plans layer tells of the plan, and
    `settled` - of areas that an estate's greater part lies in and where it may be torn down or
    rebuilt: `ledger`, `in_programme` or `not` (answered), `block` (by choice), `asked`; else "".
    """

    estates: gpd.GeoDataFrame
    conflicts: pd.DataFrame
    issues: tuple[Issue, ...]


def planning(
    estates: gpd.GeoDataFrame,
    layers: Mapping[str, gpd.GeoDataFrame],
    choices: Choices,
    rules: Standards,
    crs: pyproj.CRS,
) -> Planned:
    """Return the conflicts of the estates with the `plans` and `trenches` of `layers`.

    `plan_conflicts` lists the kinds, ";" between: "" for none, missing where there is no layer or
    no place. An estate taken for one in another programme - answered so, or by the choice
    `gates.plan_areas: block` - gets the name of the plan as its `other_programme`; the gate of that
    name does the rest. An overlap that is a sliver is no conflict; how many there are is told.
    """
    plans = plans_read(layers["plans"], rules.rules)
    ground = to_metric(estates, crs, table="estates")
    met = _in_plans(ground, to_metric(plans.areas, crs, table="plans"), rules)
    slivers = met["relation"].eq("sliver")
    along = _along(ground, to_metric(layers["trenches"], crs, table="trenches"), choices, rules)
    found = _sorted([met[~slivers], along])
    words = estate_words(estates)
    found = found.assign(settled=_settled(found, estates, choices, rules, _said(choices, words)))
    given = any(len(layers[name]) for name in ("plans", "trenches"))
    codes = pd.Series(_codes(ground, found, given=given), index=estates.index, dtype=object)
    told = _taken(estates, found).assign(plan_conflicts=codes)
    nowhere = ground.loc[ground.geometry.isna(), "estate_id"] if len(layers["plans"]) else []
    unused = _for_nobody(found, choices, words)
    issues = conflict_issues(found, met[slivers], nowhere, unused, asked=words.asked)
    return Planned(told, found, (*plans.issues, *issues))


def _in_plans(ground: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, rules: Standards) -> pd.DataFrame:
    if areas.empty:
        return pd.DataFrame(columns=list(_MET))
    met = conflicts(
        ground,
        areas.rename(columns={"plan": "label", "key": "plan"}),
        least_share=rules["plan_least_share"],
        least_m2=rules["plan_least_m2"],
    )
    told = pd.DataFrame(areas.drop_duplicates("key").set_index("key")[list(ATTRIBUTES)])
    return met.rename(columns={"plan": "key"}).join(told, on="key")[list(_MET)]


def _along(
    ground: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, choices: Choices, rules: Standards
) -> pd.DataFrame:
    """Return the estates along each road or pipe that is to be opened, a row a year of it."""
    named = lines[lines["name"].notna()].reset_index(drop=True)
    if named.empty:
        return pd.DataFrame(columns=list(_MET))
    key = named.groupby(["name", "year"], dropna=False, sort=True).ngroup()
    told = named.assign(key=key).drop_duplicates("key").set_index("key")[["name", "year"]]
    within_m = in_full(choices.trenches, rules.rules).within_m
    pairs = estates_along(ground, named.assign(name=key), within_m=within_m)
    rows = pairs.join(told, on="trench").rename(columns={"name": "plan", "year": "year_from"})
    rows = rows.assign(kind=_UTILITY, relation=_ALONG, year_from=rows["year_from"].astype(object))
    return rows.reindex(columns=list(_MET))


def _sorted(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the conflicts in a fixed order, whatever the order of the files."""
    columns = [part.astype(object) for part in parts if len(part)]
    rows = pd.concat(columns) if columns else pd.DataFrame(columns=list(_MET), dtype=object)
    text = rows[["estate_id", "kind", "plan", "plan_id", "relation", "year_from"]]
    order = text.fillna("").astype(str).reset_index(drop=True).sort_values([*text.columns]).index
    numbers = dict.fromkeys(("share", "overlap_m2", "length_m"), "float64")
    years = dict.fromkeys(("year_from", "year_to"), "Int64")
    front = ["estate_id", "kind", "plan"]
    kept = [*front, *(name for name in _MET if name not in front)]
    return rows.iloc[order].reset_index(drop=True).astype({**numbers, **years})[kept]


def _settled(
    found: pd.DataFrame,
    estates: pd.DataFrame,
    choices: Choices,
    rules: Standards,
    said: Mapping[str, str],
) -> pd.Series:
    """Return how it stands with the programme an estate's greater part lies in: one an estate."""
    areas = found[found["kind"].isin(PROGRAMMES)]
    if len(areas):
        greater = areas["share"].ge(rules["plan_inside_share"]) | areas["relation"].eq("point")
        areas = areas[greater].sort_values("share", ascending=False, kind="stable")
    first = areas["estate_id"].drop_duplicates()
    in_ledger = set(estates.loc[estates["other_programme"].notna(), "estate_id"])
    open_ = "block" if choices.gates.plan_areas == "block" else "asked"
    settled = ["ledger" if name in in_ledger else said.get(name, open_) for name in first]
    return pd.Series(settled, index=first.index, dtype=object).reindex(found.index, fill_value="")


def _answers(choices: Choices) -> dict[str, str]:
    said = mapping(choices.answers.get(ANSWER), where=f"answers.{ANSWER}")
    return {
        name: one_of(word, (IN, OUT), key=f"answers.{ANSWER}.{name}") for name, word in said.items()
    }


def _words_used(choices: Choices, words: Words) -> dict[str, str]:
    """Return each estate answered for → the word that counts: the one it is asked under first."""
    written = _answers(choices)
    used = {words.meant[word]: word for word in written if word in words.meant}
    asked = {one: word for one, word in words.asked.items() if word in written}
    return {one: asked.get(one, word) for one, word in used.items()}


def _said(choices: Choices, words: Words) -> dict[str, str]:
    written = _answers(choices)
    return {one: written[word] for one, word in _words_used(choices, words).items()}


def _for_nobody(found: pd.DataFrame, choices: Choices, words: Words) -> set[str]:
    """Return what answers call estates that no area asks about, or nobody knows by that word."""
    areas = set(found.loc[found["settled"].ne(""), "estate_id"])
    used = {word for one, word in _words_used(choices, words).items() if one in areas}
    return set(_answers(choices)) - used


def _taken(estates: gpd.GeoDataFrame, found: pd.DataFrame) -> gpd.GeoDataFrame:
    rows = found[found["settled"].isin([IN, "block"])].set_index("estate_id")
    named = estates["estate_id"].map(rows["plan"].fillna(rows["kind"]))
    programme = estates["other_programme"].astype(object)
    return estates.assign(other_programme=programme.where(named.isna(), named))


def _codes(ground: gpd.GeoDataFrame, found: pd.DataFrame, *, given: bool) -> list[str | None]:
    kinds: dict[str, set[str]] = {}
    for estate_id, kind in zip(found["estate_id"], found["kind"], strict=True):
        kinds.setdefault(estate_id, set()).add(kind)
    known = (ground.geometry.notna() & given).tolist()
    return [
        ";".join(sorted(kinds.get(estate_id, ()))) if there else None
        for estate_id, there in zip(ground["estate_id"], known, strict=True)
    ]
