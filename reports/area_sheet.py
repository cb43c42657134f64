"""The sheet of districts, streets, communities and clusters: what lies in each, and its rank."""

from collections.abc import Mapping

import pandas as pd

from layers.areas import area_names, areas_layer
from layers.exports import words
from reports.figures import NOTHING
from study.areas.places import LEVELS
from study.results import Results
from texts import say

_COLUMNS = (
    "level", "area_name", "district", "street", "rank", "rank_p05", "rank_p95", "rank_best",
    "rank_worst", "estates", "households", "residents", "need", "need_low", "need_high",
    "grade1_share", "grade1_share_low", "grade1_share_high", "unmet_coverage", "unmet_coverage_low",
    "unmet_coverage_high", "asked_wan", "placed_wan", "planned", "households_placed",
    "need_unknown", "coverage_unknown", "cost_unknown", "residents_unknown", "residents_estimated",
    "rank_note", "matched", "basis",
)  # fmt: skip
_MAY_LACK = ("district", "street", "rank", "rank_p05", "rank_p95", "rank_best", "rank_worst")
_CODES = ("level", "matched", "basis")


def areas(results: Results, *, locale: str) -> pd.DataFrame:
    """Return a row an area, from districts down, by rank; those not ranked last, and why.

    A level in which no estate has an area is left out.
    """
    table = pd.DataFrame(areas_layer(results))
    table = table.assign(
        area_name=area_names(table, locale=locale),
        place=table["level"].map({level: at for at, level in enumerate(LEVELS)}),
        rank_note=_notes(table, small_number(results), locale),
        **{name: words(table[name], name, locale=locale) for name in _CODES},
    )
    stated = table.groupby("level")["rank_note"].transform("size").gt(1) | table["name"].notna()
    shown = table[stated].sort_values(["place", "rank", "area_id"], na_position="last")
    kept = shown[[name for name in _COLUMNS if name in shown]].astype(object)
    empty = shown["estates"].eq(0).to_numpy()[:, None]
    may_lack = [name for name in _MAY_LACK if name in kept]
    dashes = {name: kept[name].where(kept[name].notna(), NOTHING) for name in may_lack}
    return kept.mask(kept.isna() & empty, NOTHING).assign(**dashes).reset_index(drop=True)


def small_number(results: Results) -> Mapping[str, int]:
    """Return the fewest scored estates a level ranks an area with, as the run's record has it."""
    standards = results.record.get("standards") or ()
    rules = [rule for rule in standards if rule["name"] == "small_number"]  # type: ignore[attr-defined]
    return rules[0]["value"] if rules else {}


def _notes(table: pd.DataFrame, least: Mapping[str, int], locale: str) -> list[str]:
    told = []
    for note, level in table[["rank_note", "level"]].itertuples(index=False, name=None):
        few = note == "small_number" and level in least
        code = "rank_note.fewer" if few else f"rank_note.{note}"
        told.append(say(locale, code, least=least.get(level, "")) if note else "")
    return told
